import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Hyperbolic tangent: y = tanh x, dx = dy·(1 − y²). */
export const tanh: LayerKind = {
  family: 'activation',
  suits: 'xavier',
  ...defineKind({
    type: 'tanh',
    label: 'Tanh',
    help: 'Squeezes every value smoothly between −1 and 1.',
    ja: { help: 'すべての値を −1 と 1 の間へ滑らかに押し込めます。' },
    formula: 'y = tanh x',
    source: 'ch. 6.2.2',
    settings: z.object({}),
    create: () =>
      elementwise({
        curve: {
          numpy: { name: 'Tanh', settings: {}, y: 'np.tanh(x)', dx: 'dout * (1 - y * y)' },
          pytorch: 'nn.Tanh()',
          keras: 'layers.Activation("tanh")',
          onnx: (graph, x) => graph.add('Tanh', [x]),
        },
        kernel: 'tanh',
        reads: 'output',
        saturated: (y) => 1 - y * y <= 0.05,
      }),
  }),
};
