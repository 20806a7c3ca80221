import { findKind } from '../../kind';
import { initializerKinds } from '../../nn/initializers';
import { layerKinds } from '../../nn/layers';
import { phrase, words } from '../../phrase';
import { beginWith, initialWeights, usualWeights } from './initial-weights';
import type { WarningKind } from './warning';

/** He's values make up for what ReLU cuts off; Xavier's keep the spread for activations that are straight around 0 (book ch. 6.2). */
export const unsuitedWeights: WarningKind = (_spec, layers) =>
  layers.flatMap((layer, place) => {
    const weights = initialWeights(layer);
    if (weights?.type !== 'he' && weights?.type !== 'xavier') return [];
    const after = layers.slice(place + 1);
    const next = after.findIndex((each) => findKind(layerKinds, each.spec.type).suits !== undefined);
    const activation = after[next];
    // Behind another layer with weights, or one that sets the spread anew, the activation is not this layer's.
    if (!activation || after.slice(0, next).some((each) => each.parameterCount > 0)) return [];
    const suited = findKind(layerKinds, activation.spec.type).suits;
    if (!suited || suited === weights.type) return [];
    const [own, better] = [findKind(initializerKinds, weights.type), findKind(initializerKinds, suited)];
    return [
      {
        text: phrase`${words(activation.label)} after ${words(own.label)}’s initial values; ${words(better.label)}’s suit it`,
        layer: layer.index,
        fixes: [{ label: phrase`Use ${words(better.label)}`, apply: beginWith(layer.index, usualWeights(suited)) }],
      },
    ];
  });
