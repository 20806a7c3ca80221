import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Gaussian error linear unit: y = x·Φ(x), dx = dy·(Φ(x) + x·φ(x)); the exact form, not its tanh approximation. */
export const gelu: LayerKind = {
  family: 'activation',
  suits: 'he',
  ...defineKind({
    type: 'gelu',
    label: 'GELU',
    help: 'Weighs each value by how likely a normal one would be smaller: a smooth ReLU.',
    ja: { help: '正規分布の値がそれより小さい確率を各値に掛けます。滑らかな ReLU です。' },
    formula: 'y = x·Φ(x)',
    source: 'Hendrycks and Gimpel 2016',
    settings: z.object({}),
    create: () =>
      elementwise({
        curve: {
          numpy: {
            name: 'Gelu',
            settings: {},
            y: 'x / 2 * (1 + erf(x / math.sqrt(2)))',
            dx: 'dout * ((1 + erf(x / math.sqrt(2))) / 2 + x * np.exp(-x * x / 2) / math.sqrt(2 * math.pi))',
          },
          pytorch: 'nn.GELU()',
          keras: 'layers.Activation(keras.activations.gelu)',
          onnx(graph, x) {
            const error = graph.add('Erf', [graph.add('Mul', [x, graph.constant('half_root', Math.SQRT1_2)])]);
            const half = graph.add('Mul', [x, graph.constant('half', 0.5)]);
            return graph.add('Mul', [half, graph.add('Add', [error, graph.constant('one', 1)])]);
          },
        },
        kernel: 'gelu',
        reads: 'input',
      }),
  }),
};
