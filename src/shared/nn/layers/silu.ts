import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Sigmoid linear unit (Swish): y = x·s(x), dx = dy·s·(1 + x·(1 − s)), s the logistic sigmoid. */
export const silu: LayerKind = {
  family: 'activation',
  suits: 'he',
  ...defineKind({
    type: 'silu',
    label: 'SiLU',
    help: 'Weighs each value by its own sigmoid: a smooth ReLU with a dip below 0.',
    ja: { help: '各値に自身のシグモイドを掛けます。0 の下に少しくぼむ滑らかな ReLU です。' },
    formula: 'y = x / (1 + e⁻ˣ)',
    source: 'Elfwing et al. 2017',
    settings: z.object({}),
    create: () =>
      elementwise({
        curve: {
          numpy: { name: 'Silu', settings: {}, y: 'x / (1 + np.exp(-x))', dx: 'dout * (y + (1 - y) / (1 + np.exp(-x)))' },
          pytorch: 'nn.SiLU()',
          keras: 'layers.Activation("silu")',
          onnx: (graph, x) => graph.add('Mul', [x, graph.add('Sigmoid', [x])]),
        },
        kernel: 'silu',
        reads: 'input',
      }),
  }),
};
