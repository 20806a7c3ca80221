/** metrics.jsonl: a line for each iteration and each evaluation, appended as they happen. */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint } from '@shared/training/checkpoint';
import type { EvaluatedSet, TrainingEvent } from '@shared/training/events';
import { writeText } from '../files/whole-files';

const FILE = 'metrics.jsonl';

export type MetricLine =
  | {
      readonly iteration: number;
      readonly loss: number;
      readonly accuracy: number;
      readonly learningRate: number;
      /** Spent training so far, pauses and evaluations left out. */
      readonly seconds: number;
    }
  | { readonly iteration: number; readonly evaluated: EvaluatedSet; readonly loss: number; readonly accuracy: number };

/** What an event leaves in the file; null for those that leave nothing. */
export function metricLine(event: TrainingEvent, seconds: number): MetricLine | null {
  if (event.type === 'iteration') {
    const { iteration, loss, accuracy, learningRate } = event;
    return { iteration, loss, accuracy, learningRate, seconds: Math.round(seconds * 1000) / 1000 };
  }
  if (event.type === 'evaluated') {
    const { loss, accuracy } = event.evaluation;
    return { iteration: event.iteration, evaluated: event.set, loss, accuracy };
  }
  return null;
}

/** Appends lines; `sync` waits until the disk has them. */
export async function appendMetrics(folder: string, lines: readonly MetricLine[], sync: boolean): Promise<void> {
  const file = await open(join(folder, FILE), 'a');
  try {
    await file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    if (sync) await file.datasync();
  } finally {
    await file.close();
  }
}

/** All whole lines. One that a killed process left torn at the end is dropped; there is nothing where no file is. */
export async function readMetrics(folder: string): Promise<MetricLine[]> {
  const text = await readFile(join(folder, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  lines.pop(); // '' after a whole line's end, else the torn one
  return lines.map((line) => JSON.parse(line) as MetricLine);
}

/** Forgets what came after a checkpoint, which is about to happen again. Gives what is left. */
export async function cutMetrics(folder: string, { iteration, validation }: Checkpoint): Promise<MetricLine[]> {
  const came = (line: MetricLine) =>
    'evaluated' in line ? line.evaluated === 'validation' && line.iteration <= validation.validated : line.iteration <= iteration;
  const kept = (await readMetrics(folder)).filter(came);
  await writeText(join(folder, FILE), kept.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return kept;
}
