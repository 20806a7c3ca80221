/**
 * A network with its plans, laid out for one purpose: training, or inference. Building is a pure function of the
 * program's spec, so each thread of a team builds its own over the same memory and finds everything in the same place.
 */

import type { ScalingName } from '../data/batches/scaling';
import type { MemorySize } from '../kernels/kernels';
import type { NetworkSpec } from '../nn/description';
import type { Network } from '../nn/network';
import type { Optimizer } from '../nn/optimizers/optimizer';
import type { OptimizerStates, Plan } from '../nn/plan';
import type { RunSpec } from '../spec/run-spec';

/** Plain data, which may be sent to another thread. */
export type ProgramSpec = TrainingProgramSpec | InferenceProgramSpec;

export interface TrainingProgramSpec {
  readonly purpose: 'training';
  readonly spec: RunSpec;
  readonly trainingImages: number;
}

export interface InferenceProgramSpec {
  readonly purpose: 'inference';
  readonly network: NetworkSpec;
  readonly scaling: ScalingName;
  /** The largest batch in inference. */
  readonly capacity: number;
  /** Whether every layer's output can be read afterwards. */
  readonly everyOutput?: boolean;
  /** Keeps the input gradient, for saliency. */
  readonly explains?: boolean;
  /** Whether inputs are rounded to float16 first. */
  readonly halfInputs?: boolean;
}

export type PlanName = 'training' | 'statistics' | 'evaluation' | 'explanation';

export interface Program {
  readonly network: Network;
  readonly size: MemorySize;
  readonly plans: Readonly<Partial<Record<PlanName, Plan>>>;
  /** Byte offset of the images of an evaluation, one after another. */
  readonly staging: number;
}

export interface TrainingProgram extends Program {
  readonly optimizer: Optimizer;
  readonly states: OptimizerStates;
  /** Byte offsets of the training images and of their labels. */
  readonly images: number;
  readonly labels: number;
}
