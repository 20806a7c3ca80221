import { z } from 'zod';
import { defineKind } from '../../../kind';
import { type Augmentation, noRoom, probabilitySetting } from './augmentation';

export const erasing = defineKind({
  type: 'erasing',
  label: 'Erasing',
  help: 'Blanks out a rectangle somewhere, so that no single part of an image decides.',
  ja: { label: '消去', help: 'どこかの長方形を消し、数字の一部だけで決まらないようにします。' },
  formula: 'sides r·a·height and r·b·width,  a, b ~ U(0, 1); the place anywhere within',
  source: 'Zhong et al. 2017',
  settings: z.object({
    range: z
      .number()
      .min(0)
      .max(1)
      .default(0.4)
      .meta({ label: 'Range', help: 'The largest share of a side', step: 0.1, ja: { help: '辺に対する最大の割合' } }),
    probability: probabilitySetting.default(0.5),
  }),
  create: ({ range }): Augmentation => ({
    mark: {
      room: noRoom,
      apply(kernels, { ink, height, width }, draw) {
        const rows = Math.round(height * range * Math.abs(draw.signed(0)));
        const columns = Math.round(width * range * Math.abs(draw.signed(1)));
        const top = Math.floor(((draw.signed(2) + 1) / 2) * (height - rows + 1));
        const left = Math.floor(((draw.signed(3) + 1) / 2) * (width - columns + 1));
        for (let row = top; row < top + rows; row++) kernels.fill(ink + row * width + left, columns, 0);
      },
    },
  }),
});
