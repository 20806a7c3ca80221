import type { RunProgress } from '../schedules/schedule';

/** An average of the parameters over the course of training, which often predicts better than the last ones do. */
export interface Averaging {
  /** Whether there is one at all. */
  readonly averages: boolean;
  /**
   * How far the average goes towards the parameters after an iteration, θ̄ ← θ̄ + share·(θ − θ̄): 0 leaves it, and the
   * first that is not 0 is 1, so that nothing of before counts.
   */
  share(progress: RunProgress): number;
  /** The iteration of that first one; infinite where it never comes. */
  begins(progress: Omit<RunProgress, 'iteration'>): number;
  /** The learning rate of an iteration in place of the schedule's; null where that goes on. */
  learningRate(progress: RunProgress): number | null;
}
