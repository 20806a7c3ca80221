import type { KindSpec } from '../../kind';
import { SPEC_VERSION } from '../run-spec';
import type { Preset } from './preset';

const convolution = (kernel: number, filters: number): KindSpec[] => [
  { type: 'conv2d', filters, kernel },
  { type: 'batch-norm' },
  { type: 'relu' },
];

/** As GoogLeNet has it: 1×1 before the larger windows, which make them cheap. */
const inception = (width: number): KindSpec => ({
  type: 'parallel',
  branches: [
    convolution(1, 2 * width),
    [...convolution(1, width), ...convolution(3, 2 * width)],
    [...convolution(1, width), ...convolution(5, width)],
    [{ type: 'max-pool', window: 3, stride: 1, padding: 'same' }, ...convolution(1, width)],
  ],
});

/** GoogLeNet's inception blocks (book, ch. 8.2.3), two of them, for small images. */
export const inceptionPreset: Preset = {
  name: 'inception',
  lesson: 'Several window sizes at once: the parallel blocks of GoogLeNet, and a global average instead of wide dense layers.',
  spec: {
    version: SPEC_VERSION,
    name: 'Inception',
    network: {
      layers: [
        ...convolution(3, 16),
        { type: 'max-pool' },
        inception(8),
        { type: 'max-pool' },
        inception(16),
        { type: 'global-average-pool' },
        { type: 'dropout', ratio: 0.2 },
        { type: 'affine', units: 10, weights: { type: 'he' } },
      ],
    },
    optimizer: { type: 'adam', learningRate: 0.003 },
    schedule: { type: 'one-cycle' },
    training: { batchSize: 128, duration: { unit: 'epochs', count: 8 } },
  },
};
