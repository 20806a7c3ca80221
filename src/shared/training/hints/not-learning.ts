import { phrase } from '../../phrase';
import { type HintKind, isSettled, lowestOf, scaledLearningRate } from './hint';

/** After so many iterations a network that can learn has begun to. */
const BY_NOW = 300;

/** Guessing among K classes costs ln K; batches differ a little, and what costs far more is no guess. */
const [LEAST, MOST] = [0.95, 1.5];

export const notLearning: HintKind = (run) => {
  const { losses, iteration, insight, spec } = run;
  const last = losses.at(-1) ?? 0;
  const chance = Math.log(spec.network.classes.length);
  if (iteration < BY_NOW || !isSettled(run) || last > MOST * chance || Math.min(last, lowestOf(losses)) < LEAST * chance) return null;
  const largest = insight?.layers.reduce((most, { updateRatio }) => Math.max(most, updateRatio), 0) ?? 0;
  return {
    text: phrase`After ${iteration} iterations the loss is still that of guessing. Look at the initial values and the activations; another learning rate may help.`,
    fixes: scaledLearningRate(run, largest > 1e-3 ? 0.1 : 10),
  };
};
