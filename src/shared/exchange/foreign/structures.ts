/**
 * What tensors do not say of a network: strides, padding and pooling, the activation, how an image is laid out for the first dense
 * layer. Of each arrangement of its layers, all structures whose shapes meet.
 */
import { exactly, numberAt } from '../../at';
import { findKind, type KindSpec } from '../../kind';
import { layerKinds } from '../../nn/layers';
import { joined, type Phrase, phrase, words } from '../../phrase';
import type { FlattenOrder } from '../networks/formats/format';
import type { Placed } from './arrangements';
import type { DescribedLayer } from './described';

/** How one convolution is set, and what follows it. */
interface Window {
  /** A number of pixels for each side, as PyTorch counts it: with strides that is not TensorFlow's “same”. */
  readonly padding: 'valid' | 'same' | number;
  readonly stride: 1 | 2;
  readonly pool: 0 | 2 | 3;
}

/** Everything but the activation. */
export interface Structure {
  readonly placed: readonly Placed[];
  readonly windows: readonly Window[];
  readonly pooling: 'max-pool' | 'average-pool';
  /** Whether each channel becomes one number before the first dense layer, or at the end where there is none. */
  readonly isAveraged: boolean;
  /** Whether normalisations follow activations, and not the other way round. */
  readonly normalisesLast: boolean;
  readonly order: FlattenOrder;
}

const PADDINGS = ['valid', 'same', 'half'] as const;
const STRIDES = [1, 2] as const;
const POOLS = [2, 0, 3] as const;
/** Convolutions whose padding and stride may each differ; of more all have the same. */
const MOST_FREE = 3;
const MOST_STRUCTURES = 48;

/** The usual first: one padding and stride for all, pooling after each or after none. */
export function structuresOf(placed: readonly Placed[], side: number): Structure[] {
  const filters = placed.filter((layer) => layer.kind === 'filters');
  const dense = placed.find((layer) => layer.kind === 'dense');
  // What is normalised before any weights is no activation.
  const ways = placed.some(({ kind }, index) => kind === 'norm' && index > 0) ? [false, true] : [false];
  const windows = filters.length === 0 ? [[]] : windowsOf(filters.map(({ W }) => numberAt(W.shape, 2)));
  const found = windows.flatMap((each) => {
    const left = sideAfter(each, filters, side);
    if (left === null) return [];
    const last = filters.at(-1);
    const channels = last ? numberAt(last.W.shape, 0) : null;
    if (!dense) return [{ windows: each, isAveraged: true }];
    const inputs = numberAt(dense.W.shape, 0);
    if (channels === null) return [{ windows: each, isAveraged: false }];
    return [
      ...(inputs === channels * left * left ? [{ windows: each, isAveraged: false }] : []),
      ...(inputs === channels && left > 1 ? [{ windows: each, isAveraged: true }] : []),
    ];
  });
  return found
    .toSorted((a, b) => oddnessOf(a.windows) - oddnessOf(b.windows))
    .slice(0, MOST_STRUCTURES)
    .flatMap(({ windows: each, isAveraged }) => {
      const poolings = each.some(({ pool }) => pool > 0) ? (['max-pool', 'average-pool'] as const) : (['max-pool'] as const);
      // Of one number a channel, and without filters, both orders are one.
      const orders = filters.length === 0 || isAveraged ? (['channels'] as const) : (['channels', 'pixels'] as const);
      return ways.flatMap((normalisesLast) =>
        poolings.flatMap((pooling) => orders.map((order) => ({ placed, windows: each, pooling, isAveraged, order, normalisesLast }))),
      );
    });
}

function windowsOf(kernels: readonly number[]): Window[][] {
  const free = kernels.length <= MOST_FREE;
  let found: Window[][] = [[]];
  for (const kernel of kernels) {
    found = found.flatMap((before) =>
      PADDINGS.flatMap((kind) =>
        STRIDES.flatMap((stride) => {
          // At stride 1 it is “same” but for even filters.
          if (kind === 'half' && ((stride === 1 && kernel % 2 === 1) || kernel === 1)) return [];
          const padding = kind === 'half' ? Math.floor(kernel / 2) : kind;
          const [first] = before;
          if (first && !free && (first.padding !== padding || first.stride !== stride)) return [];
          return POOLS.filter((pool) => free || pool !== 3).map((pool) => [...before, { padding, stride, pool }]);
        }),
      ),
    );
  }
  return found;
}

/** Null where an image is smaller than a window. */
function sideAfter(windows: readonly Window[], filters: readonly Extract<Placed, { kind: 'filters' }>[], side: number): number | null {
  let left = side;
  for (const [index, { padding, stride, pool }] of windows.entries()) {
    const [, , kernel] = exactly(4, filters[index]?.W.shape ?? []);
    const around = padding === 'same' ? kernel - 1 : padding === 'valid' ? 0 : 2 * padding;
    left = Math.floor((left + around - kernel) / stride) + 1;
    if (pool > 0) left = Math.floor((left - pool) / 2) + 1;
    if (left < 1) return null;
  }
  return left;
}

/** How far from what is usual. */
function oddnessOf(windows: readonly Window[]): number {
  const kinds = (of: (window: Window) => unknown) => new Set(windows.map(of)).size;
  const strided = windows.filter(({ stride }) => stride > 1).length;
  const wide = windows.filter(({ pool }) => pool === 3).length;
  return 2 * kinds(({ padding }) => padding) + 2 * kinds(({ stride }) => stride) + kinds(({ pool }) => pool) + strided + 2 * wide;
}

/** With an activation after each layer but the last. */
export function layersOf({ placed, windows, pooling, isAveraged, normalisesLast }: Structure, activation: string): DescribedLayer[] {
  const layers: DescribedLayer[] = [];
  const last = placed.findLastIndex(({ kind }) => kind !== 'norm');
  let convolution = 0;
  let isImage = placed.some(({ kind }) => kind === 'filters');
  for (const [index, layer] of placed.entries()) {
    const isFollowedByNorm = placed[index + 1]?.kind === 'norm';
    const ends = () => index < last && (normalisesLast || !isFollowedByNorm);
    if (layer.kind === 'norm') {
      layers.push({ spec: { type: 'batch-norm' }, tensors: layer.tensors });
      if (placed[index - 1] !== undefined && index < last && !normalisesLast) push({ type: activation });
    } else if (layer.kind === 'filters') {
      const { padding, stride } = windows[convolution] ?? { padding: 'valid', stride: 1 };
      const [filters, , kernel] = exactly(4, layer.W.shape);
      const { W, b } = layer;
      layers.push({ spec: { type: 'conv2d', filters, kernel, stride, padding }, tensors: { W, b } });
      if (ends()) push({ type: activation });
    } else {
      if (isImage && isAveraged) push({ type: 'global-average-pool' });
      isImage = false;
      const { W, b } = layer;
      layers.push({ spec: { type: 'affine', units: numberAt(W.shape, 1) }, tensors: { W, b } });
      if (ends()) push({ type: activation });
    }
    const followsFilters = layer.kind === 'filters' ? !isFollowedByNorm : layer.kind === 'norm' && placed[index - 1]?.kind === 'filters';
    if (followsFilters) {
      const { pool = 0 } = windows[convolution] ?? {};
      if (pool > 0) push({ type: pooling, window: pool, stride: 2 });
      convolution += 1;
    }
  }
  if (isImage) push({ type: 'global-average-pool' });
  return layers;

  function push(spec: KindSpec) {
    layers.push({ spec });
  }
}

/** What tells a structure from the others. */
export function structureWords({ windows, pooling, isAveraged, order, normalisesLast }: Structure, activation: string): Phrase[] {
  const label = words(findKind(layerKinds, activation).label);
  const first = normalisesLast ? phrase`${label} before normalisations` : label;
  if (windows.length === 0) return [first];
  const each = windows.map(({ padding, stride, pool }) => {
    const conv = stride === 1 ? phrase`padding “${padding}”` : phrase`padding “${padding}”, stride ${stride}`;
    return pool === 0 ? conv : phrase`${conv}, ${words(findKind(layerKinds, pooling).label)} ${pool}`;
  });
  const isSame = each.every((one) => JSON.stringify(one) === JSON.stringify(each[0]));
  return [
    first,
    joined(isSame ? each.slice(0, 1) : each, ' → '),
    ...(isAveraged ? [words(findKind(layerKinds, 'global-average-pool').label)] : []),
    ...(order === 'pixels' ? [phrase`laid out pixel by pixel`] : []),
  ];
}
