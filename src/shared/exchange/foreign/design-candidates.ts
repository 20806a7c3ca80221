/** Designs and presets that a file's tensors may belong to: by the names of Kasane, or by the order and shapes of their layers. */
import { classMisfit } from '../../data/class-names';
import { ParametersError } from '../../formats/parameters-error';
import type { NetworkSpec } from '../../nn/description';
import type { NamedTensor } from '../../nn/parameter';
import { phrase } from '../../phrase';
import { dataSizeOf, fitToData, withNames } from '../../spec/examine-data';
import { presetSpec, presets } from '../../spec/presets';
import type { RunSpec } from '../../spec/run-spec';
import type { ReadNetwork } from '../networks/formats/format';
import { type ImportSources, readingsOf, type SpecCandidate } from './candidate';
import { filtersFirst, type Numbers, transposed, zeros } from './described';
import { declaredBy, misfit } from './fitting';
import { byName, type Group } from './tensor-groups';

/** Of the designs that whoever imports has, then of the presets; none where nothing fits. */
export function designCandidates(
  read: ReadNetwork,
  groups: readonly Group[],
  file: string,
  { designs = [], dataset }: ImportSources,
): readonly SpecCandidate[] {
  const { training } = dataset;
  // Of dense layers nothing but the activation is to be found out, which has a name of its own.
  const usual = presets
    .map(({ name }) => fitToData(presetSpec(name), dataSizeOf(dataset)))
    .filter(({ network }) => network.layers.some(({ type }) => type === 'conv2d'));
  const known = [...designs, ...usual].map((spec) => withNames(spec, training));
  return known.flatMap((spec, index) => {
    const { network } = spec;
    const isKnown = known.slice(0, index).some((each) => JSON.stringify(each.network) === JSON.stringify(network));
    if (isKnown || classMisfit(network.classes, training.classes)) return [];
    const tensors = tensorsFor(network, read.tensors, groups);
    return tensors ? readingsOf(spec, { ...read, tensors }, file) : [];
  });
}

/** Of the spec that whoever imports names. Throws a ParametersError where they are not its. */
export function givenCandidates(spec: RunSpec, read: ReadNetwork, groups: readonly Group[], file: string) {
  const tensors = tensorsFor(spec.network, read.tensors, groups);
  if (tensors) return readingsOf(spec, { ...read, tensors }, file);
  const wrong = misfit(spec.network, read.tensors);
  throw new ParametersError(
    `${file}: ${wrong?.name ?? ''}`,
    phrase`has ${wrong?.found ?? 'other tensors'} where its network has ${wrong?.expected ?? 'none'}`,
  );
}

/** Under the names that they have in the network; null where they are not its. */
function tensorsFor(network: NetworkSpec, tensors: readonly NamedTensor[], groups: readonly Group[]): readonly NamedTensor[] | null {
  if (misfit(network, tensors) === null) return tensors;
  return byLayers(network, groups) ?? byLayers(network, [...groups].sort(byName));
}

/** One group after another, each as it is or turned as the whole file is. */
function byLayers(network: NetworkSpec, groups: readonly Group[]): NamedTensor[] | null {
  const declared = new Map<string, { name: string; letter: string; shape: readonly number[] }[]>();
  for (const { name, shape } of declaredBy(network)) {
    const [, letter = '', ordinal = ''] = /^([A-Za-z]+)(\d+)$/.exec(name) ?? [];
    declared.set(ordinal, [...(declared.get(ordinal) ?? []), { name, letter, shape }]);
  }
  const layers = [...declared.values()];
  if (layers.length !== groups.length) return null;
  for (const turn of [(each: Numbers) => each, turned]) {
    const found = layers.map((letters, index) => {
      const group = groups[index];
      return group ? letters.map(({ name, letter, shape }) => numbersFor(group, letter, shape, turn, name)) : [null];
    });
    if (found.flat().every((each) => each !== null)) return found.flat().filter((each) => each !== null);
  }
  return null;
}

const turned = (numbers: Numbers) => (numbers.shape.length === 4 ? filtersFirst(numbers) : transposed(numbers));

function numbersFor(
  group: Group,
  letter: string,
  shape: readonly number[],
  turn: (numbers: Numbers) => Numbers,
  name: string,
): NamedTensor | null {
  const numbers =
    group.kind === 'norm'
      ? group.tensors[letter as keyof typeof group.tensors]
      : letter === 'W'
        ? turn(group.weights)
        : letter === 'b'
          ? (group.bias ?? zeros(shape[0] ?? 0))
          : null;
  return numbers && numbers.shape.join() === shape.join() ? { name, shape, values: numbers.values } : null;
}
