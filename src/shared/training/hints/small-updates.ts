import { phrase } from '../../phrase';
import { MANY_DEAD } from './dead-units';
import { type HintKind, isSettled, scaledLearningRate } from './hint';

const SMALL = 1e-5;

/** Weights that hardly move learn hardly anything; a schedule that brings the rate down at the end means it. */
export const smallUpdates: HintKind = (run) => {
  const { insight } = run;
  const largest = insight?.layers.reduce((most, { updateRatio }) => Math.max(most, updateRatio), 0) ?? 0;
  // What is dead does not move, and wants another remedy.
  const isDead = insight?.layers.some(({ dead }) => (dead ?? 0) > MANY_DEAD) ?? false;
  if (!insight || isDead || insight.layers.length === 0 || largest >= SMALL || !isSettled(run)) return null;
  const fixes = scaledLearningRate(run, 10);
  if (fixes.length === 0) return null;
  return {
    text: phrase`One step moves no layer’s weights by more than 0.001 %. The learning rate is likely too small.`,
    fixes,
  };
};
