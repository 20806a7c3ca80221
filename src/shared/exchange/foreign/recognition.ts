/**
 * Finds what a parameters file does not say, such as its hidden activation: the tensors are evaluated in every
 * network that they fit, on validation images, and the best is chosen. The wrong activation reads such tensors near chance,
 * so the answer is rarely close; the figures are kept so that whoever imports can see for themselves.
 */

import type { ScalingName } from '../../data/batches/scaling';
import type { ImageSet } from '../../data/image-set';
import type { KindSpec } from '../../kind';
import type { NetworkSpec } from '../../nn/description';
import type { NamedTensor } from '../../nn/parameter';
import { createClassifier } from '../../training/classifier';
import { complete } from '../../training/evaluation';
import type { TeamFactory } from '../../training/team';

/** What the first app and the book use between dense layers. */
export const candidateActivations = ['relu', 'sigmoid'] as const;
export type CandidateActivation = (typeof candidateActivations)[number];

/** A network that tensors may belong to. */
export interface Candidate {
  /** What tells it from the others: ReLU, or a design's name. */
  readonly label: string;
  readonly network: NetworkSpec;
  readonly scaling: ScalingName;
  readonly tensors: readonly NamedTensor[];
}

export interface RecognitionTrial {
  readonly label: string;
  /** 0 … 1, on the validation images. */
  readonly accuracy: number;
}

export interface Recognition {
  /** The label of the best. */
  readonly chosen: string;
  readonly trials: readonly RecognitionTrial[];
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

/** The best of at least one candidate, the first of equals. */
export function recognise<Each extends Candidate>(
  candidates: readonly [Each, ...Each[]],
  images: ImageSet,
  createTeam: TeamFactory,
): { readonly candidate: Each; readonly recognition: Recognition } {
  const tried = candidates.map((candidate) => {
    const { network, scaling, tensors, label } = candidate;
    const classifier = createClassifier(network, scaling, tensors, createTeam);
    try {
      const { accuracy } = complete(classifier.evaluate(images));
      return { candidate, trial: { label, accuracy } };
    } finally {
      classifier.close();
    }
  });
  const best = tried.reduce((leader, each) => (each.trial.accuracy > leader.trial.accuracy ? each : leader));
  const trials = tried.map(({ trial }) => trial);
  return { candidate: best.candidate, recognition: { chosen: best.trial.label, trials, images: images.count } };
}

/** `ReLU, for it reads 97.2 % of 10,000 validation images right (Sigmoid: 26.9 %)` */
export function recognitionText({ chosen, trials, images }: Recognition): string {
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  const best = trials.find(({ label }) => label === chosen);
  const others = trials.filter(({ label }) => label !== chosen).map((trial) => `${trial.label}: ${percent(trial.accuracy)}`);
  const count = images.toLocaleString('en');
  return `${chosen}, for it reads ${percent(best?.accuracy ?? 0)} of ${count} validation images right${others.length > 0 ? ` (${others.join(', ')})` : ''}`;
}
