/** A trained network loaded for answering, without what training needs. */
import type { LabelledImages } from '../data/dataset';
import { type ScalingName, scalings } from '../data/scaling';
import type { KernelFactory } from '../kernels/kernels';
import type { NetworkSpec } from '../nn/description';
import { Layout } from '../nn/layout';
import { buildNetwork, writeParameters } from '../nn/network';
import type { NamedTensor } from '../nn/parameter';
import { createEvaluator, type Evaluation } from './evaluation';

const CAPACITY = 112;

export interface Classifier {
  /** Yields the images done so far; gives the evaluation in the end. */
  evaluate(set: LabelledImages): Generator<number, Evaluation>;
  /** Probabilities [image][class] of images given as bytes 0 … 255 one after another. */
  probabilities(images: Uint8Array): number[][];
}

/** Throws a ParameterMismatch where the tensors are not the network's. */
export function createClassifier(
  network: NetworkSpec,
  scaling: ScalingName,
  tensors: readonly NamedTensor[],
  createKernels: KernelFactory,
): Classifier {
  const layout = new Layout();
  const built = buildNetwork(network, layout, { capacity: CAPACITY, training: false });
  const evaluator = createEvaluator(built, layout, scalings[scaling]);
  const kernels = createKernels(layout.size());
  writeParameters(built, kernels, tensors);
  return {
    evaluate: (set) => evaluator.evaluate(kernels, set),
    probabilities: (images) => evaluator.probabilities(kernels, images),
  };
}
