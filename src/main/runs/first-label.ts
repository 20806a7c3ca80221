/** What a new run is called and drawn in until its user says otherwise, so that it can be told from those before it. */
import { join } from 'node:path';
import { FILES_AT_ONCE, mapAtOnce } from '@shared/at-once';
import { noLabel, type RunLabel, turnColours } from '@shared/spec/run-label';
import type { RunSpec } from '@shared/spec/run-spec';
import { asFileName } from '../files/folder-names';
import { readTextIfThere } from '../files/whole-files';
import { readableOf } from './record';
import { nameInFolder, newestRuns } from './run-folders';

/** The newest runs, that many, are looked at. */
const LOOKED_AT = 200;

/**
 * The colour after the newest run's; and where its design has trained before, the design's name with the first number that is
 * free: `Small CNN 2`. Runs that cannot be read count by what their folder says.
 */
export async function firstLabel(runsFolder: string, design: string): Promise<RunLabel> {
  const folders = (await newestRuns(runsFolder)).slice(0, LOOKED_AT);
  const runs = await mapAtOnce(folders, FILES_AT_ONCE, async (folder) => {
    const text = await readTextIfThere(join(runsFolder, folder, 'run.json')).catch(() => null);
    return { began: nameInFolder(folder), label: readableOf(text ?? '').label };
  });
  const last = runs.find(({ began, label }) => began !== null && label)?.label?.colour;
  const colour = last === undefined ? noLabel.colour : turnColours[(turnColours.indexOf(last) + 1) % turnColours.length];
  const named = new Set(runs.map(({ label }) => label?.name));
  // Those without a name of their own are called as their design, of which the folder has what a folder can be called.
  const isTaken = named.has(design) || runs.some(({ began, label }) => !label?.name && began === asFileName(design));
  return { ...noLabel, name: isTaken ? freeName(design, named) : '', ...(colour && { colour }) };
}

/**
 * One of several that differ by their seeds says its own, in any language: `Small CNN #3`. Those that begin at the same time
 * know nothing of each other.
 */
export async function labelOfRepeat(runsFolder: string, { name, seed }: RunSpec): Promise<RunLabel> {
  const own = `${name.slice(0, LONGEST - ` #${seed}`.length)} #${seed}`;
  const label = await firstLabel(runsFolder, own);
  return { ...label, name: label.name || own };
}

/** Room for a space and a number. */
const LONGEST = 74;

function freeName(design: string, named: ReadonlySet<string | undefined>): string {
  const base = design.slice(0, LONGEST).trim();
  for (let number = 2; ; number++) {
    const name = `${base} ${number}`;
    if (!named.has(name)) return name;
  }
}
