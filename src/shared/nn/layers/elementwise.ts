import type { Activation, ActivationGradient, Kernels } from '../../kernels/kernels';
import { phrase } from '../../phrase';
import { rowOffset } from '../layout';
import type { Curve } from '../operation';
import { type Layer, type LayerContext, type LayerOperator, pointwise, type Shard } from './layer';

/**
 * A layer that maps each number by itself: y = f(x), dx = f′·dy. Where f′ can be told from y, the output takes the
 * input's place; else (`reads: 'input'`) both are kept.
 */
export function elementwise(kernel: {
  readonly curve: Curve;
  readonly forward: (kernels: Kernels) => Activation;
  readonly gradient: (kernels: Kernels) => ActivationGradient;
  readonly reads: 'input' | 'output';
  readonly parameter?: number;
  readonly rises?: boolean;
  readonly idle?: Layer['idle'];
  readonly saturated?: Layer['saturated'];
}): Layer {
  const parameter = kernel.parameter ?? 0;
  return {
    detail: phrase``,
    output: kernel.reads === 'output' ? 'over input' : 'own',
    readsOutput: kernel.reads === 'output',
    activates: true,
    rises: kernel.rises ?? false,
    ...(kernel.idle && { idle: kernel.idle }),
    ...(kernel.saturated && { saturated: kernel.saturated }),
    outputShape: (input) => input,
    parameters: () => [],
    multiplyAccumulates: () => 0,
    window: () => pointwise,
    operation: () => ({ op: 'activation', curve: kernel.curve }),
    compile({ input, output, inputGradient, outputGradient }: LayerContext): LayerOperator[] {
      const count = ({ from, to }: Shard) => (to - from) * input.rowStride;
      return [
        {
          forward(kernels, shard) {
            kernel.forward(kernels)(rowOffset(input, shard.from), rowOffset(output, shard.from), count(shard), parameter);
          },
          backward(kernels, shard) {
            if (!inputGradient) return;
            const { from } = shard;
            const [x, y] = [rowOffset(input, from), rowOffset(output, from)];
            const [dy, dx] = [rowOffset(outputGradient, from), rowOffset(inputGradient, from)];
            kernel.gradient(kernels)(x, y, dy, dx, count(shard), parameter);
          },
          gradients: [],
        },
      ];
    },
  };
}
