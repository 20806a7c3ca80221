import type { Kernels } from '../../kernels/kernels';
import type { Layer, LayerContext, LayerOperator } from './layer';

/**
 * A layer that maps each number by itself: y = f(x), dx = f′·dy with f′ told from y. `forward` and `backward` are
 * kernels over `count` numbers; the shape stays, there is nothing to learn.
 */
export function elementwise(kernel: {
  forward(kernels: Kernels, x: number, y: number, count: number): void;
  backward(kernels: Kernels, y: number, dy: number, dx: number, count: number): void;
}): Layer {
  return {
    summary: '',
    outputShape: (input) => input,
    parameters: () => [],
    multiplyAccumulates: () => 0,
    compile: ({ input, output, inputGradient, outputGradient }: LayerContext): LayerOperator => ({
      forward(kernels, { from, to }) {
        const start = from * input.rowStride;
        kernel.forward(kernels, input.offset + start, output.offset + start, (to - from) * input.rowStride);
      },
      backward(kernels, { from, to }) {
        if (!inputGradient) return;
        const start = from * input.rowStride;
        const count = (to - from) * input.rowStride;
        kernel.backward(kernels, output.offset + start, outputGradient.offset + start, inputGradient.offset + start, count);
      },
      gradients: [],
    }),
  };
}
