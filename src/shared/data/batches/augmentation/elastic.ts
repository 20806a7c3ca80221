import { z } from 'zod';
import { defineKind } from '../../../kind';
import { type Augmentation, probabilitySetting } from './augmentation';

/**
 * Simard et al. smooth a random displacement of every pixel with a Gaussian; here the knots of a coarse grid are displaced
 * and a cubic B-spline, whose basis is nearly a Gaussian of standard deviation spacing/√3, runs through them: the same
 * kind of field for a tenth of the work.
 */
export const elastic = defineKind({
  type: 'elastic',
  label: 'Elastic distortion',
  help: 'Bends the image smoothly, as a hand does that never writes a digit twice alike.',
  ja: { label: '弾性変形', help: '同じ字を二度と書かない手のように、線をなめらかに曲げます。' },
  formula: 'd(u, v) = Σ B(u/s − i)·B(v/s − k)·r·aᵢₖ,  a ~ U(−1, 1), in x and in y',
  source: 'Simard et al. 2003',
  settings: z.object({
    range: z
      .number()
      .min(0)
      .max(20)
      .default(4)
      .meta({ label: 'Range', unit: 'px', help: 'The furthest that a knot moves', step: 0.5, ja: { help: '節点の最大の移動' } }),
    spacing: z
      .number()
      .min(2)
      .max(64)
      .default(7)
      .meta({
        label: 'Knot spacing',
        unit: 'px',
        help: 'Between knots; more is smoother',
        step: 1,
        ja: { label: '節点の間隔', help: '節点の間。大きいほどなめらか' },
      }),
    probability: probabilitySetting,
  }),
  create({ range, spacing }): Augmentation {
    const knots = (pixels: number) => Math.floor((pixels - 1) / spacing) + 4;
    const grid = (height: number, width: number) => Math.ceil((2 * knots(height) * knots(width)) / 8) * 8;
    return {
      bend: {
        room: (height, width) => grid(height, width) + knots(height) * width,
        apply(kernels, { height, width, displacements, room }, { words }) {
          const [rows, columns] = [knots(height), knots(width)];
          const between = room + grid(height, width);
          kernels.uniform(room, grid(height, width), range, words);
          const size = { height, width };
          kernels.bend({ knots: room, between, y: displacements }, { rows, columns, spacing }, size);
          const second = { knots: room + rows * columns, between, y: displacements + height * width };
          kernels.bend(second, { rows, columns, spacing }, size);
        },
      },
    };
  },
});
