/** A network for a few drawings of classes of the user's own, to be trained in seconds. */
import { type DataSize, fitToData } from './examine-data';
import { parseRunSpec } from './parse-run-spec';
import { type RunSpec, SPEC_VERSION } from './run-spec';

/** Steps that 36 drawings take to settle, and times that each image of a larger set is seen at least. */
const [FEWEST_STEPS, FEWEST_EPOCHS] = [400, 12];
const BATCH = 32;

/** `name`: at most 80 characters, as of a design. */
export function proposalFor(size: DataSize, name: string): RunSpec {
  const steps = Math.max(FEWEST_STEPS, Math.ceil((FEWEST_EPOCHS * size.count) / BATCH));
  const spec = parseRunSpec({
    version: SPEC_VERSION,
    name,
    data: {
      augmentation: [
        { type: 'shift', range: 2 },
        { type: 'rotation', range: 12 },
        { type: 'scale', range: 0.12, stretch: 0.1 },
        { type: 'shear', range: 10 },
      ],
    },
    network: {
      layers: [
        { type: 'conv2d', filters: 16 },
        { type: 'relu' },
        { type: 'max-pool' },
        { type: 'conv2d', filters: 32 },
        { type: 'relu' },
        { type: 'max-pool' },
        { type: 'affine', units: 64, weights: { type: 'he' } },
        { type: 'relu' },
        { type: 'dropout', ratio: 0.3 },
        { type: 'affine', units: 10, weights: { type: 'he' } },
      ],
    },
    optimizer: { type: 'adam', learningRate: 0.003 },
    schedule: { type: 'one-cycle' },
    // Of a few drawings an epoch is one step, which would be no batch of different images.
    training: { batchSize: BATCH, duration: { unit: 'iterations', count: steps }, sampling: 'replacement' },
  });
  return fitToData(spec, size);
}
