/** A run on disk as the studio shows one: up to its newest checkpoint, ready to be resumed. */
import { basename } from 'node:path';
import type { FoundRun } from '@shared/contracts/processes';
import type { RunMetrics, RunState } from '@shared/contracts/run';
import { newestCheckpoint } from './checkpoints';
import { readEvaluations } from './evaluation-file';
import { type MetricLine, readMetrics } from './metrics-file';
import { stateOf } from './projections';
import { readRecord } from './record';

/** Throws a FileError, RunFolderError or SpecError where it cannot be read. */
export async function openRun(folder: string): Promise<FoundRun> {
  const record = await readRecord(folder);
  const { iteration } = await newestCheckpoint(folder);
  const lines = await readMetrics(folder);
  const steps = stepsOf(lines, iteration);
  const state = stateOf(record, basename(folder), iteration, {
    seconds: steps.at(-1)?.seconds ?? 0,
    evaluations: record.status.phase === 'finished' ? await readEvaluations(folder).catch(() => ({})) : {},
    validations: validationsOf(lines, iteration),
  });
  return { folder, state, metrics: metricsOf(steps) };
}

type StepLine = Extract<MetricLine, { readonly seconds: number }>;

const stepsOf = (lines: readonly MetricLine[], until: number): StepLine[] =>
  lines.flatMap((line) => ('evaluated' in line || line.iteration > until ? [] : [line]));

export const validationsOf = (lines: readonly MetricLine[], until = Number.POSITIVE_INFINITY): RunState['validations'] =>
  lines.flatMap((line) =>
    'evaluated' in line && line.evaluated === 'validation' && line.iteration <= until
      ? [{ iteration: line.iteration, loss: measure(line.loss), accuracy: measure(line.accuracy) }]
      : [],
  );

/** JSON has null for what is no finite number. */
const measure = (written: number | null) => written ?? Number.NaN;

const metricsOf = (steps: readonly StepLine[]): RunMetrics => ({
  iterations: steps.map((line) => line.iteration),
  losses: steps.map(({ loss }) => measure(loss)),
  accuracies: steps.map(({ accuracy }) => measure(accuracy)),
  learningRates: steps.map(({ learningRate }) => measure(learningRate)),
});

/** All there is of a run's curves, also of one that no checkpoint can be read of. */
export async function readCurves(folder: string) {
  const lines = await readMetrics(folder);
  return { metrics: metricsOf(stepsOf(lines, Number.POSITIVE_INFINITY)), validations: validationsOf(lines) };
}
