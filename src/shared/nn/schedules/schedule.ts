import { z } from 'zod';

/** How far a run is. */
export interface RunProgress {
  /** From 1. */
  readonly iteration: number;
  /** Of the whole run. */
  readonly iterations: number;
  readonly iterationsPerEpoch: number;
}

export interface Schedule {
  /** What the optimizer's learning rate is multiplied by. */
  factor(progress: RunProgress): number;
  /** The iteration from which on it does not rise any more, in a run of so many. */
  risenBy(iterations: number): number;
  /**
   * The factor as an expression of Python: of `iteration` from 1, `epoch` from 0, `done` from 0 to 1, and
   * `half_cosine(start, end, share)`.
   */
  readonly numpy: string;
}

export const warmUpSetting = z
  .int()
  .min(0)
  .max(1_000_000)
  .default(0)
  .meta({
    label: 'Warm-up',
    unit: 'iterations',
    help: 'Over which the learning rate grows evenly from 0',
    step: 100,
    ja: { label: 'ウォームアップ', help: '学習率が 0 から一定の割合で増える期間' },
  });

/** Grows evenly to the schedule's own factor over the first `warmUp` iterations (Goyal et al. 2017). */
export const withWarmUp = (warmUp: number, schedule: Pick<Schedule, 'factor' | 'numpy'>): Schedule => ({
  factor: (progress) => schedule.factor(progress) * Math.min(1, progress.iteration / Math.max(warmUp, 1)),
  risenBy: () => warmUp,
  numpy: warmUp > 1 ? `(${schedule.numpy}) * min(1, iteration / ${warmUp})` : schedule.numpy,
});

/** Whole epochs done before this iteration. */
export const epochsDone = ({ iteration, iterationsPerEpoch }: RunProgress) => Math.floor((iteration - 1) / iterationsPerEpoch);

/** Half a cosine from `from` (at share 0) to `to` (at share 1). */
export const halfCosine = (from: number, to: number, share: number) => to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;

/** 0 at the first iteration, 1 at the last. */
export const shareDone = ({ iteration, iterations }: RunProgress) => (iteration - 1) / Math.max(iterations - 1, 1);
