/** A run on disk as the studio shows one: up to its newest checkpoint, ready to be resumed. */
import { basename } from 'node:path';
import type { FoundRun } from '@shared/contracts/processes';
import type { RunMetrics, RunState } from '@shared/contracts/run';
import { emptyCurve, extendCurve } from '@shared/contracts/run-curve';
import { errorData } from '@shared/kasane-error';
import { withAveraged } from '@shared/training/validation';
import { newestCheckpoint } from './checkpoints';
import { readEvaluations } from './evaluation-file';
import { readInsight } from './insight-file';
import { metricBlocks } from './metrics-file';
import { stateOf } from './projections';
import { readRecord } from './record';

/** Throws a FileError, RunFolderError or SpecError where it cannot be read. */
export async function openRun(folder: string): Promise<FoundRun> {
  const record = await readRecord(folder);
  const { checkpoint, damage } = await newestCheckpoint(folder);
  const { iteration } = checkpoint;
  const { metrics, validations, seconds } = await readCurves(folder, iteration);
  const state = stateOf(record, basename(folder), iteration, {
    seconds,
    evaluations: record.status.phase === 'finished' ? await readEvaluations(folder).catch(() => ({})) : {},
    validations,
    passedOver: damage && errorData(damage),
  });
  return { folder, state, metrics, insight: await readInsight(folder) };
}

/** Beyond what any picture shows; of more every second one is left out. */
const MOST_VALIDATIONS = 20_000;

/** All there is of a run's curves up to an iteration, also of one that no checkpoint can be read of. Throws a FileError. */
export async function readCurves(folder: string, until = Number.POSITIVE_INFINITY) {
  let metrics = emptyCurve();
  let seconds = 0;
  let damagedLines = 0;
  const onDamage = (lines: number) => {
    damagedLines += lines;
  };
  const validations: RunState['validations'][number][] = [];
  for await (const lines of metricBlocks(folder, onDamage)) {
    const more: { -readonly [Name in keyof RunMetrics]: number[] } = { iterations: [], losses: [], accuracies: [], learningRates: [] };
    for (const line of lines) {
      const { iteration, loss, accuracy } = line;
      if (iteration > until) continue;
      if (!('evaluated' in line)) {
        more.iterations.push(iteration);
        more.losses.push(measure(loss));
        more.accuracies.push(measure(accuracy));
        more.learningRates.push(measure(line.learningRate));
        seconds = line.seconds;
      } else if (line.of === 'average') {
        const averaged = { loss: measure(loss), accuracy: measure(accuracy) };
        // It follows the validation of its iteration.
        if (validations.at(-1)?.iteration === iteration) validations.push(...withAveraged(validations.splice(-1), iteration, averaged));
      } else if (line.evaluated === 'validation') validations.push({ iteration, loss: measure(loss), accuracy: measure(accuracy) });
    }
    if (validations.length > MOST_VALIDATIONS)
      validations.splice(0, validations.length, ...validations.filter((_, place) => place % 2 === 1));
    metrics = extendCurve(metrics, more);
  }
  return { metrics, validations, seconds, damagedLines };
}

/** JSON has null for what is no finite number. */
const measure = (written: number | null) => written ?? Number.NaN;
