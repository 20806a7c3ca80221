import { phrase, words } from '../../phrase';
import { type HintKind, isSettled, percent, scaledLearningRate } from './hint';

/** Of the preset Small CNN up to 26 % of the dense layer are dead (seeds 1 to 3), and it reads 99 % right. */
export const MANY_DEAD = 0.28;
/** A network that reads so much of its batches right does without them. */
const GOOD = 0.97;

/** Units that give 0 for every image have no gradient and stay so (Maas et al. 2013). */
export const deadUnits: HintKind = (run) => {
  const { insight, accuracies } = run;
  if ((accuracies.at(-1) ?? 0) >= GOOD) return null;
  const layers = insight?.layers.filter(({ dead }) => dead !== null && dead > MANY_DEAD) ?? [];
  const worst = layers.toSorted((a, b) => (b.dead ?? 0) - (a.dead ?? 0))[0];
  if (!worst || !isSettled(run)) return null;
  const text = phrase`${percent(worst.dead ?? 0)} of layer ${worst.index + 1} (${words(worst.label)}) never fires. A smaller learning rate keeps more alive; He’s initial values or a leaky ReLU help from the start.`;
  return { text, fixes: scaledLearningRate(run, 0.5) };
};
