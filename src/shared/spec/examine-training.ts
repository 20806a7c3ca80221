/** Whether settings of the training fit each other and the number of images. */
import { createFrom } from '../kind';
import { averagingKinds } from '../nn/averaging';
import { phrase } from '../phrase';
import { iterationsOf } from './iterations';
import { type Fix, type Problem, withTraining } from './problem';
import type { RunSpec } from './run-spec';

/** `images`: those that it trains on. */
export function examineTraining(spec: RunSpec, images: number): Problem[] {
  const { training } = spec;
  const averaging = createFrom(averagingKinds, training.averaging);
  const { iterations, iterationsPerEpoch } = iterationsOf(spec, images);
  const begins = averaging.begins({ iterations, iterationsPerEpoch });
  const none: Fix = { label: phrase`Do without an average`, apply: (before) => withTraining(before, { averaging: { type: 'none' } }) };
  const last: Fix = { label: phrase`Keep the last`, apply: (before) => withTraining(before, { keep: 'last' }) };
  if (training.keep === 'averaged' && !averaging.averages) {
    const average: Fix = {
      label: phrase`Average them`,
      apply: (before) => withTraining(before, { averaging: { type: 'ema', decay: 0.999 } }),
    };
    const text = phrase`"averaged" needs an average, and none is kept; choose one (training.averaging) or keep the last`;
    return [{ path: 'training.keep', text, layer: null, fixes: [average, last] }];
  }
  if (averaging.averages && begins > iterations) {
    const epochs = Math.floor(iterations / iterationsPerEpoch);
    const from = Math.max(1, Math.ceil(epochs * 0.75));
    const begin: Fix = {
      label: phrase`Begin at epoch ${from}`,
      apply: (before) => withTraining(before, { averaging: { ...before.training.averaging, from } }),
    };
    const text =
      epochs > 0
        ? phrase`it never begins: the run has ${epochs} whole epochs; use at most ${epochs}`
        : phrase`it never begins: the run is shorter than an epoch; train longer or do without an average`;
    return [{ path: 'training.averaging.from', text, layer: null, fixes: epochs > 0 ? [begin, none] : [none] }];
  }
  return [];
}
