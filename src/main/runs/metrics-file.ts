/** metrics.jsonl: a line for each iteration and each evaluation, appended as they happen. */
import { join } from 'node:path';
import type { Checkpoint } from '@shared/training/checkpoint';
import type { EvaluatedSet, TrainingEvent } from '@shared/training/events';
import { appendLines, readLines, writeLines } from '../files/json-lines';

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

export const appendMetrics = (folder: string, lines: readonly MetricLine[], sync: boolean) => appendLines(join(folder, FILE), lines, sync);

export const readMetrics = (folder: string) => readLines(join(folder, FILE), isMetricLine);

/** By hand, for there is a line an iteration. A loss beyond all numbers is null in JSON. */
function isMetricLine(content: unknown): content is MetricLine {
  if (typeof content !== 'object' || content === null) return false;
  const { iteration, evaluated, loss, accuracy, learningRate, seconds } = content as Record<string, unknown>;
  if (!Number.isSafeInteger(iteration) || !isMeasure(loss) || !isMeasure(accuracy)) return false;
  if (evaluated !== undefined) return sets.includes(evaluated as EvaluatedSet);
  return isMeasure(learningRate) && typeof seconds === 'number';
}

const isMeasure = (value: unknown) => typeof value === 'number' || value === null;

const sets: readonly EvaluatedSet[] = ['training', 'validation', 'test'];

/** Forgets what came after a checkpoint, which is about to happen again. Gives what is left. */
export async function cutMetrics(folder: string, { iteration, validation }: Checkpoint): Promise<MetricLine[]> {
  const came = (line: MetricLine) =>
    'evaluated' in line ? line.evaluated === 'validation' && line.iteration <= validation.validated : line.iteration <= iteration;
  const kept = (await readMetrics(folder)).filter(came);
  await writeLines(join(folder, FILE), kept);
  return kept;
}
