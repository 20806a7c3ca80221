import { phrase, words } from '../../phrase';
import { type HintKind, isSettled, percent, scaledLearningRate } from './hint';

const MANY = 0.5;

/** Where sigmoid and tanh are flat hardly any gradient comes through (book ch. 6.2). */
export const saturation: HintKind = (run) => {
  const worst = run.insight?.layers.toSorted((a, b) => (b.saturated ?? 0) - (a.saturated ?? 0))[0];
  if (!worst || (worst.saturated ?? 0) <= MANY || !isSettled(run)) return null;
  const text = phrase`${percent(worst.saturated ?? 0)} of what layer ${worst.index + 1} (${words(worst.label)}) gives lies where its activation is flat: little gradient comes through. Xavier’s initial values, batch normalisation or a smaller learning rate help.`;
  return { text, fixes: scaledLearningRate(run, 0.5) };
};
