import { SPEC_VERSION } from '../run-spec';
import type { Preset } from './preset';

/** The first app's job: 784-50-10, N(0, 0.01²), all 60,000 images, 10,000 random batches of 100, SGD 0.1. */
export const twoLayer: Preset = {
  name: 'two-layer',
  lesson: 'How far one hidden layer gets: the network of the first app and of the book, about 97 %.',
  spec: {
    version: SPEC_VERSION,
    name: 'Two-layer',
    data: { validation: 0 },
    network: { layers: [{ type: 'affine', units: 50 }, { type: 'relu' }, { type: 'affine', units: 10 }] },
    optimizer: { type: 'sgd', learningRate: 0.1 },
    training: { batchSize: 100, duration: { unit: 'iterations', count: 10_000 }, sampling: 'replacement' },
  },
};
