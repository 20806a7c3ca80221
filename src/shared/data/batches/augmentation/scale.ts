import { z } from 'zod';
import { defineKind } from '../../../kind';
import { type Augmentation, probabilitySetting, unmoved } from './augmentation';

export const scale = defineKind({
  type: 'scale',
  label: 'Scale',
  help: 'Makes the image larger or smaller; height and width may differ in it.',
  ja: { label: '拡大縮小', help: '数字を大きく、または小さくします。縦と横で変えられます。' },
  formula: 'size·(1 + r·a),  a ~ U(−1, 1); width moreover·(1 + s·b)',
  source: 'Ciresan et al. 2012',
  settings: z.object({
    range: z
      .number()
      .min(0)
      .max(0.9)
      .default(0.1)
      .meta({ label: 'Range', help: 'The largest share it grows or shrinks by', step: 0.05, ja: { help: '大きさの変化の最大の割合' } }),
    stretch: z
      .number()
      .min(0)
      .max(0.9)
      .default(0)
      .meta({
        label: 'Stretch',
        help: 's: the largest share by which its width changes alone',
        step: 0.05,
        ja: { label: '伸縮', help: 's: 幅だけの変化の最大の割合' },
      }),
    probability: probabilitySetting,
  }),
  create: ({ range, stretch }): Augmentation => ({
    move(draw) {
      const size = 1 + range * draw.signed(0);
      return { ...unmoved, xx: 1 / (size * (1 + stretch * draw.signed(1))), yy: 1 / size };
    },
  }),
});
