/**
 * Finds what a parameters file does not say, such as its hidden activation: the tensors are evaluated in every network that they
 * fit, on validation images, and the best is chosen. Many are tried on few images first. The wrong network reads tensors near
 * chance, so the answer is rarely close; the figures are kept so that whoever imports can see for themselves.
 */
import { byteAt } from '../../at';
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
  /** Of those that differ in their activation, and perhaps in their inputs, alone. */
  readonly family?: unknown;
  /** Whether most files have its activation, ReLU. */
  readonly isUsual?: boolean;
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

/** At a first look of so many images those go that are so far behind the best, 0 … 1: three standard deviations of so few at least. */
const LOOK = { images: 50, behind: 0.3 };
/** Images at once, where so many networks are tried on a few that making memory for more would take longer than they. */
const FEW_AT_ONCE = 32;
/** Of many, so many are left after so many images; of those the finalists after more; they are tried on all. */
const ROUNDS = { first: { images: 300, left: 16 }, second: { images: 1500 } };
const FINALISTS = 5;
/** Nearer than this another may be the right one, 0 … 1. */
const CLOSE = 0.005;
/** Standard deviations by which two that were tried on the same images differ where it is not by chance (McNemar 1947): for the usual activation beside others of its family, and for all else. */
const CHANCE = { usual: 5, other: 2 };

export interface Tried<Each> {
  readonly candidate: Each;
  readonly accuracy: number;
}

/** Each on so many images, best first; equals stay in their order. */
export function tryAll<Each extends Candidate>(candidates: readonly Each[], images: ImageSet, createTeam: TeamFactory): Tried<Each>[] {
  const tried = candidates.map((candidate) => ({ candidate, accuracy: accuracyOf(candidate, images, createTeam) }));
  return tried.toSorted((a, b) => b.accuracy - a.accuracy);
}

/** Those of many that are worth trying on more images, in their order; all where the best reads less than `sure`, 0 … 1. */
export function worthTrying<Each extends Candidate>(
  candidates: readonly Each[],
  images: ImageSet,
  createTeam: TeamFactory,
  sure = 0,
): readonly Each[] {
  const tried = tryAll(candidates, images.slice(0, LOOK.images), createTeam);
  const best = tried[0]?.accuracy ?? 0;
  if (best < sure) return candidates;
  const least = best - LOOK.behind;
  const left = new Set(tried.filter(({ accuracy }) => accuracy >= least).map(({ candidate }) => candidate));
  return candidates.filter((each) => left.has(each));
}

/** The best few of many by their first answers. */
export function finalistsOf<Each extends Candidate>(
  candidates: readonly Each[],
  images: ImageSet,
  createTeam: TeamFactory,
  most = FINALISTS,
): Each[] {
  if (candidates.length <= most) return [...candidates];
  const { first, second } = ROUNDS;
  const left =
    candidates.length <= first.left
      ? candidates
      : bestOf(worthTrying(candidates, images, createTeam), images.slice(0, first.images), first.left);
  return bestOf(left, images.slice(0, second.images), most);

  function bestOf(some: readonly Each[], few: ImageSet, count: number): Each[] {
    const best = tryAll(some, few, createTeam).slice(0, count);
    return some.filter((each) => best.some(({ candidate }) => candidate === each));
  }
}

/** The best of at least one candidate, of those as good but for chance the first; or the one whose label is `chosen`. */
export function recognise<Each extends Candidate>(
  candidates: readonly [Each, ...Each[]],
  images: ImageSet,
  createTeam: TeamFactory,
  chosen?: string,
): { readonly candidate: Each; readonly recognition: Recognition } {
  const tried = candidates.map((candidate) => {
    const right = rightOf(candidate, images, createTeam);
    const accuracy = right.reduce((sum, each) => sum + each, 0) / images.count;
    return { candidate, right, trial: { label: say(candidate.words), words: candidate.words, accuracy } };
  });
  const most = tried.reduce((leader, each) => (each.trial.accuracy > leader.trial.accuracy ? each : leader));
  const ofFamily = tried.filter(({ candidate: { isUsual, family } }) => isUsual && family === most.candidate.family);
  const usual = ofFamily.reduce((leader, each) => (each.trial.accuracy > leader.trial.accuracy ? each : leader), ofFamily[0] ?? most);
  const wanted = isAsGood(usual.right, most.right, CHANCE.usual) ? usual : most;
  const best = tried.find(({ right }) => isAsGood(right, wanted.right, CHANCE.other)) ?? wanted;
  const taken = tried.find(({ trial }) => trial.label === chosen) ?? best;
  const sure = tried.every((each) => each === best || each.trial.accuracy < best.trial.accuracy - CLOSE);
  return {
    candidate: taken.candidate,
    recognition: { chosen: taken.trial.label, trials: tried.map(({ trial }) => trial), images: images.count, sure },
  };
}

/** Whether two differ on the same images by no more than chance alone makes them. */
function isAsGood(one: Uint8Array, other: Uint8Array, deviations: number): boolean {
  let [wins, losses] = [0, 0];
  for (const [image, right] of one.entries()) {
    if (right > byteAt(other, image)) wins += 1;
    if (right < byteAt(other, image)) losses += 1;
  }
  return (wins - losses) ** 2 <= deviations ** 2 * (wins + losses);
}

/** 1 for each image that is read right. */
function rightOf({ network, scaling, tensors }: Candidate, images: ImageSet, createTeam: TeamFactory): Uint8Array {
  const classifier = createClassifier(network, scaling, tensors, createTeam);
  try {
    const { predicted } = complete(classifier.predictions(images));
    return images.labels.map((label, image) => (predicted[image] === label ? 1 : 0));
  } finally {
    classifier.close();
  }
}

export function accuracyOf({ network, scaling, tensors }: Candidate, images: ImageSet, createTeam: TeamFactory): number {
  const few = images.count <= ROUNDS.first.images ? { capacity: FEW_AT_ONCE } : {};
  const classifier = createClassifier(network, scaling, tensors, createTeam, few);
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
