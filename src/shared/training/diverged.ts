/** A loss that is no longer a number: where it began. */
import { KasaneError } from '../kasane-error';
import type { Kernels } from '../kernels/kernels';
import { rowOffset } from '../nn/layout';
import type { Network } from '../nn/network';
import { type Phrase, phrase, words } from '../phrase';

/** The run cannot go on; the last good checkpoint is kept. */
export const DIVERGED = 'DivergedError';

export class DivergedError extends KasaneError {
  override name = DIVERGED;
  constructor(iteration: number, where: Phrase, learningRate: number) {
    super(
      phrase`the loss is no longer finite at iteration ${iteration}: ${where}, with learning rate ${learningRate}; try a smaller learning rate, other initial weights or gradient clipping`,
      `iteration ${iteration}`,
    );
  }
}

/**
 * `layer 3 (Dense) gave the first number that is not finite`: found among the activations of the batch. Where those of layers
 * are not there it was the first of these: what comes after them, pooling and what goes with it, passes such numbers on. (A mean
 * of finite numbers can overflow too; the layer before is named then.)
 */
export function firstNonFinite(network: Network, { memory: { values } }: Kernels, rows: number): Phrase {
  for (const [index, output] of network.outputs.entries()) {
    for (let row = 0; output && row < rows; row++) {
      const from = rowOffset(output, row);
      for (let i = 0; i < output.features; i++) {
        if (!Number.isFinite(values[from + i])) {
          const first = network.outputs.slice(0, index).findLastIndex((each) => each !== null) + 1;
          const { index: place = first, label = '' } = network.layers[first] ?? {};
          return phrase`layer ${place + 1} (${words(label)}) gave the first number that is not finite`;
        }
      }
    }
  }
  return phrase`the softmax of its outputs`;
}
