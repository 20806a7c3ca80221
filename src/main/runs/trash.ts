/** Deleted runs are moved aside, so that deleting can be undone, and purged when they have lain there for a while. */
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { phrase } from '@shared/phrase';
import { fileError } from '../files/whole-files';
import { isBeingTrained, readRecord } from './record';
import { RunFolderError } from './run-folder-error';
import { exists, nameIt, runNames, UNFINISHED } from './run-names';

const FOLDER = '.deleted';
export const KEPT_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Gives those that were there to be deleted. Throws a RunFolderError where one of them is being trained; none is moved
 * then. Throws a FileError where one cannot be moved; those before it are.
 */
export async function deleteRuns(runsFolder: string, names: readonly string[]): Promise<string[]> {
  const known = new Set(await runNames(runsFolder));
  const there = names.filter((name) => known.has(name));
  for (const name of there) {
    const record = await readRecord(join(runsFolder, name)).catch(() => null);
    if (record && isBeingTrained(record)) throw new RunFolderError(phrase`${name}: is being trained; stop it before deleting it`, name);
  }
  // What is deleted together has one time, by which it is brought back together.
  const now = new Date();
  for (const name of there) await moveAside(runsFolder, name, now);
  return there;
}

async function moveAside(runsFolder: string, name: string, now: Date): Promise<void> {
  const place = join(runsFolder, FOLDER, name);
  try {
    await mkdir(join(runsFolder, FOLDER), { recursive: true });
    await layUnder(place);
    await rename(join(runsFolder, name), place);
    await utimes(place, now, now);
  } catch (error) {
    throw fileError(join(runsFolder, name), 'written', error);
  }
}

/** What can be brought back: the names of each deletion, the last one last. */
export async function deletedRuns(runsFolder: string): Promise<string[][]> {
  const times = new Map<number, string[]>();
  for (const name of await readdir(join(runsFolder, FOLDER)).catch(() => [])) {
    if (name.endsWith(UNDER)) continue;
    const found = await stat(join(runsFolder, FOLDER, name)).catch(() => null);
    if (found) times.set(found.mtimeMs, [...(times.get(found.mtimeMs) ?? []), name]);
  }
  return [...times].toSorted(([a], [b]) => a - b).map(([, names]) => names.toSorted());
}

/**
 * Brings back the one of each name that was deleted last, by another name where there is a run of that name now. Gives the
 * names they have. Throws a RunFolderError where one is no longer there; the others are back then.
 */
export async function restoreRuns(runsFolder: string, names: readonly string[]): Promise<string[]> {
  const restored: string[] = [];
  const missing: string[] = [];
  for (const name of names) {
    const place = join(runsFolder, FOLDER, name);
    if (!(await exists(place))) {
      missing.push(name);
      continue;
    }
    const back = await nameIt(place, join(runsFolder, name)).catch((error) => Promise.reject(fileError(place, 'written', error)));
    await takeFromUnder(place);
    restored.push(basename(back));
  }
  const [first] = missing;
  if (first !== undefined) throw new RunFolderError(phrase`${first}: is no longer there; it cannot be brought back`, first);
  return restored;
}

const UNDER = '~';
/** Of several runs of one name, such as one that was imported again, those deleted before lie under the last. */
const under = (place: string) => `${place}${UNDER}`;

async function layUnder(place: string): Promise<void> {
  if (!(await exists(place))) return;
  await layUnder(under(place));
  await rename(place, under(place));
}

async function takeFromUnder(place: string): Promise<void> {
  if (!(await exists(under(place)))) return;
  await rename(under(place), place);
  await takeFromUnder(under(place));
}

/** Removes what was deleted more than 30 days ago, and what processes that were killed had begun more than a day ago. */
export async function purgeDeleted(runsFolder: string, now = Date.now()): Promise<void> {
  const folder = join(runsFolder, FOLDER);
  const deleted = (await readdir(folder).catch(() => [])).map((name) => ({ place: join(folder, name), days: KEPT_DAYS }));
  const begun = (await readdir(runsFolder).catch(() => []))
    .filter((name) => name.startsWith(UNFINISHED))
    .map((name) => ({ place: join(runsFolder, name), days: 1 }));
  for (const { place, days } of [...deleted, ...begun]) {
    const found = await stat(place).catch(() => null);
    if (found && now - found.mtimeMs > days * DAY_MILLISECONDS) await rm(place, { recursive: true, force: true });
  }
}
