import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Leaky ReLU: y = x where x > 0, else a·x; dx = dy where y > 0, else a·dy. */
export const leakyRelu: LayerKind = {
  family: 'activation',
  keySetting: 'slope',
  liveSettings: ['slope'],
  suits: 'he',
  ...defineKind({
    type: 'leaky-relu',
    label: 'Leaky ReLU',
    help: 'A ReLU that lets a little of the negative side through, so that no unit dies.',
    ja: { label: 'Leaky ReLU', help: '負の側も少しだけ通す ReLU です。ユニットが死滅しません。' },
    formula: 'y = max(x, 0) + a·min(x, 0)',
    source: 'Maas et al. 2013',
    settings: z.object({
      slope: z
        .number()
        .positive()
        .max(1)
        .default(0.01)
        .meta({ label: 'Slope', help: 'Of the negative side', step: 0.01, ja: { label: '傾き', help: '負の側の傾き' } }),
    }),
    create: ({ slope }) =>
      elementwise({
        curve: {
          numpy: { name: 'LeakyRelu', settings: { slope }, y: 'np.where(x > 0, x, slope * x)', dx: 'np.where(x > 0, dout, slope * dout)' },
          pytorch: `nn.LeakyReLU(${slope})`,
          keras: `layers.LeakyReLU(${slope})`,
          onnx: (graph, x) => graph.add('LeakyRelu', [x], { alpha: { float: slope } }),
        },
        kernel: 'leakyRelu',
        reads: 'output',
        rises: true,
        parameter: slope,
      }),
  }),
};
