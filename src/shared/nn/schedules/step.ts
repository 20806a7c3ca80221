import { z } from 'zod';
import { defineKind } from '../../kind';
import { epochsDone, warmUpSetting, withWarmUp } from './schedule';

export const step = defineKind({
  type: 'step',
  label: 'Step',
  help: 'Cuts the learning rate every few epochs.',
  ja: { label: '段階的', help: '数エポックごとに学習率を下げます。' },
  formula: 'η(t) = η·γ^⌊epoch/n⌋',
  source: 'He et al. 2016',
  settings: z.object({
    every: z
      .int()
      .min(1)
      .max(10_000)
      .default(5)
      .meta({ label: 'Every', unit: 'epochs', step: 1, ja: { label: '間隔' } }),
    factor: z
      .number()
      .positive()
      .max(1)
      .default(0.1)
      .meta({ label: 'Factor', help: 'What is left after each cut', step: 0.05, ja: { help: '下げるたびに残る割合' } }),
    warmUp: warmUpSetting,
  }),
  create: ({ every, factor, warmUp }) =>
    withWarmUp(warmUp, {
      factor: (progress) => factor ** Math.floor(epochsDone(progress) / every),
      numpy: `${factor} ** (epoch // ${every})`,
    }),
});
