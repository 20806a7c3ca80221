/** metrics.jsonl: a line for each iteration and each evaluation, appended as they happen. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Checkpoint } from '@shared/training/checkpoint';
import type { EvaluatedSet, TrainingEvent } from '@shared/training/events';
import { appendLines, cutBehind, lineBlocks, readLines, textOf } from '../files/json-lines';
import { truncateFile, writeParts } from '../files/whole-files';

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
  | {
      readonly iteration: number;
      readonly evaluated: EvaluatedSet;
      /** Present where not the last parameters but their average was evaluated. */
      readonly of?: 'average';
      readonly loss: number;
      readonly accuracy: number;
    };

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
  if (event.type === 'averaged') {
    const { loss, accuracy } = event.evaluation;
    return { iteration: event.iteration, evaluated: 'validation', of: 'average', loss, accuracy };
  }
  return null;
}

export const appendMetrics = (folder: string, lines: readonly MetricLine[], sync: boolean) => appendLines(join(folder, FILE), lines, sync);

/** Block by block, for there may be millions; `onDamage` hears of lines that are left out. Throws a FileError where they cannot be read. */
export const metricBlocks = (folder: string, onDamage?: (lines: number) => void) => lineBlocks(join(folder, FILE), metricLines, onDamage);

/** Some minutes of training. */
const NEWEST_LINES = 100_000;

/** The last lines, from the last one on. Throws a FileError. */
export async function newestMetrics(folder: string, see: (line: MetricLine) => void): Promise<void> {
  let seen = 0;
  const isEnough = (line: MetricLine) => {
    see(line);
    seen += 1;
    return seen >= NEWEST_LINES;
  };
  await cutBehind(join(folder, FILE), metricLines, isEnough, () => false);
}

/** All of them at once: of runs that are known to be short. */
export const readMetrics = (folder: string) => readLines(join(folder, FILE), metricLines);

/** By hand, for there is a line an iteration. A loss beyond all numbers is null in JSON. */
function isMetricLine(content: unknown): content is MetricLine {
  if (typeof content !== 'object' || content === null) return false;
  const { iteration, evaluated, of, loss, accuracy, learningRate, seconds } = content as Record<string, unknown>;
  if (!Number.isSafeInteger(iteration) || !isMeasure(loss) || !isMeasure(accuracy)) return false;
  if (evaluated !== undefined) return sets.includes(evaluated as EvaluatedSet) && (of === undefined || of === 'average');
  return isMeasure(learningRate) && typeof seconds === 'number';
}

/** One has some hundred characters. */
const metricLines = { is: isMetricLine, longest: 1000 };

const isMeasure = (value: unknown) => typeof value === 'number' || value === null;

const sets: readonly EvaluatedSet[] = ['training', 'validation', 'test'];

/**
 * Forgets what came after a checkpoint, which is about to happen again. Gives the seconds that had been trained until then.
 * What came before is neither read nor held. Throws a FileError; the file is as it was then.
 */
export async function cutMetrics(folder: string, { iteration, validation }: Checkpoint): Promise<number> {
  const path = join(folder, FILE);
  const isLast = (line: MetricLine) => !('evaluated' in line) && line.iteration <= iteration;
  const keeps = (line: MetricLine) => 'evaluated' in line && line.evaluated === 'validation' && line.iteration <= validation.validated;
  const { end, last, after, size } = await cutBehind(path, metricLines, isLast, keeps);
  const kept = textOf(after);
  if (kept !== '') await writeParts(path, shortened(path, end, kept));
  else if (end < size) await truncateFile(path, end);
  return last && 'seconds' in last ? last.seconds : 0;
}

async function* shortened(path: string, end: number, kept: string): AsyncGenerator<Uint8Array> {
  if (end > 0) yield* createReadStream(path, { end: end - 1 });
  yield Buffer.from(kept);
}
