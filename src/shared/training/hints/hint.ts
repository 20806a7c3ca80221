/** What a run in training shows that its user may want to know, in words, and what could be done about it. */
import { createFrom } from '../../kind';
import { optimizerKinds } from '../../nn/optimizers';
import { type Phrase, phrase } from '../../phrase';
import type { Fix } from '../../spec/problem';
import type { RunSpec } from '../../spec/run-spec';
import type { Insight } from '../observer';

export interface RunView {
  /** By which it trains now. */
  readonly spec: RunSpec;
  readonly iteration: number;
  /** Smoothed, one an iteration. */
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
  readonly validations: readonly { readonly iteration: number; readonly loss: number; readonly accuracy: number }[];
  readonly insight: Insight | null;
}

export interface Hint {
  readonly text: Phrase;
  readonly fixes: readonly Fix[];
}

/** One kind of hint; null where there is nothing to say. */
export type HintKind = (run: RunView) => Hint | null;

/** Before this many iterations everything is still in motion. */
export const SETTLED = 100;

/** The learning rate times a factor, to two figures. */
export function scaledLearningRate(spec: RunSpec, factor: number): Fix {
  const rate = Number((createFrom(optimizerKinds, spec.optimizer).learningRate * factor).toPrecision(2));
  return {
    label: phrase`Try a learning rate of ${rate}`,
    apply: (before) => ({ ...before, optimizer: { ...before.optimizer, learningRate: rate } }),
  };
}

export const lowestOf = (losses: readonly number[]) => losses.reduce((lowest, loss) => Math.min(lowest, loss), Number.POSITIVE_INFINITY);

export const percent = (share: number) => `${Number((100 * share).toPrecision(2))} %`;
