/**
 * Finds what a parameters file does not say, such as its hidden activation: the tensors are evaluated in every network that they
 * fit, on validation images, and the best is chosen. Many are tried on few images first. The wrong network reads tensors near
 * chance, so the answer is rarely close; the figures are kept so that whoever imports can see for themselves.
 */
import type { ScalingName } from '../../data/batches/scaling';
import type { ImageSet } from '../../data/image-set';
import type { NetworkSpec } from '../../nn/description';
import type { NamedTensor } from '../../nn/parameter';
import { type Phrase, say } from '../../phrase';
import { createClassifier } from '../../training/classifier';
import { complete } from '../../training/evaluation';
import type { TeamFactory } from '../../training/team';

/** What the first app and the book use between dense layers. */
export const candidateActivations = ['relu', 'sigmoid'] as const;
export type CandidateActivation = (typeof candidateActivations)[number];

/** A network that tensors may belong to. */
export interface Candidate {
  /** What tells it from the others: ReLU, or a design's name. */
  readonly words: Phrase;
  readonly network: NetworkSpec;
  readonly scaling: ScalingName;
  readonly tensors: readonly NamedTensor[];
}

export interface RecognitionTrial {
  readonly label: string;
  /** The label, for those who translate it. */
  readonly words: Phrase;
  /** 0 … 1, on the validation images. */
  readonly accuracy: number;
}

export interface Recognition {
  /** The label of the best, or of the one that was asked for. */
  readonly chosen: string;
  readonly trials: readonly RecognitionTrial[];
  readonly images: number;
  /** Whether no other network that was tried comes near. */
  readonly sure: boolean;
}

/** Images on which many are tried, and how many of them are then tried on all. */
const [FEW_IMAGES, FINALISTS] = [300, 5];
/** Nearer than this another may be the right one, 0 … 1. */
const CLOSE = 0.005;
/** Of the mistakes of one that is usual, another may make so many to be taken instead: chance alone makes them differ by less. */
const CLEARLY_BETTER = 0.9;

export interface Tried<Each> {
  readonly candidate: Each;
  readonly accuracy: number;
}

/** Each on so many images, best first; equals stay in their order. */
export function tryAll<Each extends Candidate>(candidates: readonly Each[], images: ImageSet, createTeam: TeamFactory): Tried<Each>[] {
  const tried = candidates.map((candidate) => ({ candidate, accuracy: accuracyOf(candidate, images, createTeam) }));
  return tried.toSorted((a, b) => b.accuracy - a.accuracy);
}

/** The best few of many by their first answers. */
export function finalistsOf<Each extends Candidate>(
  candidates: readonly Each[],
  images: ImageSet,
  createTeam: TeamFactory,
  most = FINALISTS,
): Each[] {
  if (candidates.length <= most) return [...candidates];
  const best = tryAll(candidates, images.slice(0, FEW_IMAGES), createTeam).slice(0, most);
  return candidates.filter((each) => best.some(({ candidate }) => candidate === each));
}

/** The best of at least one candidate, those first in the list unless another is clearly better; or the one whose label is `chosen`. */
export function recognise<Each extends Candidate>(
  candidates: readonly [Each, ...Each[]],
  images: ImageSet,
  createTeam: TeamFactory,
  chosen?: string,
): { readonly candidate: Each; readonly recognition: Recognition } {
  const tried = candidates.map((candidate) => ({
    candidate,
    trial: { label: say(candidate.words), words: candidate.words, accuracy: accuracyOf(candidate, images, createTeam) },
  }));
  const best = tried.reduce((leader, each) => (1 - each.trial.accuracy < CLEARLY_BETTER * (1 - leader.trial.accuracy) ? each : leader));
  const taken = tried.find(({ trial }) => trial.label === chosen) ?? best;
  const sure = tried.every((each) => each === best || each.trial.accuracy < best.trial.accuracy - CLOSE);
  return {
    candidate: taken.candidate,
    recognition: { chosen: taken.trial.label, trials: tried.map(({ trial }) => trial), images: images.count, sure },
  };
}

export function accuracyOf({ network, scaling, tensors }: Candidate, images: ImageSet, createTeam: TeamFactory): number {
  const classifier = createClassifier(network, scaling, tensors, createTeam);
  try {
    return complete(classifier.evaluate(images)).accuracy;
  } finally {
    classifier.close();
  }
}

/** `ReLU, for it reads 97.2 % of 10,000 validation images right (Sigmoid: 26.9 %)` */
export function recognitionText({ chosen, trials, images, sure }: Recognition): string {
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  const best = trials.find(({ label }) => label === chosen);
  const others = trials.filter(({ label }) => label !== chosen).map((trial) => `${trial.label}: ${percent(trial.accuracy)}`);
  const count = images.toLocaleString('en');
  const found = `${chosen}, for it reads ${percent(best?.accuracy ?? 0)} of ${count} validation images right`;
  return `${found}${others.length > 0 ? ` (${others.join('; ')})` : ''}${sure || others.length === 0 ? '' : '; others come near'}`;
}
