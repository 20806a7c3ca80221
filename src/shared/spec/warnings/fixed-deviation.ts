import { findKind } from '../../kind';
import { initializerKinds } from '../../nn/initializers';
import { layerKinds } from '../../nn/layers';
import { phrase, words } from '../../phrase';
import { type Fix, withLayers } from '../problem';
import { initialWeights, usualWeights } from './initial-weights';
import type { WarningKind } from './warning';

/** From so many layers with weights on, a spread that does not follow the inputs fades away or grows (book ch. 6.2.2). */
const DEEP = 4;

export const fixedDeviation: WarningKind = (_spec, layers) => {
  const weighted = layers.filter((layer) => initialWeights(layer) !== null);
  const fixed = weighted.filter((layer) => initialWeights(layer)?.type === 'normal');
  const normalized = layers.some(({ layer }) => layer.normalizes);
  if (weighted.length < DEEP || fixed.length < DEEP - 1 || normalized) return [];
  const suits = layers.map(({ spec }) => findKind(layerKinds, spec.type).suits).find((each) => each !== undefined) ?? 'he';
  const places = new Set(fixed.map(({ index }) => index));
  const weights = usualWeights(suits);
  const change: Fix = {
    label: phrase`Use ${words(findKind(initializerKinds, suits).label)} in all of them`,
    apply: (spec) => withLayers(spec, (all) => all.map((layer, index) => (places.has(index) ? { ...layer, weights } : layer))),
  };
  const text = phrase`${fixed.length} of ${weighted.length} layers begin with a fixed standard deviation: in a network this deep signals fade or grow from layer to layer`;
  return [{ text, layer: fixed[0]?.index ?? null, fixes: [change] }];
};
