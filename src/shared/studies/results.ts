/** What a search has come to, trial by trial. */
import { findKind } from '../kind';
import type { Phrase } from '../phrase';
import type { EpochPoint } from '../training/trial';
import { searchMethods } from './methods';
import type { SearchJob } from './methods/method';
import type { SearchSpec } from './search-spec';
import type { Values } from './space';

export interface TrialResult {
  readonly trial: number;
  readonly values: Values;
  /** Epochs it has been trained for. */
  readonly epochs: number;
  /** At its last epoch, on validation images, 0 … 1; null where it failed. */
  readonly accuracy: number | null;
  /** Why; null where it did not fail. */
  readonly failure: Phrase | null;
  readonly curve: readonly EpochPoint[];
}

interface DoneJob extends SearchJob {
  readonly curve: readonly EpochPoint[];
  readonly accuracy: number | null;
  readonly failure: Phrase | null;
}

/** Jobs of one trial become one result, in the order of the trials. */
export function trialResults(jobs: readonly DoneJob[]): TrialResult[] {
  const byTrial = new Map<number, TrialResult>();
  for (const { trial, values, toEpoch, curve, accuracy, failure } of jobs.toSorted((a, b) => a.fromEpoch - b.fromEpoch)) {
    const before = byTrial.get(trial)?.curve ?? [];
    byTrial.set(trial, { trial, values, epochs: toEpoch, accuracy, failure, curve: [...before, ...curve] });
  }
  return [...byTrial.values()].toSorted((a, b) => a.trial - b.trial);
}

/** The best first, failed ones last. Where a method trains only the better ones on, those trained longest come before others. */
export function ranked<Result extends TrialResult>({ method }: Pick<SearchSpec, 'method'>, results: readonly Result[]): Result[] {
  const { decidesLength } = findKind(searchMethods, method.type);
  return results.toSorted(
    (a, b) =>
      Number(a.accuracy === null) - Number(b.accuracy === null) ||
      (decidesLength ? b.epochs - a.epochs : 0) ||
      (b.accuracy ?? 0) - (a.accuracy ?? 0) ||
      a.trial - b.trial,
  );
}
