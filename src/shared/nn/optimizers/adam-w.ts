import { defineKind } from '../../kind';
import { ADAM_STATES, adamSettings, adamUpdateOf } from './adam';
import type { Optimizer } from './optimizer';

export const adamW = defineKind({
  type: 'adamw',
  label: 'AdamW',
  help: 'Adam whose weight decay shrinks the weights directly instead of going through the gradient’s scaling.',
  ja: { help: '重み減衰が勾配の調整を通らず、直接重みを縮める Adam です。' },
  formula: 'W ← (1 − η·λ)·W, then Adam',
  source: 'Loshchilov and Hutter 2019',
  settings: adamSettings.extend({ weightDecay: adamSettings.shape.weightDecay.default(0.01) }),
  create: ({ learningRate, weightDecay, ...betas }): Optimizer => ({
    learningRate,
    weightDecay: 0,
    states: ADAM_STATES,
    updateOf(range) {
      const update = adamUpdateOf(range, betas);
      return (kernels, rate, iteration) => {
        if (range.decays) kernels.scale(range.parameters, range.count, 1 - rate * weightDecay);
        update(kernels, rate, iteration);
      };
    },
  }),
});
