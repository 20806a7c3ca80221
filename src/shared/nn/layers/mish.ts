import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Mish: y = x·t, dx = dy·(t + x·(1 − t²)·s), t = tanh(ln(1 + eˣ)), s the logistic sigmoid of x. */
export const mish: LayerKind = {
  family: 'activation',
  suits: 'he',
  ...defineKind({
    type: 'mish',
    label: 'Mish',
    help: 'Weighs each value by the tanh of its softplus: smooth, with a dip below 0, much like SiLU.',
    ja: { help: '各値に自身のソフトプラスの tanh を掛けます。滑らかで 0 の下に少しくぼみ、SiLU に似ています。' },
    formula: 'y = x·tanh(ln(1 + eˣ))',
    source: 'Misra 2019',
    settings: z.object({}),
    create: () =>
      elementwise({
        curve: {
          numpy: {
            name: 'Mish',
            settings: {},
            y: 'x * np.tanh(np.logaddexp(0, x))',
            dx: 'dout * (np.tanh(np.logaddexp(0, x)) + x * (1 - np.tanh(np.logaddexp(0, x)) ** 2) / (1 + np.exp(-x)))',
          },
          pytorch: 'nn.Mish()',
          keras: 'layers.Activation("mish")',
          onnx: (graph, x) => graph.add('Mul', [x, graph.add('Tanh', [graph.add('Softplus', [x])])]),
        },
        kernel: 'mish',
        reads: 'input',
      }),
  }),
};
