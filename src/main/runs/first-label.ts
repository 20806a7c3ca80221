/** What a new run is called and drawn in until its user says otherwise, so that it can be told from those before it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noLabel, type RunLabel, runColours } from '@shared/spec/run-label';
import { asFileName, folderNames } from '../files/folder-names';
import { readableOf } from './record';

/** The newest runs, that many, are looked at. */
const LOOKED_AT = 200;

/**
 * The colour after the newest run's; and where its design has trained before, the design's name with the first number that is
 * free: `Small CNN 2`. Runs that cannot be read count by what their folder says.
 */
export async function firstLabel(runsFolder: string, design: string): Promise<RunLabel> {
  // Their names begin with the time.
  const folders = (await folderNames(runsFolder)).toSorted().toReversed().slice(0, LOOKED_AT);
  const labels = await Promise.all(
    folders.map(async (folder) => readableOf(await readFile(join(runsFolder, folder, 'run.json'), 'utf8').catch(() => '')).label),
  );
  const names = new Set(folders.map((folder, index) => asFileName(labels[index]?.name || designOf(folder))));
  const last = labels.find((label) => label !== undefined)?.colour;
  const colour = last === undefined ? noLabel.colour : runColours[(runColours.indexOf(last) + 1) % runColours.length];
  return { ...noLabel, name: freeName(design, names), ...(colour && { colour }) };
}

/** As `nameOf` in begin.ts calls them; two of one second are told apart by a number at the end, which does no harm here. */
const designOf = (folder: string) => folder.replace(/^\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d ?/, '');

/** Room for a space and a number. */
const LONGEST = 74;

/** Empty where the design's own is free. */
function freeName(design: string, taken: ReadonlySet<string>): string {
  if (!taken.has(asFileName(design))) return '';
  const base = [...design].slice(0, LONGEST).join('').trim();
  for (let number = 2; ; number++) {
    const name = `${base} ${number}`;
    if (!taken.has(asFileName(name))) return name;
  }
}
