/** The folders of runs by their names, which begin with the time unless they came as a file of another name. */
import { folderNames } from '../files/folder-names';

/** `2026-11-24 03.45.32 `, as begin.ts writes it. */
const TIME = /^\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d ?/;

/** What the run was called when it began; null of a folder that does not say when. */
export const nameInFolder = (folder: string): string | null => (TIME.test(folder) ? folder.replace(TIME, '') : null);

/** The newest first; behind them those whose names do not say when they began. */
export async function newestRuns(runsFolder: string): Promise<string[]> {
  const all = (await folderNames(runsFolder)).toSorted().toReversed();
  return [...all.filter((name) => TIME.test(name)), ...all.filter((name) => !TIME.test(name))];
}
