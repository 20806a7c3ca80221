import type { ActivationName } from '../../kernels/kernels';
import { phrase } from '../../phrase';
import { rowOffset } from '../layout';
import type { Curve } from '../operation';
import { type Layer, type LayerContext, type LayerOperator, pointwise, type Shard } from './layer';

/**
 * A layer that maps each number by itself: y = f(x), dx = f′·dy. Where f′ can be told from y, the output takes the
 * input's place; else (`reads: 'input'`) both are kept.
 */
export function elementwise(activation: {
  readonly curve: Curve;
  readonly kernel: ActivationName;
  readonly reads: 'input' | 'output';
  readonly parameter?: number;
  readonly rises?: boolean;
  readonly idle?: Layer['idle'];
  readonly saturated?: Layer['saturated'];
}): Layer {
  const parameter = activation.parameter ?? 0;
  return {
    detail: phrase``,
    output: activation.reads === 'output' ? 'over input' : 'own',
    readsOutput: activation.reads === 'output',
    activates: true,
    rises: activation.rises ?? false,
    ...(activation.idle && { idle: activation.idle }),
    ...(activation.saturated && { saturated: activation.saturated }),
    outputShape: (input) => input,
    parameters: () => [],
    multiplyAccumulates: () => 0,
    window: () => pointwise,
    operation: () => ({ op: 'activation', curve: activation.curve }),
    compile({ input, output, inputGradient, outputGradient }: LayerContext): LayerOperator[] {
      const count = ({ from, to }: Shard) => (to - from) * input.rowStride;
      return [
        {
          forward(kernels, shard) {
            const at = { x: rowOffset(input, shard.from), y: rowOffset(output, shard.from) };
            kernels[activation.kernel].forward(at, count(shard), parameter);
          },
          backward(kernels, shard) {
            if (!inputGradient) return;
            const { from } = shard;
            const [x, y] = [rowOffset(input, from), rowOffset(output, from)];
            const [dy, dx] = [rowOffset(outputGradient, from), rowOffset(inputGradient, from)];
            kernels[activation.kernel].gradient({ x, y, dy, dx }, count(shard), parameter);
          },
          gradients: [],
        },
      ];
    },
  };
}
