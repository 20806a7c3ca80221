/** What an imported run says it reads right is not taken on its word, where the images to ask are at hand. */
import { evaluated } from '@shared/exchange/networks/export-parameters';
import { specAt } from '@shared/spec/changes';
import type { TeamFactory } from '@shared/training/team';
import type { LoadedDataset } from '../datasets/load-dataset';
import { readRunParameters } from './checkpoints';
import { readEvaluations, writeEvaluations } from './evaluation-file';
import { readRecord, writeRecord } from './record';
import { isSameData } from './reproduce';

export interface CheckedClaim {
  /** Accuracies on the test images, 0 … 1: what the run said, and what its parameters come to. */
  readonly claimed: number;
  readonly found: number;
}

/**
 * Evaluates the run's parameters where it claims an accuracy and was trained on this dataset; null otherwise, or where they
 * cannot be read. Where it claims something else, its record and evaluation say what was found from then on.
 */
export async function checkClaim(folder: string, dataset: LoadedDataset, createTeam: TeamFactory): Promise<CheckedClaim | null> {
  const record = await readRecord(folder);
  const claimed = record.outcome?.test;
  if (!record.outcome || claimed == null || !isSameData(record.dataset.checksums, dataset.checksums)) return null;
  const parameters = await readRunParameters(folder).catch(() => null); // the list says that it is damaged
  if (!parameters) return null;
  const { iteration, tensors } = parameters;
  const test = evaluated({ spec: specAt(record.spec, record.changes, iteration), tensors }, dataset.test, createTeam);
  if (test.accuracy !== claimed) {
    await writeEvaluations(folder, { ...(await readEvaluations(folder).catch(() => ({}))), test: { iteration, evaluation: test } });
    await writeRecord(folder, { ...record, outcome: { ...record.outcome, test: test.accuracy } });
  }
  return { claimed, found: test.accuracy };
}
