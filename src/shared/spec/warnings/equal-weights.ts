import { phrase } from '../../phrase';
import { beginWith, initialWeights, usualWeights } from './initial-weights';
import type { WarningKind } from './warning';

/** Units that begin the same get the same gradients and stay the same (book ch. 6.2.1). */
export const equalWeights: WarningKind = (_spec, layers) =>
  layers
    .filter((layer) => initialWeights(layer)?.type === 'zeros')
    .map(({ index }) => ({
      text: phrase`all its weights begin as 0, so that its units learn the same and stay the same`,
      layer: index,
      fixes: [{ label: phrase`Use He`, apply: beginWith(index, usualWeights('he')) }],
    }));
