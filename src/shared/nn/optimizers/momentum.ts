import { z } from 'zod';
import { defineKind } from '../../kind';
import { commonSettings, momentumSetting, type Optimizer } from './optimizer';

export const momentum = defineKind({
  type: 'momentum',
  label: 'Momentum',
  help: 'Rolls like a ball: steps gather speed where gradients agree and cancel where they sway.',
  ja: { help: 'ボールのように転がります。勾配の向きがそろえば速くなり、揺れれば打ち消し合います。' },
  formula: 'v ← α·v − η·g,  W ← W + v',
  source: 'ch. 6.1.4',
  settings: z.object({ ...commonSettings(0.01), momentum: momentumSetting }),
  create: ({ learningRate, weightDecay, momentum: alpha }): Optimizer => ({
    learningRate,
    weightDecay,
    states: ['velocity'],
    updateOf(range) {
      const at = { ...range, velocity: range.state('velocity') };
      return (kernels, rate) => kernels.momentum(at, { learningRate: rate, momentum: alpha });
    },
  }),
});
