import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Rectified linear unit: y = max(x, 0), dx = dy where y > 0, else 0. */
export const relu: LayerKind = {
  family: 'activation',
  suits: 'he',
  ...defineKind({
    type: 'relu',
    label: 'ReLU',
    help: 'Lets positive values through and turns negative ones into 0.',
    ja: { help: '正の値はそのまま通し、負の値を 0 にします。' },
    formula: 'y = max(x, 0)',
    source: 'ch. 3.2.7',
    settings: z.object({}),
    create: () =>
      elementwise({
        curve: {
          numpy: { name: 'Relu', settings: {}, y: 'np.maximum(x, 0)', dx: 'dout * (x > 0)' },
          pytorch: 'nn.ReLU()',
          keras: 'layers.Activation("relu")',
          onnx: (graph, x) => graph.add('Relu', [x]),
        },
        kernel: 'relu',
        reads: 'output',
        rises: true,
        idle: (y) => y === 0,
      }),
  }),
};
