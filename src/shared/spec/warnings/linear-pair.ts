import { phrase, words } from '../../phrase';
import { type Fix, withLayers } from '../problem';
import type { WarningKind } from './warning';

/** Two learnt linear maps with nothing but linear layers between them are one such map (book ch. 3.1). */
export const linearPair: WarningKind = (_spec, layers) =>
  layers.flatMap(({ layer, index, label }, place) => {
    if (layer.linear !== 'map') return [];
    const next = layers.slice(place + 1).find((each) => each.layer.linear !== 'passes');
    if (next?.layer.linear !== 'map') return [];
    const insert: Fix = {
      label: phrase`Put a ReLU between them`,
      apply: (spec) => withLayers(spec, (all) => all.toSpliced(index + 1, 0, { type: 'relu' })),
    };
    const text = phrase`no activation stands between ${words(label)} and the next ${words(next.label)}: together they can do no more than one of them`;
    return [{ text, layer: next.index, fixes: [insert] }];
  });
