import type { RunSpec } from './run-spec';

/** Optimizer steps of a run that trains on so many images. */
export function iterationsOf({ training: { batchSize, duration } }: RunSpec, images: number) {
  const iterationsPerEpoch = Math.max(1, Math.ceil(images / batchSize));
  return { iterationsPerEpoch, iterations: duration.unit === 'iterations' ? duration.count : duration.count * iterationsPerEpoch };
}
