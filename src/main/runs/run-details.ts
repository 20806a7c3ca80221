import { basename } from 'node:path';
import type { RunDetails, RunMaking } from '@shared/contracts/state';
import { isOriginalTestSet } from '../datasets/load-dataset';
import { readCurves } from './open-run';
import { readRecord } from './record';

/** Null for a run that nothing can be read of. */
export async function runDetails(folder: string): Promise<RunDetails | null> {
  const [making, curves] = await Promise.all([makingOf(folder).catch(() => null), readCurves(folder).catch(() => null)]);
  if (!making && !curves?.metrics.iterations.length) return null;
  return { folder: basename(folder), making, ...noCurves, ...curves };
}

const noCurves: Pick<RunDetails, 'metrics' | 'validations'> = {
  metrics: { iterations: [], losses: [], accuracies: [], learningRates: [] },
  validations: [],
};

async function makingOf(folder: string): Promise<RunMaking> {
  const { spec, changes, from, dataset } = await readRecord(folder);
  return { spec, changes, from, dataset: { checksums: dataset.checksums, original: isOriginalTestSet(dataset.checksums) } };
}
