import { z } from 'zod';
import { defineKind } from '../../kind';
import { elementwise } from './elementwise';
import type { LayerKind } from './layer';

/** Logistic sigmoid: y = 1 / (1 + e⁻ˣ), dx = dy·y·(1 − y). */
export const sigmoid: LayerKind = {
  family: 'activation',
  suits: 'xavier',
  ...defineKind({
    type: 'sigmoid',
    label: 'Sigmoid',
    help: 'Squeezes every value smoothly between 0 and 1.',
    ja: { label: 'シグモイド', help: 'すべての値を 0 と 1 の間へ滑らかに押し込めます。' },
    formula: 'y = 1 / (1 + e⁻ˣ)',
    source: 'ch. 3.2.4',
    settings: z.object({}),
    create: () =>
      elementwise({
        curve: {
          numpy: { name: 'Sigmoid', settings: {}, y: '1 / (1 + np.exp(-x))', dx: 'dout * y * (1 - y)' },
          pytorch: 'nn.Sigmoid()',
          keras: 'layers.Activation("sigmoid")',
          onnx: (graph, x) => graph.add('Sigmoid', [x]),
        },
        kernel: 'sigmoid',
        reads: 'output',
        saturated: (y) => y * (1 - y) <= 0.0125,
      }),
  }),
};
