import type { RunSpec } from '../spec/run-spec';
import type { Evaluation } from './evaluation';
import type { HardImage } from './hardest';

/** Which images an evaluation was made on. */
export type EvaluatedSet = 'training' | 'validation' | 'test';

/** What a training session tells, in the order in which it happens. */
export type TrainingEvent =
  | {
      readonly type: 'iteration';
      readonly iteration: number;
      readonly images: number;
      readonly learningRate: number;
      readonly loss: number;
      readonly accuracy: number;
    }
  /** A long evaluation goes on; `images` of `total` are done. */
  | { readonly type: 'evaluating'; readonly set: EvaluatedSet; readonly images: number; readonly total: number }
  | {
      readonly type: 'evaluated';
      readonly set: EvaluatedSet;
      readonly iteration: number;
      readonly evaluation: Evaluation;
      /** The images it did worst on, the worst first. */
      readonly hardest: readonly HardImage[];
    }
  /** The average of the parameters on the validation images, where there is one. */
  | { readonly type: 'averaged'; readonly iteration: number; readonly evaluation: Evaluation }
  /** An epoch is over and validated; `best` tells whether no epoch before had a better validation accuracy. */
  | { readonly type: 'epoch'; readonly iteration: number; readonly epoch: number; readonly best: boolean }
  /** From the next iteration on the run trains by another spec, to `iterations` in all. */
  | { readonly type: 'changed'; readonly iteration: number; readonly spec: RunSpec; readonly iterations: number }
  | { readonly type: 'finished'; readonly iteration: number; readonly reason: FinishReason };

/** All iterations done, ended earlier for want of progress, or at the user's wish. */
export type FinishReason = 'completed' | 'early' | 'stopped';
