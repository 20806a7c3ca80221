import { z } from 'zod';
import { defineKind } from '../../kind';
import { halfCosine, type Schedule, shareDone } from './schedule';

export const oneCycle = defineKind({
  type: 'one-cycle',
  label: 'One cycle',
  help: 'Rises to the full learning rate, then falls to almost nothing: high accuracy in few epochs.',
  ja: { label: 'ワンサイクル', help: '最大の学習率まで上がり、ほとんど 0 まで下がります。少ないエポックで高い精度になります。' },
  formula: 'η(t): η/s → η over the rise, η → η/e over the rest, both along half a cosine',
  source: 'Smith and Topin 2018',
  settings: z.object({
    rise: z
      .number()
      .min(0.01)
      .max(0.99)
      .default(0.3)
      .meta({ label: 'Rise', help: 'Share of the run until the peak', step: 0.05, ja: { label: '上昇', help: '最大になるまでの割合' } }),
    start: z
      .number()
      .min(1)
      .max(1e6)
      .default(25)
      .meta({
        label: 'Start',
        help: 's: the peak divided by the first learning rate',
        step: 5,
        ja: { label: '始まり', help: 's。最大値と最初の学習率の比' },
      }),
    end: z
      .number()
      .min(1)
      .max(1e9)
      .default(10_000)
      .meta({
        label: 'End',
        help: 'e: the peak divided by the last learning rate',
        step: 1000,
        ja: { help: 'e。最大値と最後の学習率の比' },
      }),
  }),
  create: ({ rise, start, end }): Schedule => ({
    factor(progress) {
      const done = shareDone(progress);
      return done < rise ? halfCosine(1 / start, 1, done / rise) : halfCosine(1, 1 / end, (done - rise) / (1 - rise));
    },
    risenBy: (iterations) => Math.ceil(rise * iterations),
    numpy: `half_cosine(1 / ${start}, 1, done / ${rise}) if done < ${rise} else half_cosine(1, 1 / ${end}, (done - ${rise}) / (1 - ${rise}))`,
  }),
});
