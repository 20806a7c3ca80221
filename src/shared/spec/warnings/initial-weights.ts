/** What warnings about initial values share: which a layer has, and the change to others. */

import { findKind, type KindSpec } from '../../kind';
import { initializerKinds } from '../../nn/initializers';
import type { LayerDescription } from '../../nn/stack';
import { type Fix, withLayers } from '../problem';

/** The layer's initial values; null of one without. */
export function initialWeights({ spec }: LayerDescription): KindSpec | null {
  const { weights } = spec;
  return typeof weights === 'object' && weights !== null && 'type' in weights ? (weights as KindSpec) : null;
}

/** Initial values of a kind with its usual settings. */
export const usualWeights = (type: string): KindSpec => ({ type, ...findKind(initializerKinds, type).settings.parse({}) });

export const beginWith = (index: number, weights: KindSpec): Fix['apply'] => {
  return (spec) => withLayers(spec, (layers) => layers.map((layer, each) => (each === index ? { ...layer, weights } : layer)));
};
