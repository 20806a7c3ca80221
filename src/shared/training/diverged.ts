/** A loss that is no longer a number: where it began. */
import { KasaneError } from '../kasane-error';
import type { Kernels } from '../kernels/kernels';
import { rowOffset } from '../nn/layout';
import type { Network } from '../nn/network';

/** The run cannot go on; the last good checkpoint is kept. */
export class DivergedError extends KasaneError {
  override name = 'DivergedError';
  constructor(iteration: number, where: string, learningRate: number) {
    const remedy = 'try a smaller learning rate, other initial weights or gradient clipping';
    super(
      `the loss is no longer finite at iteration ${iteration}: ${where}, with learning rate ${learningRate}; ${remedy}`,
      `iteration ${iteration}`,
    );
  }
}

/** `layer 3 (Dense) gave the first number that is not finite`: found among the activations of the batch. */
export function firstNonFinite(network: Network, { memory: { values } }: Kernels, rows: number): string {
  for (const [index, output] of network.outputs.entries()) {
    for (let row = 0; output && row < rows; row++) {
      const from = rowOffset(output, row);
      for (let i = 0; i < output.features; i++) {
        if (!Number.isFinite(values[from + i])) {
          return `layer ${index + 1} (${network.layers[index]?.label}) gave the first number that is not finite`;
        }
      }
    }
  }
  return 'the softmax of its outputs';
}
