import { z } from 'zod';
import { defineKind } from '../../kind';
import { commonSettings, type Optimizer } from './optimizer';

export const sgd = defineKind({
  type: 'sgd',
  label: 'SGD',
  help: 'Steps straight down the gradient of the current batch.',
  ja: { help: '今のバッチの勾配に沿ってまっすぐ下ります。' },
  formula: 'W ← W − η·g',
  source: 'ch. 6.1.2',
  settings: z.object(commonSettings(0.1)),
  create: ({ learningRate, weightDecay }): Optimizer => ({
    learningRate,
    weightDecay,
    states: [],
    updateOf: (range) => (kernels, rate) => kernels.sgd(range, { learningRate: rate }),
  }),
});
