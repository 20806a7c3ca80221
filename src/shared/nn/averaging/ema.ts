import { z } from 'zod';
import { defineKind } from '../../kind';
import type { Averaging } from './averaging';

/** While fewer iterations are done than the decay looks back on, it looks back on about a ninth of them. */
const FIRST_SHARE = 9;

export const ema = defineKind({
  type: 'ema',
  label: 'Exponential moving average',
  help: 'Averages the parameters over the newest iterations, older ones counting less and less.',
  ja: { label: '指数移動平均', help: '新しいものほど重くして、パラメータを更新のたびに平均します。' },
  formula: 'θ̄ ← d·θ̄ + (1 − d)·θ, d = min(decay, (t − 1)/(t + 8))',
  source: 'Polyak and Juditsky 1992; Tarvainen and Valpola 2017',
  settings: z.object({
    decay: z
      .number()
      .min(0)
      .max(0.99999)
      .default(0.999)
      .meta({
        label: 'Decay',
        help: 'How much of the average each iteration keeps: 0.999 looks back on about 1,000 iterations',
        step: 0.001,
        ja: { label: '減衰', help: '更新のたびに平均をどれだけ残すか。0.999 なら約 1,000 回分を見ます' },
      }),
  }),
  create: ({ decay }): Averaging => ({
    averages: true,
    share: ({ iteration }) => Math.max(1 - decay, FIRST_SHARE / (iteration - 1 + FIRST_SHARE)),
    begins: () => 1,
    learningRate: () => null,
  }),
});
