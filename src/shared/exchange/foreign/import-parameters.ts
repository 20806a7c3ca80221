/** From a file of parameters, of any format, to a model that predicts or is trained further. */

import { exactly } from '../../at';
import type { ScalingName } from '../../data/batches/scaling';
import { splitImages } from '../../data/batches/split';
import { classMisfit } from '../../data/class-names';
import { type Dataset, type ImageSet, sameShape } from '../../data/image-set';
import { ParametersError } from '../../formats/parameters-error';
import { findKind } from '../../kind';
import { describeNetwork, type NetworkSpec, networkSummary } from '../../nn/description';
import { layerKinds } from '../../nn/layers';
import { elementCount, type NamedTensor, parameterName } from '../../nn/parameter';
import { featuresOf, shapeText } from '../../nn/shape';
import { stackParameters } from '../../nn/stack';
import { phrase } from '../../phrase';
import { dataSizeOf, fitToData, withNames, withTrainedNames } from '../../spec/examine-data';
import { parseRunSpec, SpecError } from '../../spec/parse-run-spec';
import { presetSpec, presets } from '../../spec/presets';
import { DEFAULT_VALIDATION_IMAGES, type RunSpec, SPEC_VERSION } from '../../spec/run-spec';
import type { TeamFactory } from '../../training/team';
import { fromOrder } from '../networks/flatten-order';
import { parameterFormats } from '../networks/formats';
import type { FlattenOrder, ParameterFormat, ReadNetwork } from '../networks/formats/format';
import { type Candidate, type CandidateActivation, candidateActivations, denseNetwork, type Recognition, recognise } from './recognition';

export interface ImportSources {
  readonly dataset: Dataset;
  readonly createTeam: TeamFactory;
  /** Of dense networks that do not name theirs; found by evaluation where it is left out. */
  readonly activation?: CandidateActivation | undefined;
  /** What tensors without a word of their network belong to, where that is known. */
  readonly spec?: RunSpec | undefined;
  /** Designs that such tensors may belong to, beside the presets. */
  readonly designs?: readonly RunSpec[];
}

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

/** Throws a ParametersError or SpecError that names `file`, the place in it and what was expected. */
export function importParameters(bytes: Uint8Array, file: string, sources: ImportSources): ImportedParameters {
  const format = formatOf(bytes, file);
  const read = format.read(bytes, file);
  assertDistinct(read.tensors, file);
  assertFinite(read.tensors, file);
  const found = read.told
    ? toldNetwork(read, file, sources)
    : sources.spec
      ? readingsOf(withTrainedNames(sources.spec, sources.dataset.training), read, file)
      : (denseCandidates(read, file, sources) ?? designCandidates(read, file, sources));
  const { candidate, recognition } = decide(found, sources);
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

interface SpecCandidate extends Candidate {
  readonly spec: RunSpec;
}

function formatOf(bytes: Uint8Array, file: string): ParameterFormat {
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

type Candidates = readonly [SpecCandidate, ...SpecCandidate[]];

function decide(candidates: Candidates, { dataset, createTeam }: ImportSources) {
  if (candidates.length === 1) return { candidate: candidates[0], recognition: null };
  return recognise(candidates, validationImages(dataset), createTeam);
}

/** The network that the file itself tells. */
function toldNetwork({ told, tensors, order }: ReadNetwork, file: string, { dataset, activation, spec: given }: ImportSources): Candidates {
  let spec: RunSpec;
  try {
    spec = parseRunSpec(told?.spec);
  } catch (error) {
    if (error instanceof SpecError && error.problems[0]) {
      const [{ path, text }] = error.problems;
      throw new ParametersError(`${file}: ${path}`, text);
    }
    throw error;
  }
  // A given spec may differ in what only training knows, such as dropout; its parameters are the same.
  const isOther = given !== undefined && misfit(given.network, tensors) !== null;
  const hasActivation = activation === undefined || JSON.stringify(spec.network.layers).includes(`"type":"${activation}"`);
  if (isOther || !hasActivation)
    throw new ParametersError(
      file,
      phrase`says itself that it is ${networkSummary(spec.network)}, which is not what was given; leave that out`,
    );
  const { input } = spec.network;
  const { shape } = dataset.training;
  if (!sameShape(input, shape))
    throw new ParametersError(
      file,
      phrase`takes images of ${shapeText(input)}; the dataset has ${shapeText(shape)}: give images like those it was trained on`,
    );
  const other = classMisfit(spec.network.classes, dataset.training.classes);
  if (other) throw new ParametersError(file, other);
  return [candidateOf('', spec, fitting(spec.network, tensors, order, file))];
}

const candidateOf = (label: string, spec: RunSpec, tensors: readonly NamedTensor[]): SpecCandidate => ({
  label,
  spec,
  network: spec.network,
  scaling: spec.data.scaling,
  tensors,
});

/** Of matrices alone that fit each other: dense layers, with one activation between them. Null of anything else. */
function denseCandidates(read: ReadNetwork, file: string, { dataset, activation, designs = [] }: ImportSources): Candidates | null {
  const { tensors } = read;
  let sizes: number[] | null;
  try {
    sizes = denseSizes(tensors, file);
  } catch (error) {
    // The dense layers of a block need not fit one after another.
    const [first, ...others] = fittingDesigns(read, file, designs, dataset);
    if (first) return [first, ...others];
    throw error;
  }
  if (!sizes) return null;
  const { shape } = dataset.training;
  if (sizes[0] !== featuresOf(shape))
    throw new ParametersError(
      `${file}: W1`,
      phrase`has ${sizes[0]} rows; expected ${featuresOf(shape)}, one for each number of an image of ${shapeText(shape)}`,
    );
  const { classes } = dataset.training;
  if (sizes.at(-1) !== classes.length)
    throw new ParametersError(
      `${file}: b${sizes.length - 1}`,
      phrase`has ${sizes.at(-1)} numbers; expected ${classes.length}, one for each class`,
    );
  const candidateWith = (hidden: CandidateActivation) => {
    const network = { ...denseNetwork(sizes, hidden, shape), classes };
    const spec = parseRunSpec({ version: SPEC_VERSION, name: file.replace(/\.\w+$/, '').slice(0, MOST_NAME) || file, network });
    return candidateOf(findKind(layerKinds, hidden).label, spec, fitting(spec.network, tensors, 'pixels', file));
  };
  if (activation) return [candidateWith(activation)];
  const [first, ...others] = candidateActivations;
  const usual: Candidates = [candidateWith(first), ...others.map(candidateWith)];
  const layersOf = (network: NetworkSpec) => JSON.stringify(network.layers.map(({ type }) => type));
  const named = designs.map((spec) => withNames(spec, dataset.training));
  const own = named.filter(
    ({ network }) => misfit(network, tensors) === null && !usual.some((each) => layersOf(each.network) === layersOf(network)),
  );
  return [...usual, ...own.flatMap((spec) => readingsOf(spec, read, file))];
}

const MOST_NAME = 80;

/** 784, 50, 10 of W1 [784, 50], b1 [50], W2 [50, 10], b2 [10]; null where there are other tensors. */
function denseSizes(tensors: readonly NamedTensor[], file: string): number[] | null {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const layers = tensors.length / 2;
  if (layers === 0 || ![...byName].every(([name, { shape }]) => (/^W\d+$/.test(name) && shape.length === 2) || /^b\d+$/.test(name)))
    return null;
  const sizes: number[] = [];
  for (let layer = 1; layer <= layers; layer++) {
    const [weights, bias] = [byName.get(`W${layer}`), byName.get(`b${layer}`)];
    if (!weights || !bias)
      throw new ParametersError(`${file}: ${weights ? 'b' : 'W'}${layer}`, phrase`is missing; expected W1, b1, W2, b2, … without a gap`);
    const [inputs, units] = exactly(2, weights.shape);
    if (sizes.length > 0 && sizes.at(-1) !== inputs)
      throw new ParametersError(
        `${file}: W${layer}`,
        phrase`has ${inputs} rows; expected ${sizes.at(-1)}, one for each unit of the layer before`,
      );
    if (bias.shape.length !== 1 || bias.values.length !== units)
      throw new ParametersError(`${file}: b${layer}`, phrase`has ${bias.values.length} numbers; expected ${units}, one for each unit`);
    sizes.push(...(sizes.length === 0 ? [inputs, units] : [units]));
  }
  return sizes;
}

/** Designs and presets whose tensors have the same names and shapes. Throws a ParametersError where there is none. */
function designCandidates(read: ReadNetwork, file: string, { designs = [], dataset }: ImportSources): Candidates {
  const { tensors } = read;
  const usual = presets.map(({ name }) => fitToData(presetSpec(name), dataSizeOf(dataset)));
  const [first, ...others] = fittingDesigns(read, file, [...designs, ...usual], dataset);
  if (!first) {
    const shapes = tensors.slice(0, 6).map(({ name, shape }) => `${name} [${shape.join(', ')}]`);
    throw new ParametersError(
      file,
      phrase`holds ${shapes.join(', ')}${tensors.length > 6 ? ', …' : ''}, and no design that fits them is known; open the design that they belong to first`,
    );
  }
  return [first, ...others];
}

const fittingDesigns = (read: ReadNetwork, file: string, designs: readonly RunSpec[], { training }: Dataset): readonly SpecCandidate[] =>
  designs
    .map((spec) => withNames(spec, training))
    .filter(({ network }, index, known) => {
      const sameBefore = known.slice(0, index).some((each) => JSON.stringify(each.network) === JSON.stringify(network));
      return !sameBefore && !classMisfit(network.classes, training.classes) && misfit(network, read.tensors) === null;
    })
    .flatMap((spec) => readingsOf(spec, read, file));

/**
 * Tensors as those of a spec. A file that says nothing of its inputs means 0 to 1, laid out as is usual for its format; where
 * the format leaves that open, also as the spec has them, and laid out the other way.
 */
function readingsOf(spec: RunSpec, { tensors, order, fixed = false }: ReadNetwork, file: string): Candidates {
  const reading = (scaling: ScalingName, laidOut: FlattenOrder, label: string) =>
    candidateOf(label, parseRunSpec({ ...spec, data: { ...spec.data, scaling } }), fitting(spec.network, tensors, laidOut, file));
  const usual = reading('unit', order, spec.name);
  if (fixed) return [usual];
  const scalings = [...new Set<ScalingName>(['unit', spec.data.scaling])];
  const others = scalings.flatMap((scaling) =>
    (['pixels', 'channels'] as const)
      .filter((laidOut) => scaling !== 'unit' || laidOut !== order)
      .map((laidOut) => reading(scaling, laidOut, `${spec.name} (${scaling}, ${laidOut})`)),
  );
  // Where nothing is laid out anew, both orders are one.
  const isSame = (a: SpecCandidate, b: SpecCandidate) =>
    a.scaling === b.scaling && a.tensors.every((tensor, index) => tensor === b.tensors[index]);
  const all = [usual, ...others];
  return [usual, ...others.filter((each, index) => !all.slice(0, index + 1).some((before) => isSame(before, each)))];
}

const declaredBy = (network: NetworkSpec) =>
  stackParameters(describeNetwork(network)).map(({ shape, name, group = 0 }) => ({
    shape,
    name: parameterName({ name, ordinal: group + 1 }),
  }));

/** What keeps tensors from being those of a network; null where nothing does. */
function misfit(
  network: NetworkSpec,
  tensors: readonly NamedTensor[],
): { readonly name: string; readonly found: string; readonly expected: string } | null {
  const declared = declaredBy(network);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  for (const { name, shape } of declared) {
    const found = byName.get(name);
    if (found?.shape.join() !== shape.join())
      return { name, found: found ? `[${found.shape.join(', ')}]` : 'nothing', expected: `[${shape.join(', ')}]` };
    if (found.values.length !== elementCount(shape)) return { name, found: `${found.values.length}`, expected: `${elementCount(shape)}` };
  }
  const extra = tensors.find(({ name }) => !declared.some((each) => each.name === name));
  return extra ? { name: extra.name, found: `[${extra.shape.join(', ')}]`, expected: 'nothing' } : null;
}

/** The tensors in the network's order and in Kasane's layout. Throws a ParametersError where they are not its. */
function fitting(network: NetworkSpec, tensors: readonly NamedTensor[], order: ReadNetwork['order'], file: string): readonly NamedTensor[] {
  const wrong = misfit(network, tensors);
  if (wrong) throw new ParametersError(`${file}: ${wrong.name}`, phrase`has ${wrong.found} where its network has ${wrong.expected}`);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const own = declaredBy(network).flatMap(({ name }) => byName.get(name) ?? []);
  return fromOrder(network, own, order);
}

export function validationImages({ training, validation }: Dataset): ImageSet {
  if (validation) return validation;
  const count = Math.min(DEFAULT_VALIDATION_IMAGES, Math.ceil(training.count / 5));
  return splitImages(training, count, VALIDATION_SEED).validation;
}
