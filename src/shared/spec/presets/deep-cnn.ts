import { SPEC_VERSION } from '../run-spec';
import type { Preset } from './preset';

/**
 * The book's DeepConvNet (ch. 8.1): 123,552 parameters, 8.77 million multiply-accumulates. Its fourth convolution has
 * padding 2, which makes 16×16 of 14×14; it trains on all 60,000 images.
 */
export const deepCnn: Preset = {
  name: 'deep-cnn',
  lesson: 'How depth pays: the book’s deep network of six convolutions, above 99.3 %.',
  spec: {
    version: SPEC_VERSION,
    name: 'DeepConvNet',
    data: { validation: 0 },
    network: {
      layers: [
        ...[16, 32, 64].flatMap((filters) => [
          { type: 'conv2d', filters },
          { type: 'relu' },
          { type: 'conv2d', filters, padding: filters === 32 ? 2 : 'same' },
          { type: 'relu' },
          { type: 'max-pool' },
        ]),
        { type: 'affine', units: 50, weights: { type: 'he' } },
        { type: 'relu' },
        { type: 'dropout', ratio: 0.5 },
        { type: 'affine', units: 10, weights: { type: 'he' } },
        { type: 'dropout', ratio: 0.5 },
      ],
    },
    optimizer: { type: 'adam', learningRate: 0.001 },
    training: { batchSize: 100, duration: { unit: 'epochs', count: 20 } },
  },
};
