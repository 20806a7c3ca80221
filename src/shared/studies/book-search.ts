/** The book's search (ch. 6.5.2): learning rate and weight decay of a network of six hidden layers, on 500 images. */
import { parseRunSpec } from '../spec/parse-run-spec';
import { type RunSpec, SPEC_VERSION } from '../spec/run-spec';
import type { Space } from './space';

export const bookSpace: Space = {
  version: 1,
  settings: [
    { path: 'optimizer.learningRate', scale: 'log', from: 1e-6, to: 1e-2, steps: 5 },
    { path: 'optimizer.weightDecay', scale: 'log', from: 1e-8, to: 1e-4, steps: 5 },
  ],
};

/** A fifth of the images is held back to judge by. */
export const bookSearchSpec = (): RunSpec =>
  parseRunSpec({
    version: SPEC_VERSION,
    name: 'The book’s search',
    data: { limit: 500, validation: 100 },
    network: {
      layers: [
        ...Array.from({ length: 6 }, () => [{ type: 'affine', units: 100, weights: { type: 'he' } }, { type: 'relu' }]).flat(),
        { type: 'affine', units: 10, weights: { type: 'he' } },
      ],
    },
    optimizer: { type: 'sgd', learningRate: 0.01 },
    training: { batchSize: 100, duration: { unit: 'epochs', count: 50 } },
  });
