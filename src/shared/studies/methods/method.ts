import type { Kind } from '../../kind';
import type { RunSpec } from '../../spec/run-spec';
import type { Space, Values } from '../space';

/** What a worker is to do: train a trial from one epoch to another. */
export interface SearchJob {
  readonly trial: number;
  readonly values: Values;
  /** 0 of a new trial; else it goes on from where it was left. */
  readonly fromEpoch: number;
  readonly toEpoch: number;
}

/** What came of it. */
export interface JobOutcome extends SearchJob {
  /** At `toEpoch`, on validation images, 0 … 1; null where the trial failed. */
  readonly accuracy: number | null;
}

export interface SearchProblem {
  readonly spec: RunSpec;
  readonly space: Space;
  /** Settings of the space that are whole numbers. */
  readonly integers: ReadonlySet<string>;
  /** The most trials. */
  readonly trials: number;
  readonly seed: number;
  /** Of a whole trial with those values. */
  epochsOf(values: Values): number;
}

export interface Strategy {
  /** How many trials there will be at most. */
  readonly trials: number;
  /** How many epochs all of it will take, about. */
  readonly epochs: number;
  /**
   * From the outcomes of which jobs job n is decided: all but the `window` before it. Workers then finish in any order
   * without changing the search. Infinite where outcomes decide nothing.
   */
  readonly window: number;
  /**
   * The next job, from all outcomes that may be known; null where there is none for now. `given`: jobs given so far. From
   * call to call both lists only grow at their ends.
   */
  next(known: readonly JobOutcome[], given: readonly SearchJob[]): SearchJob | null;
}

export interface SearchMethod extends Kind<(problem: SearchProblem) => Strategy> {
  /** Whether it decides itself how long trials are trained, so that a space may not. */
  readonly decidesLength?: boolean;
}

/** Trains every trial of a list for its whole length, in order. */
export function trainAll(trials: number, epochsOf: SearchProblem['epochsOf'], valuesOf: (trial: number) => Values): Strategy {
  let epochs = 0;
  for (let trial = 0; trial < trials; trial++) epochs += epochsOf(valuesOf(trial));
  return {
    trials,
    epochs,
    window: Number.POSITIVE_INFINITY,
    next(_known, { length: trial }) {
      if (trial >= trials) return null;
      const values = valuesOf(trial);
      return { trial, values, fromEpoch: 0, toEpoch: epochsOf(values) };
    },
  };
}
