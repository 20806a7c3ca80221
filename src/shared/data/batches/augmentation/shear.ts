import { z } from 'zod';
import { defineKind } from '../../../kind';
import { type Augmentation, probabilitySetting, unmoved } from './augmentation';

export const shear = defineKind({
  type: 'shear',
  label: 'Shear',
  help: 'Leans the image to one side, as slanted writing does.',
  ja: { label: '傾け', help: '斜めに書いた字のように数字を傾けます。' },
  formula: 'x + tan(r·a)·y,  a ~ U(−1, 1)',
  source: 'Simard et al. 2003',
  settings: z.object({
    range: z
      .number()
      .min(0)
      .max(60)
      .default(10)
      .meta({ label: 'Range', unit: '°', help: 'The furthest lean, to either side', step: 1, ja: { help: '両側への最大の傾き' } }),
    probability: probabilitySetting,
  }),
  create: ({ range }): Augmentation => ({
    move: (draw) => ({ ...unmoved, xy: Math.tan((range * draw.signed(0) * Math.PI) / 180) }),
  }),
});
