/** A network for a few drawings of classes of the user's own, to be trained in seconds. */
import { type DataSize, fitToData } from './examine-data';
import { parseRunSpec } from './parse-run-spec';
import { presetSpec } from './presets';
import type { RunSpec } from './run-spec';

/** Steps that 36 drawings take to settle, and times that each image of a larger set is seen at least. */
const [FEWEST_STEPS, FEWEST_EPOCHS] = [400, 12];
const BATCH = 32;

/** The small CNN with augmentation. `name`: at most 80 characters, as of a design. */
export function proposalFor(size: DataSize, name: string): RunSpec {
  const spec = presetSpec('small-cnn');
  const steps = Math.max(FEWEST_STEPS, Math.ceil((FEWEST_EPOCHS * size.count) / BATCH));
  const augmentation = [
    { type: 'shift', range: 2 },
    { type: 'rotation', range: 12 },
    { type: 'scale', range: 0.12, stretch: 0.1 },
    { type: 'shear', range: 10 },
  ];
  const training = { ...spec.training, batchSize: BATCH, duration: { unit: 'iterations', count: steps } };
  return fitToData(parseRunSpec({ ...spec, name, data: { ...spec.data, augmentation }, training }), size);
}
