import { z } from 'zod';
import { defineKind } from '../kind';
import { learningRateSetting, type Optimizer } from './optimizer';

export const sgd = defineKind({
  type: 'sgd',
  label: 'SGD',
  help: 'Steps straight down the gradient of the current batch.',
  formula: 'W ← W − η·g',
  source: 'ch. 6.1.2',
  settings: z.object({
    learningRate: learningRateSetting(0.1),
  }),
  create: ({ learningRate }): Optimizer => ({
    learningRate,
    statePerParameter: 0,
    update: (kernels, range, rate) => kernels.sgd(range.parameters, range.gradients, range.count, rate),
  }),
});
