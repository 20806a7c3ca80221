import { z } from 'zod';
import { defineKind } from '../../../kind';
import { type Augmentation, noRoom, probabilitySetting } from './augmentation';

/** Standard deviation of the sum of four bytes, which the kernel adds. */
const BYTE_SUM = Math.sqrt((4 * (256 ** 2 - 1)) / 12);

export const noise = defineKind({
  type: 'noise',
  label: 'Noise',
  help: 'Adds grain to every pixel, paper and ink alike.',
  ja: { label: 'ノイズ', help: 'すべての画素にざらつきを加えます。' },
  formula: 'x + r·a·n,  n ~ N(0, 1) for each pixel, a ~ U(0, 1) for each image',
  source: 'Bishop 1995',
  settings: z.object({
    range: z
      .number()
      .min(0)
      .max(1)
      .default(0.1)
      .meta({
        label: 'Range',
        help: 'The largest standard deviation; 1 is full ink',
        step: 0.05,
        ja: { help: '最大の標準偏差。1 が最も濃いインク' },
      }),
    probability: probabilitySetting,
  }),
  create: ({ range }): Augmentation => ({
    coversPaper: true,
    mark: {
      room: noRoom,
      apply(kernels, { ink, height, width }, draw) {
        const count = Math.ceil((height * width) / 8) * 8;
        kernels.addNoise(ink, count, (range * Math.abs(draw.signed(0))) / BYTE_SUM, draw.words);
      },
    },
  }),
});
