import { z } from 'zod';
import { defineKind } from '../../kind';
import { commonSettings, momentumSetting, type Optimizer } from './optimizer';

export const nesterov = defineKind({
  type: 'nesterov',
  label: 'Nesterov',
  help: 'Momentum that looks ahead: the step is corrected by the gradient of where the ball is about to be.',
  ja: { help: '先を見るモーメンタムです。ボールがこれから行く場所の勾配で歩みを直します。' },
  formula: 'v ← α·v − η·g,  W ← W + α·v − η·g',
  source: 'Nesterov 1983; the form of the book’s code for ch. 6.1',
  settings: z.object({ ...commonSettings(0.01), momentum: momentumSetting }),
  create: ({ learningRate, weightDecay, momentum: alpha }): Optimizer => ({
    learningRate,
    weightDecay,
    states: ['velocity'],
    updateOf(range) {
      const at = { ...range, velocity: range.state('velocity') };
      return (kernels, rate) => kernels.nesterov(at, { learningRate: rate, momentum: alpha });
    },
  }),
});
