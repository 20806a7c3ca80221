import { z } from 'zod';
import { defineKind } from '../../../kind';
import { type Augmentation, probabilitySetting } from './augmentation';

export const thickness = defineKind({
  type: 'thickness',
  label: 'Stroke thickness',
  help: 'Makes strokes bolder or finer, as another pen would.',
  ja: { label: '線の太さ', help: '別のペンのように線を太く、または細くします。' },
  formula: 'x + |r·a|·(e − x),  e the largest (a > 0) or smallest ink of the 3×3 around,  a ~ U(−1, 1)',
  source: 'facts of MNIST: stroke widths of 1.7 to 4.0 px',
  settings: z.object({
    range: z
      .number()
      .min(0)
      .max(1)
      .default(0.4)
      .meta({
        label: 'Range',
        help: '1 adds or takes a whole pixel on each side',
        step: 0.1,
        ja: { help: '1 で両側に 1 画素ぶん太く・細く' },
      }),
    probability: probabilitySetting,
  }),
  create: ({ range }): Augmentation => ({
    mark: {
      room: (height, width) => height * (width + 8),
      apply(kernels, { ink, height, width, room }, draw) {
        kernels.thicken({ x: ink, between: room }, { height, width }, range * draw.signed(0));
      },
    },
  }),
});
