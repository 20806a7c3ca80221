import { SPEC_VERSION } from '../run-spec';
import type { Preset } from './preset';

/** Two convolutions with pooling and two dense layers: 206,922 parameters, 1.2 million multiply-accumulates. */
export const smallCnn: Preset = {
  name: 'small-cnn',
  lesson: 'What convolution brings: two convolutions see shapes where dense layers see pixels, about 99 %.',
  spec: {
    version: SPEC_VERSION,
    name: 'Small CNN',
    network: {
      layers: [
        { type: 'conv2d', filters: 16 },
        { type: 'relu' },
        { type: 'max-pool' },
        { type: 'conv2d', filters: 32 },
        { type: 'relu' },
        { type: 'max-pool' },
        { type: 'affine', units: 128, weights: { type: 'he' } },
        { type: 'relu' },
        { type: 'dropout', ratio: 0.2 },
        { type: 'affine', units: 10, weights: { type: 'he' } },
      ],
    },
    optimizer: { type: 'adam', learningRate: 0.004 },
    schedule: { type: 'one-cycle' },
    training: { batchSize: 64, duration: { unit: 'epochs', count: 3 } },
  },
};
