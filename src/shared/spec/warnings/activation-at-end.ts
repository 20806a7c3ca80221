import { findKind } from '../../kind';
import { layerKinds } from '../../nn/layers';
import { phrase, words } from '../../phrase';
import { withLayers } from '../problem';
import type { WarningKind } from './warning';

/** Softmax takes its scores as they are; what bends them before it only takes away what they can say. */
export const activationAtEnd: WarningKind = (_spec, layers) => {
  const last = layers.at(-1);
  if (!last || findKind(layerKinds, last.spec.type).family !== 'activation') return [];
  const remove = {
    label: phrase`Remove it`,
    apply: (spec: Parameters<typeof withLayers>[0]) => withLayers(spec, (all) => all.toSpliced(last.index, 1)),
  };
  return [
    { text: phrase`${words(last.label)} stands before softmax, which wants the scores as they are`, layer: last.index, fixes: [remove] },
  ];
};
