import { createFrom } from '../../kind';
import { optimizerKinds } from '../../nn/optimizers';
import { type Phrase, phrase } from '../../phrase';
import type { Fix } from '../../spec/problem';
import { type HintKind, percent } from './hint';

/** By so much the network knows its training images better than others. */
const GAP = 0.03;
const DECAY = 1e-4;

/** Training gets better while validation does not (book ch. 6.4). */
export const overfitting: HintKind = ({ accuracies, validations, spec }) => {
  const [before, last] = validations.slice(-2);
  const training = accuracies.at(-1) ?? 0;
  if (!before || !last || training - last.accuracy < GAP || last.loss < before.loss) return null;
  const text: Phrase = phrase`Training reads ${percent(training)} right, validation ${percent(last.accuracy)}, and its loss rises: the network learns its images by heart. Weight decay, dropout or more images help.`;
  const { weightDecay } = createFrom(optimizerKinds, spec.optimizer);
  const decay = weightDecay > 0 ? Number((weightDecay * 3).toPrecision(2)) : DECAY;
  const fix: Fix = {
    label: phrase`Try a weight decay of ${decay}`,
    apply: (each) => ({ ...each, optimizer: { ...each.optimizer, weightDecay: decay } }),
  };
  return { text, fixes: [fix] };
};
