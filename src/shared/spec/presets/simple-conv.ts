import { SPEC_VERSION } from '../run-spec';
import type { Preset } from './preset';

/** The book's SimpleConvNet (ch. 7.5): 433,890 parameters, 0.86 million multiply-accumulates; it trains on all 60,000 images. */
export const simpleConv: Preset = {
  name: 'simple-conv',
  lesson: 'A first convolution: the book’s network of chapter 7, one convolution without padding before two dense layers, about 99 %.',
  spec: {
    version: SPEC_VERSION,
    name: 'SimpleConvNet',
    data: { validation: 0 },
    network: {
      layers: [
        { type: 'conv2d', filters: 30, kernel: 5, padding: 'valid', weights: { type: 'normal', std: 0.01 } },
        { type: 'relu' },
        { type: 'max-pool' },
        { type: 'affine', units: 100 },
        { type: 'relu' },
        { type: 'affine', units: 10 },
      ],
    },
    optimizer: { type: 'adam', learningRate: 0.001 },
    training: { batchSize: 100, duration: { unit: 'epochs', count: 20 } },
  },
};
