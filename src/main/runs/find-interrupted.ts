/** Runs of earlier sessions that were not ended: the app was closed, or it or the machine broke down. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FoundRun } from '@shared/ipc/inspector-messages';
import type { RunMetrics, RunState } from '@shared/ipc/state';
import { describeNetwork, parameterCount } from '@shared/nn/description';
import { specAt } from '@shared/spec/changes';
import { usualThreads } from '../threads/team';
import { newestCheckpoint } from './checkpoints';
import { type MetricLine, readMetrics } from './metrics-file';
import { isBeingTrained, type RunRecord, readRecord } from './record';

/** The newest such run, up to its newest checkpoint; null where there is none. Folders that cannot be read are passed over. */
export async function findInterrupted(runsFolder: string): Promise<FoundRun | null> {
  const folders = (await readdir(runsFolder).catch(() => [])).toSorted().toReversed();
  for (const name of folders) {
    const folder = join(runsFolder, name);
    const record = await readRecord(folder).catch(() => null);
    if (!record || !isOpen(record) || (await staysTrained(record))) continue;
    const checkpoint = await newestCheckpoint(folder).catch(() => null);
    const lines = checkpoint && (await readMetrics(folder).catch(() => null));
    if (checkpoint && lines) return found(folder, record, checkpoint.iteration, lines);
  }
  return null;
}

const isOpen = ({ status }: RunRecord) => status.phase === 'running' || status.phase === 'paused';

/** The trainer of an app that was killed ends a moment after it. */
const PATIENCE_MILLISECONDS = 3000;
const BETWEEN_LOOKS_MILLISECONDS = 50;

async function staysTrained(record: RunRecord): Promise<boolean> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  while (isBeingTrained(record)) {
    if (performance.now() > end) return true;
    await sleep(BETWEEN_LOOKS_MILLISECONDS);
  }
  return false;
}

function found(folder: string, record: RunRecord, iteration: number, lines: readonly MetricLine[]): FoundRun {
  const { spec, from, label, changes } = record;
  const steps = lines.flatMap((line) => ('evaluated' in line || line.iteration > iteration ? [] : [line]));
  const validations = lines.flatMap((line) =>
    'evaluated' in line && line.evaluated === 'validation' && line.iteration <= iteration
      ? [{ iteration: line.iteration, loss: line.loss, accuracy: line.accuracy }]
      : [],
  );
  const metrics: RunMetrics = {
    iterations: steps.map((line) => line.iteration),
    losses: steps.map((line) => line.loss),
    accuracies: steps.map((line) => line.accuracy),
    learningRates: steps.map((line) => line.learningRate),
  };
  const current = specAt(spec, changes, Number.POSITIVE_INFINITY);
  const state: FoundRun['state'] = {
    spec,
    changes: changes.filter((change) => change.iteration <= iteration),
    label,
    from,
    folder: basename(folder),
    status: { phase: 'interrupted' },
    iteration,
    iterations: (record.iterations / spec.training.duration.count) * current.training.duration.count,
    seconds: steps.at(-1)?.seconds ?? 0,
    imagesPerSecond: 0,
    trainingImages: 0,
    parameterCount: parameterCount(describeNetwork(spec.network)),
    threads: usualThreads(),
    evaluations: {},
    validations,
    exportable: iteration,
    recordingTrouble: null,
  } satisfies Omit<RunState, 'id'>;
  return { folder, state, metrics };
}
