import { phrase, words } from '../../phrase';
import { type HintKind, isSettled, percent, scaledLearningRate } from './hint';

/** About a thousandth a step is usual; so much more overshoots. */
const LARGE = 0.05;

export const largeUpdates: HintKind = (run) => {
  const worst = run.insight?.layers.toSorted((a, b) => b.updateRatio - a.updateRatio)[0];
  if (!worst || worst.updateRatio <= LARGE || !isSettled(run)) return null;
  const text = phrase`One step moves the weights of layer ${worst.index + 1} (${words(worst.label)}) by ${percent(worst.updateRatio)}; about 0.1 % is usual. The learning rate is likely too large.`;
  return { text, fixes: scaledLearningRate(run, 0.3) };
};
