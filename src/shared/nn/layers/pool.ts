/** What max and average pooling share: windows over each image of the batch. */
import { z } from 'zod';
import { phrase } from '../../phrase';
import { rowOffset } from '../layout';
import type { Layer, LayerContext, LayerOperator } from './layer';
import { paddingSetting, sideSetting, strideSetting, type WindowGeometry, windowGeometry } from './window';

export const poolSettings = z.object({
  window: sideSetting(2, 'Side of the square each number is taken from').meta({ label: 'Window', unit: 'pixels', ja: { label: '窓' } }),
  stride: strideSetting(2),
  padding: paddingSetting('valid'),
});

export interface PoolKernels {
  readonly forward: 'maxPool' | 'averagePool';
  readonly gradient: 'maxPoolGradient' | 'averagePoolGradient';
  /** Whether the gradient is told from input and output. */
  readonly readsOutput: boolean;
  /** Whether dx may be x. */
  overInput(geometry: WindowGeometry): boolean;
  readonly takesLargest: boolean;
  readonly linear?: 'passes';
}

export const pool = ({ window, stride, padding }: z.output<typeof poolSettings>, kernel: PoolKernels): Layer => ({
  detail: stride === window ? phrase`×${window}` : phrase`×${window}, stride ${stride}`,
  output: 'own',
  readsOutput: kernel.readsOutput,
  takesLargest: kernel.takesLargest,
  gradientOverInput: (input) => kernel.overInput(windowGeometry(input, window, stride, padding, 'window')),
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
  return [
    {
      forward(kernels, { from, to }) {
        for (let row = from; row < to; row++) kernels[kernel.forward]({ x: rowOffset(input, row), y: rowOffset(output, row) }, geometry);
      },
      backward(kernels, { from, to }) {
        if (!inputGradient) return;
        for (let row = from; row < to; row++) {
          const [x, y] = [rowOffset(input, row), rowOffset(output, row)];
          kernels[kernel.gradient]({ x, y, dy: rowOffset(outputGradient, row), dx: rowOffset(inputGradient, row) }, geometry);
        }
      },
      gradients: [],
    },
  ];
}
