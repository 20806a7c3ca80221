import { createFrom } from '../../kind';
import { optimizerKinds } from '../../nn/optimizers';
import { phrase } from '../../phrase';
import { type HintKind, SETTLED, scaledLearningRate } from './hint';

const SMALL = 1e-5;

/** Weights that hardly move learn hardly anything; a schedule that brings the rate down at the end means it. */
export const smallUpdates: HintKind = ({ insight, iteration, spec }) => {
  const largest = insight?.layers.reduce((most, { updateRatio }) => Math.max(most, updateRatio), 0) ?? 0;
  if (!insight || insight.layers.length === 0 || largest >= SMALL || iteration < SETTLED) return null;
  if (insight.learningRate < 0.1 * createFrom(optimizerKinds, spec.optimizer).learningRate) return null;
  return {
    text: phrase`One step moves no layer’s weights by more than 0.001 %. The learning rate is likely too small.`,
    fixes: [scaledLearningRate(spec, 10)],
  };
};
