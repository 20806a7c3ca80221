import { phrase } from '../../phrase';
import { type HintKind, lowestOf, SETTLED, scaledLearningRate } from './hint';

/** So much above its lowest point, and worse than a guess, the loss is on its way up. */
const RISEN = 1.5;
const LEAST = 0.5;

export const risingLoss: HintKind = (run) => {
  const { losses, iteration } = run;
  const last = losses.at(-1) ?? 0;
  if (iteration < SETTLED || last < LEAST) return null;
  const lowest = lowestOf(losses);
  if (last < RISEN * lowest) return null;
  return {
    text: phrase`The loss has risen from ${lowest.toPrecision(3)} to ${last.toPrecision(3)}. The learning rate is likely too large.`,
    fixes: scaledLearningRate(run, 0.3),
  };
};
