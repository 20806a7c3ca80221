/** Whether tensors are those of a network of Kasane. */
import { ParametersError } from '../../formats/parameters-error';
import { describeNetwork, type NetworkSpec } from '../../nn/description';
import { elementCount, type NamedTensor, parameterName } from '../../nn/parameter';
import { stackParameters } from '../../nn/stack';
import { phrase } from '../../phrase';
import { fromOrder } from '../networks/flatten-order';
import type { FlattenOrder } from '../networks/formats/format';

export const declaredBy = (network: NetworkSpec) =>
  stackParameters(describeNetwork(network)).map(({ shape, name, group = 0 }) => ({
    shape,
    name: parameterName({ name, ordinal: group + 1 }),
  }));

/** What keeps tensors from being those of a network; null where nothing does. */
export function misfit(
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
export function fitting(network: NetworkSpec, tensors: readonly NamedTensor[], order: FlattenOrder, file: string): readonly NamedTensor[] {
  const wrong = misfit(network, tensors);
  if (wrong) throw new ParametersError(`${file}: ${wrong.name}`, phrase`has ${wrong.found} where its network has ${wrong.expected}`);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const own = declaredBy(network).flatMap(({ name }) => byName.get(name) ?? []);
  return fromOrder(network, own, order);
}
