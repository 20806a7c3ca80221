import { z } from 'zod';
import { defineKind } from '../../../kind';
import { type Augmentation, probabilitySetting, unmoved } from './augmentation';

export const shift = defineKind({
  type: 'shift',
  label: 'Shift',
  help: 'Moves the image sideways and up or down.',
  ja: { label: '移動', help: '数字を上下左右にずらします。' },
  formula: 'x + r·a,  y + r·b,  a, b ~ U(−1, 1)',
  source: 'ch. 8.1.2; LeCun et al. 1998',
  settings: z.object({
    range: z
      .number()
      .min(0)
      .max(14)
      .default(1.5)
      .meta({ label: 'Range', unit: 'px', help: 'The furthest, in each direction', step: 0.5, ja: { help: 'それぞれの方向の最大' } }),
    probability: probabilitySetting,
  }),
  create: ({ range }): Augmentation => ({
    move: (draw) => ({ ...unmoved, x: range * draw.signed(0), y: range * draw.signed(1) }),
  }),
});
