/** From a file of parameters, of any format, to a model that predicts or is trained further. */

import { splitImages } from '../../data/batches/split';
import type { Dataset, ImageSet } from '../../data/image-set';
import { ParametersError } from '../../formats/parameters-error';
import { networkSummary } from '../../nn/description';
import type { NamedTensor } from '../../nn/parameter';
import { phrase } from '../../phrase';
import { withTrainedNames } from '../../spec/examine-data';
import { DEFAULT_VALIDATION_IMAGES, type RunSpec } from '../../spec/run-spec';
import { parameterFormats } from '../networks/formats';
import type { ParameterFormat, ReadNetwork } from '../networks/formats/format';
import { assertDense, bareCandidates, refuseBare } from './bare-candidates';
import { withBookDropout } from './book-dropout';
import { type Candidates, candidateOf, type ImportSources, type SpecCandidate, usualRemedy } from './candidate';
import { namedTensors } from './described';
import { describedCandidates } from './described-candidates';
import { designCandidates, givenCandidates } from './design-candidates';
import { misfit } from './fitting';
import { accuracyOf, finalistsOf, type Recognition, recognise, tryAll } from './recognition';
import { assertReadable } from './refusals';
import { groupsOf } from './tensor-groups';
import { toldNetwork } from './told-network';

export type { ImportSources } from './candidate';

export interface ImportedParameters {
  /** The label of its format. */
  readonly format: string;
  /** What it would be trained further by. */
  readonly spec: RunSpec;
  readonly tensors: readonly NamedTensor[];
  /** `784-50-10` */
  readonly summary: string;
  /** How the network, or the way its inputs are made, was found; null where there was nothing to find out. */
  readonly recognised: Recognition | null;
  /** The accuracy that the file claims, on the test set it was made with; null where it claims none. */
  readonly claimed: number | null;
}

/** Held-back images for telling candidates apart are those of the default split. */
const VALIDATION_SEED = 1;
/** Read right by less than this, 0 … 1, nothing is recognised: of ten classes a fair guess is 0.1. */
const LEAST_ACCURACY = 0.3;

/**
 * `beside`: files that the file names, by their names. Throws a ParametersError or SpecError that names `file`, the place in it and
 * what was expected.
 */
export function importParameters(
  bytes: Uint8Array,
  file: string,
  sources: ImportSources,
  beside: Readonly<Record<string, Uint8Array>> = {},
): ImportedParameters {
  const format = formatOf(bytes, file);
  const read = format.read(bytes, file, beside);
  const held = read.described ? namedTensors(read.described.layers) : read.tensors;
  assertDistinct(held, file);
  assertFinite(held, file);
  const { candidate, recognition } = decide(candidatesOf(read, file, sources), sources, file, read);
  const { spec, tensors } = candidate;
  return {
    format: format.label,
    spec,
    tensors,
    summary: networkSummary(spec.network),
    recognised: recognition,
    claimed: read.told?.testAccuracy ?? null,
  };
}

/** A design with convolutions whose tensors are called as those of the file reads so many images so well where they are its. */
const [IMAGES_BY_NAME, ACCURATE_BY_NAME] = [1500, 0.95];

/** The format of a file. Throws a ParametersError that says what it is instead, where that is known, and what to do. */
export function formatOf(bytes: Uint8Array, file: string): ParameterFormat {
  assertReadable(bytes, file);
  const found = parameterFormats.find((format) => format.recognises(bytes));
  if (found) return found;
  const known = parameterFormats.map(({ label }) => label).join(', ');
  throw new ParametersError(file, phrase`is no file of parameters that Kasane knows; it reads ${known}`);
}

/** 200 layers, each perhaps a block of 20. */
const MOST_TENSORS = 20_000;

/** Which of two tensors of one name is meant, nobody knows. */
function assertDistinct(tensors: readonly NamedTensor[], file: string): void {
  if (tensors.length > MOST_TENSORS)
    throw new ParametersError(file, phrase`holds ${tensors.length} tensors; a network of Kasane has at most ${MOST_TENSORS}`);
  const seen = new Set<string>();
  const twice = tensors.map(({ name }) => name).find((name) => seen.has(name) || !seen.add(name));
  if (twice !== undefined) throw new ParametersError(`${file}: ${twice}`, phrase`stands there twice; leave one out`);
}

/** A network whose weights are no numbers predicts nothing. */
function assertFinite(tensors: readonly NamedTensor[], file: string): void {
  for (const { name, values } of tensors) {
    const wrong = values.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0)
      throw new ParametersError(`${file}: ${name}[${wrong}]`, phrase`${values[wrong]} is no finite number; expected a float32`);
  }
}

function candidatesOf(read: ReadNetwork, file: string, sources: ImportSources): readonly SpecCandidate[] {
  if (read.told) return toldNetwork(read, file, sources);
  if (read.described) return describedCandidates(read.described, file, sources);
  const groups = groupsIn(read.tensors, file, sources);
  if (sources.spec) return givenCandidates(withTrainedNames(sources.spec, sources.dataset.training), read, groups, file);
  const { createTeam, dataset } = sources;
  const designs = designCandidates(read, groups, file, sources);
  const images = validationImages(dataset);
  const hasFilters = ({ network }: SpecCandidate) => network.layers.some(({ type }) => type === 'conv2d');
  const hasOwnNames = (design: SpecCandidate) => hasFilters(design) && misfit(design.network, read.tensors) === null;
  // Under Kasane's own names and the book's, read so well, the file is of that design; nothing else needs to be tried.
  const own = finalistsOf(designs.filter(hasOwnNames), images, createTeam);
  const [best] = tryAll(own, images.slice(0, IMAGES_BY_NAME), createTeam);
  if (best && best.accuracy >= ACCURATE_BY_NAME) return own;
  const isAlike = (a: SpecCandidate, b: SpecCandidate) =>
    JSON.stringify([kindsOf(a), a.scaling]) === JSON.stringify([kindsOf(b), b.scaling]) &&
    a.tensors.every(({ values }, index) => values.every((value, place) => value === b.tensors[index]?.values[place]));
  const bare = bareCandidates(read, groups, file, sources, images);
  // Of dense layers alone nothing but the activation was found out, whatever design has them too.
  const hasName = (design: SpecCandidate) => hasFilters(design) || !bare.some((each) => isAlike(design, each));
  const known = finalistsOf(designs.filter(hasName), images, createTeam);
  const found = [...known, ...bare.filter((each) => !known.some((design) => isAlike(design, each)))];
  return found.length > 0 ? found : refuseBare(read.tensors, file, sources);
}

/** Whatever is wrong with plain dense layers is said in the place where it is. */
function groupsIn(tensors: readonly NamedTensor[], file: string, sources: ImportSources) {
  try {
    return groupsOf(tensors, file);
  } catch (error) {
    assertDense(tensors, file, sources.dataset.training);
    throw error;
  }
}

/** Layers that do something when the network predicts. */
const kindsOf = ({ network }: SpecCandidate) =>
  network.layers.filter(({ type }) => type !== 'dropout' && type !== 'flatten').map(({ weights: _, ...layer }) => layer);

function decide(candidates: readonly SpecCandidate[], sources: ImportSources, file: string, read: ReadNetwork) {
  const { dataset, createTeam, chosen, remedy = usualRemedy } = sources;
  const [first, ...others] = candidates;
  if (!first) throw new ParametersError(file, phrase`fits no network; ${remedy}`);
  // A file that says what it is, or whose network is given, is taken at its word.
  const isSaid = read.told !== null || sources.spec !== undefined || sources.activation !== undefined;
  const bookWay = (candidate: SpecCandidate) => (read.scalesByDropout ? withBookDropout(candidate.network, candidate.tensors) : null);
  if (others.length === 0 && !bookWay(first) && isSaid) return { candidate: first, recognition: null };
  const images = validationImages(dataset);
  const all: Candidates = [first, ...others];
  const { candidate, recognition } = recognise(all, images, createTeam, chosen);
  const best = Math.max(...recognition.trials.map(({ accuracy }) => accuracy));
  // A design of the user's own may have been trained little.
  const isOwn = (sources.designs ?? []).some(({ network }) => JSON.stringify(network.layers) === JSON.stringify(candidate.network.layers));
  if (best < LEAST_ACCURACY && !isSaid && !isOwn)
    throw new ParametersError(
      file,
      phrase`fits ${all.length} networks, the best of which reads ${(best * 100).toFixed(1)} % of the validation images; ${remedy}`,
    );
  const folded = bookWay(candidate);
  if (folded) return withBothWays(candidate, folded);
  return { candidate, recognition: others.length === 0 ? null : recognition };

  /** The book's own is taken where nobody says otherwise. */
  function withBothWays(inverted: SpecCandidate, tensors: readonly NamedTensor[]) {
    const words = phrase`${inverted.words}, dropout as the book scales it`;
    const asBook = candidateOf(words, inverted.spec, tensors);
    const label = recognition.chosen;
    const trial = { label: `${label}, dropout as the book scales it`, words, accuracy: accuracyOf(asBook, images, createTeam) };
    const takesBook = chosen !== label;
    return {
      candidate: takesBook ? asBook : inverted,
      recognition: { ...recognition, chosen: takesBook ? trial.label : label, trials: [trial, ...recognition.trials], sure: false },
    };
  }
}

export function validationImages({ training, validation }: Dataset): ImageSet {
  if (validation) return validation;
  const count = Math.min(DEFAULT_VALIDATION_IMAGES, Math.ceil(training.count / 5));
  return splitImages(training, count, VALIDATION_SEED).validation;
}
