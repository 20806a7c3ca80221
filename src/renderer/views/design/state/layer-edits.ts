/** What can be done to layers of the stack; each is one undo. */
import { elementAt, lastOf } from '@shared/at';
import { findKind, type KindSpec } from '@shared/kind';
import { layerKinds } from '@shared/nn/layers';
import { isBypassed } from '@shared/nn/stack';
import { withLayers } from '@shared/spec/problem';
import { MOST_LAYERS, type RunSpec } from '@shared/spec/run-spec';
import { type DesignStore, edit, editAndSelect, useDesign } from './design-store';

type Layers = RunSpec['network']['layers'];
type OfDesign = Pick<DesignStore, 'design'>;

/** Places of the selected layers, from the top. */
export function selectedPlaces({ design }: OfDesign = useDesign.getState()): number[] {
  const { ids, selection } = design;
  return selection
    .map((id) => ids.indexOf(id))
    .filter((place) => place >= 0)
    .sort((a, b) => a - b);
}

/** A layer with its usual settings. */
export const newLayer = (type: string): KindSpec => ({ type, ...findKind(layerKinds, type).settings.parse({}) });

export const stackIsFull = ({ design }: OfDesign = useDesign.getState()) => design.ids.length >= MOST_LAYERS;

/** Adds a layer at a place, by default after the last one selected, else at the end. */
export function addLayer(type: string, at?: number): void {
  if (stackIsFull()) return;
  const place = at ?? (selectedPlaces().at(-1) ?? useDesign.getState().design.ids.length - 1) + 1;
  insert([newLayer(type)], place);
}

export function duplicateSelected(): void {
  const places = selectedPlaces();
  const { layers } = useDesign.getState().design.spec.network;
  const copies = places.flatMap((place) => structuredClone(layers[place]) ?? []);
  if (copies.length > 0 && layers.length + copies.length <= MOST_LAYERS) insert(copies, lastOf(places) + 1);
}

function insert(added: readonly KindSpec[], at: number): void {
  editAndSelect((spec) => ({
    spec: withLayers(spec, (layers) => layers.toSpliced(at, 0, ...added)),
    selected: added.map((_, index) => at + index),
  }));
}

/** Removes the selected layers and selects what took their place. */
export function removeSelected(): void {
  const places = selectedPlaces();
  const [first] = places;
  if (first === undefined) return;
  editAndSelect((spec) => {
    const changed = withLayers(spec, (layers) => layers.filter((_, place) => !places.includes(place)));
    return { spec: changed, selected: changed.network.layers.length > 0 ? [Math.min(first, changed.network.layers.length - 1)] : [] };
  });
}

/** Switches the selected layers off; on again where all of them are off. */
export function toggleBypass(places = selectedPlaces()): void {
  edit((spec) =>
    withLayers(spec, (layers) => {
      const on = places.every((place) => isBypassed(layers[place] ?? { type: '' }));
      return layers.map((layer, place) => (places.includes(place) ? bypassed(layer, !on) : layer));
    }),
  );
}

function bypassed({ bypassed: _, ...layer }: KindSpec, off: boolean): KindSpec {
  return off ? ({ ...layer, bypassed: true } as KindSpec) : (layer as KindSpec);
}

export function canMove(by: -1 | 1, store: OfDesign = useDesign.getState()): boolean {
  const places = selectedPlaces(store);
  const edge = by < 0 ? places[0] : places.at(-1);
  return edge !== undefined && edge + by >= 0 && edge + by < store.design.ids.length;
}

/** Moves the selected layers one place, together. */
export function moveSelected(by: -1 | 1): void {
  if (!canMove(by)) return;
  const places = selectedPlaces();
  moveTo(places, by < 0 ? elementAt(places, 0) - 1 : lastOf(places) + 2);
}

/** Moves the layers at `places` before the one that stands at `before` (or behind the last), in their order. */
export function moveTo(places: readonly number[], before: number): void {
  editAndSelect((spec) => {
    const { layers } = spec.network;
    const moved = places.flatMap((place) => layers[place] ?? []);
    const rest = (from: number, to: number): Layers => layers.slice(from, to).filter((_, index) => !places.includes(from + index));
    const [above, below] = [rest(0, before), rest(before, layers.length)];
    const order = [...above, ...moved, ...below];
    const same = order.every((layer, place) => layer === layers[place]);
    return { spec: same ? spec : withLayers(spec, () => order), selected: moved.map((_, index) => above.length + index) };
  });
}

export const changeLayer = (place: number, layer: KindSpec, setting: string): void =>
  edit((spec) => withLayers(spec, (layers) => layers.with(place, layer)), `layer ${useDesign.getState().design.ids[place]} ${setting}`);
