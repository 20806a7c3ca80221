/**
 * In which order layers of tensors follow each other, and which way round their weights are: whatever is a way from the numbers of
 * an image to one number a class.
 */
import { exactly } from '../../at';
import { filtersFirst, type Numbers, transposed, zeros } from './described';
import { byName, type Group, type NormGroup } from './tensor-groups';

/** A layer in its place: W [in, units] or [filters, in, height, width]. */
export type Placed =
  | { readonly kind: 'dense'; readonly W: Numbers; readonly b: Numbers }
  | { readonly kind: 'filters'; readonly W: Numbers; readonly b: Numbers }
  | { readonly kind: 'norm'; readonly tensors: NormGroup['tensors'] };

/** Whether y = x·W, or y = W·x. */
type Turn = 'as they are' | 'turned';
/** Filters [filters, in, height, width], as PyTorch and the book have them, or [height, width, in, filters]. */
type Layout = 'filters first' | 'filters last';

/** What comes in: channels of an image, or numbers. */
interface Flow {
  readonly isImage: boolean;
  readonly count: number;
}

/** Ways that are looked for at most; more differ in what shapes cannot tell. */
const MOST_WAYS = 4;
/** Steps of the search: a file of many layers that fit each other in many orders is no network. */
const MOST_STEPS = 20_000;

/** Every arrangement of all groups, those as in the file and by name first. */
export function arrangementsOf(
  groups: readonly Group[],
  [height, width, channels]: readonly number[],
  classes: number,
): readonly (readonly Placed[])[] {
  const pixels = (height ?? 0) * (width ?? 0);
  const hasNumbers = groups.every(({ name }) => /\d/.test(name));
  const sorted = [...groups].sort(byName);
  const found: (readonly Placed[])[] = [];
  let steps = 0;
  const turns: readonly Turn[] = ['as they are', 'turned'];
  const layouts: readonly Layout[] = ['filters first', 'filters last'];
  const flow: Flow = { isImage: true, count: channels ?? 1 };
  // Layers in their order, a normalisation after each or none; only where that leads nowhere in any order.
  for (const inOrder of [true, false]) {
    for (const order of hasNumbers ? [sorted, groups] : [groups, sorted]) {
      // Way round and layout are those of the whole file.
      for (const turn of turns) for (const layout of layouts) follow(order, [], flow, { turn, layout, inOrder });
      if (found.length > 0) return distinct(found).slice(0, MOST_WAYS);
    }
  }
  return distinct(found).slice(0, MOST_WAYS);

  function follow(left: readonly Group[], before: readonly Placed[], { isImage, count }: Flow, file: Way): boolean {
    steps += 1;
    if (steps > MOST_STEPS || found.length >= 4 * MOST_WAYS) return true;
    if (left.length === 0) {
      // Filters one for each class end a network too, whose means over the image are the answer.
      if ((isImage && !before.some(({ kind }) => kind === 'filters')) || count !== classes) return false;
      found.push(before);
      return true;
    }
    // The next by its name, else whichever fits: some programs sort by something else.
    return nextOf(left, before, file.inOrder).some((group) => {
      const placed = place(group, { isImage, count }, file, before.length === 0 ? pixels : 0);
      if (!placed) return false;
      const rest = left.filter((each) => each !== group);
      return follow(rest, [...before, placed.layer], placed.after, file);
    });
  }
}

/** What all of a file has in common. */
interface Way {
  readonly turn: Turn;
  readonly layout: Layout;
  readonly inOrder: boolean;
}

/** The first normalisation, where none is before it, and the first weights; in any order, all that are left. */
function nextOf(left: readonly Group[], before: readonly Placed[], inOrder: boolean): readonly Group[] {
  if (!inOrder) return left;
  const norm = before.at(-1)?.kind === 'norm' ? undefined : left.find(({ kind }) => kind === 'norm');
  const weights = left.find(({ kind }) => kind === 'weights');
  return [norm, weights].filter((group) => group !== undefined);
}

function place(group: Group, { isImage, count }: Flow, { turn, layout }: Way, pixels: number): { layer: Placed; after: Flow } | null {
  if (group.kind === 'norm')
    return group.tensors.mean.values.length === count && pixels === 0
      ? { layer: { kind: 'norm', tensors: group.tensors }, after: { isImage, count } }
      : null;
  const { weights, bias } = group;
  if (weights.shape.length === 4) {
    const W = layout === 'filters first' ? weights : filtersFirst(weights);
    const [filters, inputs, height, width] = exactly(4, W.shape);
    if (!isImage || inputs !== count || height !== width || (bias && bias.values.length !== filters)) return null;
    return { layer: { kind: 'filters', W, b: bias ?? zeros(filters) }, after: { isImage: true, count: filters } };
  }
  if (weights.shape.length !== 2) return null;
  const W = turn === 'as they are' ? weights : transposed(weights);
  const [inputs, units] = exactly(2, W.shape);
  // Straight after the image all its numbers come in, after filters as many as are left of each channel.
  const fits = !isImage ? inputs === count : pixels > 0 ? inputs === pixels * count : inputs % count === 0;
  if (!fits || (bias && bias.values.length !== units)) return null;
  return { layer: { kind: 'dense', W, b: bias ?? zeros(units) }, after: { isImage: false, count: units } };
}

/** Square weights fit both ways round: both are ways. Others that are the same are one. */
function distinct(ways: readonly (readonly Placed[])[]): (readonly Placed[])[] {
  const keyOf = (way: readonly Placed[]) =>
    way
      .map((layer) => {
        const { shape, values } = layer.kind === 'norm' ? layer.tensors.mean : layer.W;
        return `${layer.kind} ${shape.join()} ${values.slice(0, 8).join()}`;
      })
      .join(';');
  const seen = new Set<string>();
  return ways.filter((way) => !seen.has(keyOf(way)) && seen.add(keyOf(way)));
}
