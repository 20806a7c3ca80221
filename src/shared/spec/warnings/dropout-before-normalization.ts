import { phrase, words } from '../../phrase';
import { type Fix, withLayers } from '../problem';
import type { WarningKind } from './warning';

/** Dropout changes the variance while training only, so that a BatchNorm behind it has learnt the wrong one (Li et al. 2019). */
export const dropoutBeforeNormalization: WarningKind = (_spec, layers) =>
  layers.flatMap(({ layer, index, label }, place) => {
    if (!layer.thins) return [];
    const later = layers.slice(place + 1).findLast((each) => each.layer.normalizes);
    if (!later) return [];
    const move: Fix = {
      label: phrase`Move it behind ${words(later.label)}`,
      apply: (spec) =>
        withLayers(spec, (all) => {
          const moved = all[index];
          return moved ? all.toSpliced(later.index + 1, 0, moved).toSpliced(index, 1) : all;
        }),
    };
    const text = phrase`${words(label)} before ${words(later.label)}: the spread it learns while training is not the one it meets later`;
    return [{ text, layer: index, fixes: [move] }];
  });
