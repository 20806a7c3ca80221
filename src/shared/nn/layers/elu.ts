import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Exponential linear unit: y = x where x > 0, else α·(eˣ − 1); dx = dy where y > 0, else dy·(y + α). */
export const elu: LayerKind = {
  family: 'activation',
  keySetting: 'alpha',
  liveSettings: ['alpha'],
  suits: 'he',
  ...defineKind({
    type: 'elu',
    label: 'ELU',
    help: 'A ReLU whose negative side bends smoothly towards −α.',
    ja: { help: '負の側が −α へ滑らかに曲がる ReLU です。' },
    formula: 'y = x where x > 0, else α·(eˣ − 1)',
    source: 'Clevert et al. 2015',
    settings: z.object({
      alpha: z
        .number()
        .positive()
        .max(10)
        .default(1)
        .meta({
          label: 'Alpha',
          help: 'How far below 0 values can get',
          step: 0.1,
          ja: { label: 'アルファ', help: '値が 0 よりどこまで下がれるか' },
        }),
    }),
    create: ({ alpha }) =>
      elementwise({
        curve: {
          numpy: {
            name: 'Elu',
            settings: { alpha },
            y: 'np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))',
            dx: 'np.where(x > 0, dout, (y + alpha) * dout)',
          },
          pytorch: `nn.ELU(${alpha})`,
          keras: `layers.ELU(${alpha})`,
          onnx: (graph, x) => graph.add('Elu', [x], { alpha: { float: alpha } }),
        },
        kernel: 'elu',
        reads: 'output',
        parameter: alpha,
        saturated: (y) => y < 0 && y + alpha <= 0.05 * alpha,
      }),
  }),
};
