/** What an imported run says it reads right is not taken on its word, where the images to ask are at hand. */
import { evaluated } from '@shared/exchange/networks/export-parameters';
import { KasaneError } from '@shared/kasane-error';
import { specAt } from '@shared/spec/changes';
import type { Evaluation } from '@shared/training/evaluation';
import type { TeamFactory } from '@shared/training/team';
import type { LoadedDataset } from '../datasets/load-dataset';
import { readRunParameters } from './checkpoints';
import { type Evaluations, readEvaluations, writeEvaluations } from './evaluation-file';
import { type RunRecord, readRecord, writeRecord } from './record';

export interface CheckedClaim {
  /** Accuracies on the test images, 0 … 1: what the run said, and what its parameters come to. */
  readonly claimed: number;
  /** Null where that cannot be found out: its parameters are damaged, or do not take the images. */
  readonly found: number | null;
}

/**
 * Evaluates a finished run whose test images are those of this dataset; null of others. Where its record or its evaluation say
 * something else than was found, they say that from then on, and nothing where nothing could be found. (Of a run that is not
 * finished no test accuracy is shown.)
 */
export async function checkClaim(folder: string, dataset: LoadedDataset, createTeam: TeamFactory): Promise<CheckedClaim | null> {
  const record = await readRecord(folder);
  const { outcome, status } = record;
  if (!outcome || status.phase !== 'finished' || !hasSameTest(record.dataset.checksums, dataset.checksums)) return null;
  const evaluations = await readEvaluations(folder).catch((): Evaluations => ({}));
  const claims = [outcome.test, evaluations.test?.evaluation.accuracy].filter((claim) => claim != null);
  if (claims.length === 0) return null;
  const found = await testOf(folder, record, dataset, createTeam);
  const accuracy = found?.evaluation.accuracy ?? null;
  const claimed = claims.find((claim) => claim !== accuracy);
  if (claimed === undefined) return { claimed: accuracy ?? 0, found: accuracy };
  const { test: _, ...others } = evaluations;
  await writeEvaluations(folder, { ...others, ...(found && { test: found }) });
  await writeRecord(folder, { ...record, outcome: { ...outcome, test: accuracy } });
  return { claimed, found: accuracy };
}

const hasSameTest = (wanted: Readonly<Record<string, string>>, found: Readonly<Record<string, string>>) =>
  wanted.testImages === found.testImages && wanted.testLabels === found.testLabels;

/** Null where its parameters are damaged, which the list says, or do not take the images. */
async function testOf(
  folder: string,
  { spec, changes }: RunRecord,
  { test }: LoadedDataset,
  createTeam: TeamFactory,
): Promise<{ readonly iteration: number; readonly evaluation: Evaluation } | null> {
  try {
    const { iteration, tensors } = await readRunParameters(folder);
    if (!Number.isSafeInteger(iteration)) return null;
    return { iteration, evaluation: evaluated({ spec: specAt(spec, changes, iteration), tensors }, test, createTeam) };
  } catch (error) {
    if (error instanceof KasaneError) return null;
    throw error;
  }
}
