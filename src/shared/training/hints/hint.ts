/** What a run in training shows that its user may want to know, in words, and what could be done about it. */
import { createFrom } from '../../kind';
import { optimizerKinds } from '../../nn/optimizers';
import { scheduleKinds } from '../../nn/schedules';
import { type Phrase, phrase } from '../../phrase';
import type { Fix } from '../../spec/problem';
import type { RunSpec } from '../../spec/run-spec';
import type { Insight } from '../observer';
import type { Validation } from '../validation';

export interface RunView {
  /** By which it trains now. */
  readonly spec: RunSpec;
  readonly iteration: number;
  /** Of the whole run. */
  readonly iterations: number;
  /** Smoothed, one an iteration. */
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
  readonly validations: readonly Validation[];
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

const scheduleOf = ({ schedule }: RunSpec) => createFrom(scheduleKinds, schedule);

/** Whether the schedule has brought the learning rate up, and some iterations have passed since. */
export const isSettled = ({ spec, iteration, iterations }: RunView): boolean => iteration >= scheduleOf(spec).risenBy(iterations) + SETTLED;

/** Below this share of its peak the schedule is bringing the run to its end: another peak changes nothing any more. */
const NEAR_THE_END = 0.1;

/** The learning rate times a factor, to two figures; nothing where the schedule has all but ended. */
export function scaledLearningRate({ spec, insight }: RunView, factor: number): Fix[] {
  const { learningRate: peak } = createFrom(optimizerKinds, spec.optimizer);
  const now = insight?.learningRate ?? peak;
  if (now < NEAR_THE_END * peak) return [];
  const rate = Number((peak * factor).toPrecision(2));
  // Of a schedule the rate of the optimizer is the highest, which is not what the curve shows.
  const label =
    spec.schedule.type === 'constant' ? phrase`Try a learning rate of ${rate}` : phrase`Try a peak learning rate of ${rate}, not ${peak}`;
  return [{ label, apply: (before) => ({ ...before, optimizer: { ...before.optimizer, learningRate: rate } }) }];
}

export const lowestOf = (losses: readonly number[]) => losses.reduce((lowest, loss) => Math.min(lowest, loss), Number.POSITIVE_INFINITY);

export const percent = (share: number) => `${Number((100 * share).toPrecision(2))} %`;
