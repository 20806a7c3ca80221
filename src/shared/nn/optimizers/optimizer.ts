import { z } from 'zod';
import type { Kernels } from '../../kernels/kernels';

/** A stretch of stored parameters, all of one tensor. */
export interface ParameterRange {
  readonly parameters: number;
  readonly gradients: number;
  /** Offsets of the optimizer's own numbers, `statePerParameter` of them, laid out like the parameters. */
  readonly states: readonly number[];
  readonly count: number;
}

export interface Optimizer {
  /** Before any schedule. */
  readonly learningRate: number;
  /** How many numbers it keeps for each parameter. */
  readonly statePerParameter: number;
  /** One update of a stretch of parameters from its gradients. `iteration` counts from 1. */
  update(kernels: Kernels, range: ParameterRange, learningRate: number, iteration: number): void;
}

/** The setting every optimizer has, with its own default. */
export const learningRateSetting = (usual: number) =>
  z
    .number()
    .min(1e-8)
    .max(100)
    .default(usual)
    .meta({ label: 'Learning rate', help: 'How far one step goes along the gradient', step: usual / 10 });
