/**
 * Finds the hidden activation of parameters that do not name it, by asking: the network is evaluated with each candidate
 * on validation images and the best is chosen. A wrong activation reads such a network near chance, so the answer is
 * rarely close; the figures are kept so that whoever imports can see for themselves.
 */
import type { LabelledImages } from '../data/dataset';
import type { ScalingName } from '../data/scaling';
import type { KernelFactory } from '../kernels/kernels';
import { findKind, type KindSpec } from '../kind';
import type { NetworkSpec } from '../nn/description';
import { layerKinds } from '../nn/layers';
import type { NamedTensor } from '../nn/parameter';
import { createClassifier } from './classifier';
import { complete } from './evaluation';
import { soloTeam } from './team';

/** What the first app and the book use between dense layers. */
export const candidateActivations = ['relu', 'sigmoid'] as const;
export type CandidateActivation = (typeof candidateActivations)[number];

export interface ActivationTrial {
  readonly activation: CandidateActivation;
  readonly label: string;
  /** 0 … 1, on the validation images. */
  readonly accuracy: number;
}

export interface RecognisedActivation {
  readonly activation: CandidateActivation;
  readonly trials: readonly ActivationTrial[];
  readonly images: number;
}

/** The dense network of the given layer sizes (784, 50, 10) with one activation between its layers. */
export function denseNetwork(sizes: readonly number[], activation: string, input: readonly [number, number, number]): NetworkSpec {
  const layers = sizes.slice(1).flatMap((units, index): KindSpec[] => {
    const dense = { type: 'affine', units, weights: { type: 'normal', std: 0.01 } };
    return index === 0 ? [dense] : [{ type: activation }, dense];
  });
  return { input, layers };
}

export function recogniseActivation(
  sizes: readonly number[],
  tensors: readonly NamedTensor[],
  scaling: ScalingName,
  images: LabelledImages,
  createKernels: KernelFactory,
): RecognisedActivation {
  const trials = candidateActivations.map((activation): ActivationTrial => {
    const network = denseNetwork(sizes, activation, [images.height, images.width, 1]);
    const { accuracy } = complete(createClassifier(network, scaling, tensors, soloTeam(createKernels)).evaluate(images));
    return { activation, label: findKind(layerKinds, activation).label, accuracy };
  });
  const best = trials.reduce((leader, trial) => (trial.accuracy > leader.accuracy ? trial : leader));
  return { activation: best.activation, trials, images: images.count };
}

/** `ReLU, for it reads 97.2 % of 10,000 validation images right (Sigmoid: 26.9 %)` */
export function recognitionText({ activation, trials, images }: RecognisedActivation): string {
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  const chosen = trials.find((trial) => trial.activation === activation);
  const others = trials.filter((trial) => trial.activation !== activation).map((trial) => `${trial.label}: ${percent(trial.accuracy)}`);
  const count = images.toLocaleString('en');
  return `${chosen?.label}, for it reads ${percent(chosen?.accuracy ?? 0)} of ${count} validation images right (${others.join(', ')})`;
}
