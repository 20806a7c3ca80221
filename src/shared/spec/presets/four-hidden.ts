import { SPEC_VERSION } from '../run-spec';
import type { Preset } from './preset';

/** The network of the book's chapter 6: 784-100-100-100-100-10 ReLU, He, batch 128, 2,000 iterations. */
export const fourHidden: Preset = {
  name: 'four-hidden',
  lesson: 'What optimizers and initial values do to a deeper network: the one that the book compares them on.',
  spec: {
    version: SPEC_VERSION,
    name: 'Four hidden layers',
    network: {
      layers: [
        ...Array.from({ length: 4 }, () => [{ type: 'affine', units: 100, weights: { type: 'he' } }, { type: 'relu' }]).flat(),
        { type: 'affine', units: 10, weights: { type: 'he' } },
      ],
    },
    optimizer: { type: 'adam', learningRate: 0.001 },
    training: { batchSize: 128, duration: { unit: 'iterations', count: 2000 } },
  },
};
