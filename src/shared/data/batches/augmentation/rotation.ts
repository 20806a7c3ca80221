import { z } from 'zod';
import { defineKind } from '../../../kind';
import { type Augmentation, probabilitySetting } from './augmentation';

export const rotation = defineKind({
  type: 'rotation',
  label: 'Rotation',
  help: 'Turns the image about its centre.',
  ja: { label: '回転', help: '画像の中心のまわりに数字を回します。' },
  formula: 'angle = r·a,  a ~ U(−1, 1)',
  source: 'ch. 8.1.2; Simard et al. 2003',
  settings: z.object({
    range: z
      .number()
      .min(0)
      .max(180)
      .default(10)
      .meta({ label: 'Range', unit: '°', help: 'The furthest, to either side', step: 1, ja: { help: '両側への最大' } }),
    probability: probabilitySetting,
  }),
  create: ({ range }): Augmentation => ({
    move(draw) {
      const angle = (range * draw.signed(0) * Math.PI) / 180;
      const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
      return { xx: cosine, xy: sine, x: 0, yx: -sine, yy: cosine, y: 0 };
    },
  }),
});
