/** What an experiment came to last, in a file of its own: its controls, and the result of every part that is done. */
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseJson } from '@shared/json';
import type { Experiment } from '@shared/lab/experiment';
import { parseControls } from '@shared/lab/find-experiment';
import { z } from 'zod';
import { readText, writeText } from '../files/whole-files';

const VERSION = 1;

const fileSchema = z.strictObject({
  version: z.literal(VERSION),
  experiment: z.string(),
  controls: z.record(z.string(), z.unknown()),
  results: z.record(z.string(), z.unknown()),
});

export type LabFile = Pick<z.output<typeof fileSchema>, 'experiment' | 'controls' | 'results'>;

const pathOf = (folder: string, experiment: string) => join(folder, `${experiment}.json`);

export async function writeLabFile(folder: string, file: LabFile): Promise<void> {
  const path = pathOf(folder, file.experiment);
  await mkdir(dirname(path), { recursive: true });
  await writeText(path, `${JSON.stringify({ version: VERSION, ...file })}\n`);
}

/**
 * Null where there is none, or none from which the experiment can draw its figure: it is computed anew then. What cannot be
 * read, such as one of a newer Kasane, is kept beside it.
 */
export async function readLabFile(folder: string, experiment: Experiment): Promise<LabFile | null> {
  try {
    const parsed = fileSchema.parse(parseJson(await readText(pathOf(folder, experiment.name))));
    if (parsed.experiment !== experiment.name) return null;
    const controls = parseControls(experiment, parsed.controls);
    experiment.figure(controls, parsed.results);
    experiment.claim(controls, parsed.results);
    return { ...parsed, controls };
  } catch {
    const path = pathOf(folder, experiment.name);
    await rename(path, `${path}.unread`).catch(() => undefined); // there is none
    return null;
  }
}
