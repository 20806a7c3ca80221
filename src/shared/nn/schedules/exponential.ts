import { z } from 'zod';
import { defineKind } from '../../kind';
import { epochsDone, warmUpSetting, withWarmUp } from './schedule';

export const exponential = defineKind({
  type: 'exponential',
  label: 'Exponential',
  help: 'Cuts the learning rate a little after every epoch.',
  ja: { label: '指数', help: '1 エポックごとに学習率を少し下げます。' },
  formula: 'η(t) = η·γ^epoch',
  source: 'ch. 6.1.5, learning-rate decay',
  settings: z.object({
    factor: z
      .number()
      .positive()
      .max(1)
      .default(0.9)
      .meta({ label: 'Factor', help: 'What is left after each epoch', step: 0.01, ja: { help: '1 エポックごとに残る割合' } }),
    warmUp: warmUpSetting,
  }),
  create: ({ factor, warmUp }) =>
    withWarmUp(warmUp, {
      factor: (progress) => factor ** epochsDone(progress),
      numpy: `${factor} ** epoch`,
    }),
});
