/** What max and average pooling share: windows over each image of the batch. */
import { z } from 'zod';
import type { Kernels, Pooling, PoolingGradient } from '../../kernels/kernels';
import { phrase } from '../../phrase';
import { rowOffset } from '../layout';
import type { Layer, LayerContext, LayerOperator } from './layer';
import { paddingSetting, sideSetting, strideSetting, type WindowGeometry, windowGeometry } from './window';

export const poolSettings = z.object({
  window: sideSetting(2, 'Side of the square each number is taken from').meta({ label: 'Window', unit: 'pixels' }),
  stride: strideSetting(2),
  padding: paddingSetting('valid'),
});

export interface PoolKernels {
  readonly forward: (kernels: Kernels) => Pooling;
  readonly gradient: (kernels: Kernels) => PoolingGradient;
  /** Whether the gradient is told from input and output. */
  readonly readsOutput: boolean;
  readonly takesLargest: boolean;
  readonly linear?: 'passes';
}

export const pool = ({ window, stride, padding }: z.output<typeof poolSettings>, kernel: PoolKernels): Layer => ({
  detail: stride === window ? phrase`×${window}` : phrase`×${window}, stride ${stride}`,
  output: 'own',
  readsOutput: kernel.readsOutput,
  takesLargest: kernel.takesLargest,
  ...(kernel.linear && { linear: kernel.linear }),
  outputShape(input) {
    const { outputHeight, outputWidth, channels } = windowGeometry(input, window, stride, padding, 'window');
    return [outputHeight, outputWidth, channels];
  },
  parameters: () => [],
  multiplyAccumulates: () => 0,
  window: () => ({ size: window, stride }),
  operation: (input) => ({
    op: 'pooling',
    takes: kernel.takesLargest ? 'largest' : 'mean',
    geometry: windowGeometry(input, window, stride, padding, 'window'),
  }),
  compile: (context) => compilePool(context, windowGeometry(context.inputShape, window, stride, padding, 'window'), kernel),
});

export function compilePool(
  { input, output, inputGradient, outputGradient }: LayerContext,
  geometry: WindowGeometry,
  kernel: PoolKernels,
): LayerOperator[] {
  const { height, width, channels, windowHeight, windowWidth, stride, padding, outputHeight, outputWidth } = geometry;
  // biome-ignore format: one idea a line
  const shape = [
    height, width, channels, windowHeight, windowWidth, stride, padding.top, padding.left, outputHeight, outputWidth,
  ] as const;
  return [
    {
      forward(kernels, { from, to }) {
        const run = kernel.forward(kernels);
        for (let row = from; row < to; row++) run(rowOffset(input, row), rowOffset(output, row), ...shape);
      },
      backward(kernels, { from, to }) {
        if (!inputGradient) return;
        const run = kernel.gradient(kernels);
        for (let row = from; row < to; row++) {
          const [dy, dx] = [rowOffset(outputGradient, row), rowOffset(inputGradient, row)];
          run(rowOffset(input, row), rowOffset(output, row), dy, dx, ...shape);
        }
      },
      gradients: [],
    },
  ];
}
