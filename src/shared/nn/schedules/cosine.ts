import { z } from 'zod';
import { defineKind } from '../../kind';
import { halfCosine, shareDone, warmUpSetting, withWarmUp } from './schedule';

export const cosine = defineKind({
  type: 'cosine',
  label: 'Cosine',
  help: 'Falls along half a cosine: slowly, then fast, then slowly again.',
  ja: { label: 'コサイン', help: 'コサインの半分に沿って、ゆっくり、速く、またゆっくり下がります。' },
  formula: 'η(t) = η·(r + (1 − r)·(1 + cos(π·t/T))/2)',
  source: 'Loshchilov and Hutter 2017',
  settings: z.object({
    end: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .meta({
        label: 'End',
        help: 'r: share of the learning rate at the last iteration',
        step: 0.01,
        ja: { help: 'r。最後の更新での学習率の割合' },
      }),
    warmUp: warmUpSetting,
  }),
  create: ({ end, warmUp }) =>
    withWarmUp(warmUp, {
      factor: (progress) => halfCosine(1, end, shareDone(progress)),
      numpy: `half_cosine(1, ${end}, done)`,
    }),
});
