import { SPEC_VERSION } from '../run-spec';
import type { Preset } from './preset';

const block = (filters: number) => ({
  type: 'residual',
  layers: [{ type: 'conv2d', filters }, { type: 'batch-norm' }, { type: 'relu' }, { type: 'conv2d', filters }, { type: 'batch-norm' }],
});

/** Batch normalisation, residual blocks and a global average instead of wide dense layers; digits never seen twice alike. */
export const accurateCnn: Preset = {
  name: 'accurate-cnn',
  lesson: 'What modern parts add: batch normalisation, residual blocks, augmented images and a learning rate that rises and falls.',
  spec: {
    version: SPEC_VERSION,
    name: 'Accurate CNN',
    data: {
      augmentation: [
        { type: 'shift', range: 1 },
        { type: 'rotation', range: 15 },
        { type: 'scale', range: 0.15, stretch: 0.15 },
        { type: 'shear', range: 15 },
        { type: 'elastic', range: 4 },
        { type: 'thickness', range: 1, probability: 0.7 },
      ],
    },
    network: {
      layers: [
        { type: 'conv2d', filters: 48 },
        { type: 'batch-norm' },
        { type: 'relu' },
        { type: 'max-pool' },
        block(48),
        { type: 'relu' },
        { type: 'max-pool' },
        { type: 'conv2d', filters: 96 },
        { type: 'batch-norm' },
        { type: 'relu' },
        block(96),
        { type: 'relu' },
        { type: 'global-average-pool' },
        { type: 'dropout', ratio: 0.2 },
        { type: 'affine', units: 10, weights: { type: 'he' } },
      ],
    },
    optimizer: { type: 'adam', learningRate: 0.005 },
    schedule: { type: 'one-cycle' },
    training: { batchSize: 128, duration: { unit: 'epochs', count: 32 } },
  },
};
