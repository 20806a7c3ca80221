/** What a run will take, from how fast its design trains and evaluates here. */
import { iterationsOf } from '../spec/iterations';
import type { RunSpec } from '../spec/run-spec';

export interface SetSizes {
  /** Images that are trained on, held back for validation, and kept for the end. */
  readonly training: number;
  readonly validation: number;
  readonly test: number;
}

export interface PaceHere {
  /** Trained images per second. */
  readonly imagesPerSecond: number;
  /** Images evaluated per second; null where that is not known, and left out. */
  readonly evaluatedPerSecond: number | null;
}

/**
 * Seconds of one epoch with its validation, and of the whole run with the evaluation of the training and test images at its
 * end. A run that stops early takes less.
 */
export function estimateRun(spec: RunSpec, sizes: SetSizes, { imagesPerSecond, evaluatedPerSecond }: PaceHere) {
  const { iterations, iterationsPerEpoch } = iterationsOf(spec, sizes.training);
  const evaluating = (images: number) => (evaluatedPerSecond ? images / evaluatedPerSecond : 0);
  const epochs = iterations / iterationsPerEpoch;
  const epoch = sizes.training / imagesPerSecond + evaluating(sizes.validation);
  return { epoch, whole: epochs * epoch + evaluating(sizes.training + sizes.test) };
}
