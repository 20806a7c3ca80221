/**
 * From tensors that nobody describes to layers: which bias belongs to which weights, and which vectors are a batch normalisation,
 * by whatever names sort or pair them: W1 and b1, l1.weight, weights_hidden and bias_hidden, dense/kernel:0, arr_0 and arr_1.
 */
import { ParametersError } from '../../formats/parameters-error';
import { elementCount, type NamedTensor } from '../../nn/parameter';
import { phrase } from '../../phrase';
import { asVector, type Numbers } from './described';

/** Weights of a dense layer (two sides) or filters (four), with their bias where there is one. */
export interface WeightGroup {
  readonly kind: 'weights';
  readonly name: string;
  readonly weights: Numbers;
  readonly bias: Numbers | null;
}
/** A batch normalisation; what is not told is 1 or 0. */
export interface NormGroup {
  readonly kind: 'norm';
  readonly name: string;
  readonly tensors: Readonly<Record<'gamma' | 'beta' | 'mean' | 'variance', Numbers>>;
}
export type Group = WeightGroup | NormGroup;

/** What training leaves beside the parameters. */
const LEFT_BY_TRAINING =
  /num_batches_tracked|optimizer|exp_avg|adam|(^|[./_])(step|iterations?|epochs?|global_step|seed_generator\w*)(:0)?$/i;
/** What is part of a layer by its name. */
const OF_A_LAYER = /(^|[^a-z])(gamma|beta|b(ias(es)?)?\d*|weights?|norm|ln)([^a-z]|$)/i;
const ROLES = /^(w|b|weights?|bias(es)?|kernels?|filters?|gamma|beta|running|moving|mean|average|var|variance|params?|parameters?|value)$/;

/** In the order of the file. Throws a ParametersError where a tensor is of no layer. */
export function groupsOf(tensors: readonly NamedTensor[], file: string): Group[] {
  const parameters = tensors.filter(({ name, shape }) => !LEFT_BY_TRAINING.test(name) && elementCount(shape) > 1);
  const byKey = new Map<string, NamedTensor[]>();
  for (const tensor of parameters) byKey.set(keyOf(tensor.name), [...(byKey.get(keyOf(tensor.name)) ?? []), tensor]);
  const groups: Group[] = [];
  const left: NamedTensor[] = [];
  for (const members of byKey.values()) {
    const [weights, second] = members.filter((tensor) => !isVector(tensor));
    const vectors = members.filter(isVector);
    if (!weights) {
      const norm = normOf(vectors);
      if (norm) groups.push(norm);
      else left.push(...vectors);
    } else if (second || vectors.length > 1) {
      // One name for all that is in a layer, or for all layers.
      left.push(...vectors);
      for (const each of members)
        if (!isVector(each)) groups.push({ kind: 'weights', name: each.name, weights: filtersOf(each), bias: null });
    } else {
      const [bias] = vectors;
      groups.push({ kind: 'weights', name: weights.name, weights: filtersOf(weights), bias: bias ? asVector(bias) : null });
    }
  }
  return withBiases(groups, left, parameters, file);
}

/** What of a name is not its role: `l1.weight` and `l1.bias` are both `l.1`. */
function keyOf(name: string): string {
  const words = name
    .replace(/:0$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+|(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/)
    .filter(Boolean);
  return words.filter((word) => !ROLES.test(word)).join('.');
}

/** A row or a column of numbers is one too. */
const isVector = ({ shape }: NamedTensor) => shape.filter((side) => side > 1).length === 1 && shape.length <= 2;

/** Filters of a grey image are sometimes written without its one channel. */
function filtersOf({ shape, values }: NamedTensor): Numbers {
  const [first, ...others] = shape;
  return { shape: shape.length === 3 && first !== undefined ? [first, 1, ...others] : shape, values };
}

function normOf(vectors: readonly NamedTensor[]): NormGroup | null {
  const [first] = vectors;
  if (!first || new Set(vectors.map(({ values }) => values.length)).size > 1) return null;
  const named = (pattern: RegExp) => vectors.find(({ name }) => pattern.test(name));
  const mean = named(/mean|average/i);
  const variance = named(/var/i);
  if (!mean || !variance) return null;
  const count = first.values.length;
  const all = (value: number): Numbers => ({ shape: [count], values: new Float32Array(count).fill(value) });
  const gamma = named(/gamma|weight|scale/i);
  const beta = named(/beta|bias|offset/i);
  return {
    kind: 'norm',
    name: first.name,
    tensors: {
      gamma: gamma ? asVector(gamma) : all(1),
      beta: beta ? asVector(beta) : all(0),
      mean: asVector(mean),
      variance: asVector(variance),
    },
  };
}

/** Vectors whose names pair with no weights belong to those before them in the file, or else to the first that have as many units. */
function withBiases(groups: readonly Group[], vectors: readonly NamedTensor[], inFile: readonly NamedTensor[], file: string): Group[] {
  const found = [...groups];
  for (const vector of vectors) {
    const takes = (group: Group | undefined) =>
      group?.kind === 'weights' && group.bias === null && group.weights.shape.includes(vector.values.length);
    const before = inFile[inFile.indexOf(vector) - 1];
    const beside = found.findIndex((group) => group.name === before?.name && takes(group));
    const place = beside >= 0 ? beside : found.findIndex(takes);
    const group = found[place];
    // A list of losses, a mean image: of no layer, and nothing is lost without it.
    if (group?.kind !== 'weights' && !OF_A_LAYER.test(vector.name)) continue;
    if (group?.kind !== 'weights')
      throw new ParametersError(
        `${file}: ${vector.name}`,
        phrase`has ${vector.values.length} numbers, and no weights here have as many units; it belongs to no dense layer, convolution or batch normalisation`,
      );
    found[place] = { ...group, bias: asVector(vector) };
  }
  return found;
}

/** How names are sorted by people: 2 before 10. */
export const byName = (a: Group, b: Group) => a.name.localeCompare(b.name, 'en', { numeric: true });
