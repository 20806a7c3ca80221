/**
 * What experiments came to, a file for each set of controls: the results of every part that is done. So the book's figure
 * is still there when it has been varied, and the one that was made last is the one that is shown first.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Experiment } from '@shared/lab/experiment';
import { parseControls } from '@shared/lab/find-experiment';
import { z } from 'zod';
import { unsealed, writeSealed } from '../../files/sealed-json';
import { readText } from '../../files/whole-files';

const VERSION = 1;
/** Of an experiment; the oldest go. */
const KEPT = 12;

const fileSchema = z.strictObject({
  version: z.literal(VERSION),
  experiment: z.string(),
  controls: z.record(z.string(), z.unknown()),
  results: z.record(z.string(), z.unknown()),
});

export type LabFile = Pick<z.output<typeof fileSchema>, 'experiment' | 'controls' | 'results'>;

/** `batch-norm 0a1b2c3d4e5f.json`; that of a Kasane which kept but one has no such end. */
const nameOf = (experiment: string, controls: unknown) => `${experiment} ${hashOf(controls)}.json`;
const hashOf = (controls: unknown) => createHash('sha256').update(JSON.stringify(controls)).digest('hex').slice(0, 12);
const isOf = (experiment: string, name: string) =>
  name === `${experiment}.json` || /^[0-9a-f]{12}\.json$/.test(name.slice(experiment.length + 1));

export async function writeLabFile(folder: string, file: LabFile): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeSealed(join(folder, nameOf(file.experiment, file.controls)), { version: VERSION, ...file }, 0);
  for (const name of (await namesOf(folder, file.experiment)).slice(KEPT)) await rm(join(folder, name), { force: true });
}

/**
 * With those controls, or with the last there were; null where there is none, or none from which the experiment can draw
 * its figure: it is computed anew then. What cannot be read, such as one of a newer Kasane, is kept beside it.
 */
export async function readLabFile(folder: string, experiment: Experiment, controls?: unknown): Promise<LabFile | null> {
  const names = await namesOf(folder, experiment.name);
  const wanted =
    controls === undefined ? names : names.filter((name) => [nameOf(experiment.name, controls), `${experiment.name}.json`].includes(name));
  for (const name of wanted) {
    const found = await read(join(folder, name), experiment);
    if (found && (controls === undefined || hashOf(found.controls) === hashOf(controls))) return found;
  }
  return null;
}

/** The newest first. */
async function namesOf(folder: string, experiment: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith(experiment) && isOf(experiment, name));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0 })),
  );
  return dated.toSorted((a, b) => b.time - a.time).map(({ name }) => name);
}

async function read(path: string, experiment: Experiment): Promise<LabFile | null> {
  const text = await readText(path).catch(() => null);
  if (text === null) return null;
  try {
    const parsed = fileSchema.parse(unsealed(path, text));
    if (parsed.experiment !== experiment.name) return null;
    const controls = parseControls(experiment, parsed.controls);
    experiment.figure(controls, parsed.results);
    experiment.claim(controls, parsed.results);
    return { ...parsed, controls };
  } catch {
    await rename(path, `${path}.unread`).catch(() => undefined); // it is gone
    return null;
  }
}
