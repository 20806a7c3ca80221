/** Asking a network about images: its evaluation on a labelled set, and the probabilities of single ones. */
import { type ConfusionMatrix, emptyConfusion } from '../analysis/confusion';
import { CLASSES, type LabelledImages } from '../data/dataset';
import type { Scaling } from '../data/scaling';
import type { Kernels } from '../kernels/kernels';
import type { Layout } from '../nn/layout';
import type { Network } from '../nn/network';
import { evaluationPlan, runPlan } from '../nn/plan';

export interface Evaluation {
  readonly images: number;
  readonly correct: number;
  /** correct / images, 0 … 1. */
  readonly accuracy: number;
  /** Mean over the images, nats. */
  readonly loss: number;
  /** confusion[true][predicted], counts. */
  readonly confusion: ConfusionMatrix;
}

export interface Evaluator {
  /** Evaluates a labelled set batch by batch; yields the images done so far after each. */
  evaluate(kernels: Kernels, set: LabelledImages): Generator<number, Evaluation>;
  /** Probabilities [image][class] of images given as bytes one after another. */
  probabilities(kernels: Kernels, images: Uint8Array): number[][];
}

/** Reserves what an evaluation needs beside the network: the bytes of one batch of images. */
export function createEvaluator(network: Network, layout: Layout, scaling: Scaling): Evaluator {
  const size = network.input.features;
  const staging = layout.reserveBytes(network.capacity * size);
  const plan = evaluationPlan(network, (kernels, { from, to }) => {
    for (let row = from; row < to; row++) {
      const destination = network.input.offset + row * network.input.rowStride;
      kernels.bytesToValues(staging + row * size, destination, size, scaling.scale, scaling.shift);
    }
  });

  const ask = (kernels: Kernels, images: Uint8Array, labels: Uint8Array) => {
    kernels.memory.bytes.set(images, staging);
    kernels.memory.bytes.set(labels, network.loss.labels);
    runPlan(plan, kernels, { iteration: 0, rows: labels.length, learningRate: 0 });
  };

  return {
    *evaluate(kernels, set) {
      const confusion = emptyConfusion();
      let loss = 0;
      let correct = 0;
      for (let from = 0; from < set.count; from += network.capacity) {
        const to = Math.min(from + network.capacity, set.count);
        const labels = set.labels.subarray(from, to);
        ask(kernels, set.images.subarray(from * size, to * size), labels);
        labels.forEach((label, row) => {
          const predicted = kernels.memory.values[network.loss.predictions + row] ?? 0;
          loss += kernels.memory.values[network.loss.losses + row] ?? Number.NaN;
          if (predicted === label) correct++;
          const counts = confusion[label];
          if (counts) counts[predicted] = (counts[predicted] ?? 0) + 1;
        });
        yield to;
      }
      return { images: set.count, correct, accuracy: correct / set.count, loss: loss / set.count, confusion };
    },

    probabilities(kernels, images) {
      const found: number[][] = [];
      const { offset, rowStride } = network.loss.probabilities;
      for (let from = 0; from < images.length; from += network.capacity * size) {
        const batch = images.subarray(from, from + network.capacity * size);
        ask(kernels, batch, new Uint8Array(batch.length / size));
        for (let row = 0; row < batch.length / size; row++) {
          found.push(Array.from(kernels.memory.values.subarray(offset + row * rowStride, offset + row * rowStride + CLASSES)));
        }
      }
      return found;
    },
  };
}

/** Runs a generator of steps to its end without pausing. */
export function complete<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
