/** A session at one moment: everything that the iterations to come depend on, beside spec and data. */

import type { Kernels } from '../kernels/kernels';
import { ParameterMismatch } from '../nn/network';
import { type NamedTensor, type Parameter, parameterName, readTensor, writeTensor } from '../nn/parameter';
import type { OptimizerStates } from '../nn/plan';
import { phrase } from '../phrase';

/** How validation has gone so far. */
export interface ValidationRecord {
  /** The last iteration after which the network was validated; 0 before the first. */
  readonly validated: number;
  /** The best accuracy, 0 … 1, and its iteration; null before the first. */
  readonly best: { readonly iteration: number; readonly accuracy: number } | null;
  /** Epochs since then. */
  readonly epochsSinceBest: number;
}

export const nothingValidated: ValidationRecord = { validated: 0, best: null, epochsSinceBest: 0 };

export interface Checkpoint {
  readonly iteration: number;
  readonly validation: ValidationRecord;
  readonly parameters: readonly NamedTensor[];
  /** The optimizer's numbers, named like `W1.velocity`. */
  readonly states: readonly NamedTensor[];
  /** The parameters of the best validation so far, where the spec wants to end with them. */
  readonly best: readonly NamedTensor[] | null;
}

const stateName = (parameter: Parameter, state: string) => `${parameterName(parameter)}.${state}`;

export function readStates(states: OptimizerStates, kernels: Kernels): NamedTensor[] {
  return [...states].flatMap(([parameter, offsets]) =>
    [...offsets].map(([state, offset]) => ({ ...readTensor(kernels.memory, parameter, offset), name: stateName(parameter, state) })),
  );
}

/** Throws a ParameterMismatch where a tensor is missing or of another size. */
export function writeStates(states: OptimizerStates, kernels: Kernels, tensors: readonly NamedTensor[]): void {
  for (const [parameter, offsets] of states) {
    for (const [state, offset] of offsets) {
      const name = stateName(parameter, state);
      const tensor = tensors.find((each) => each.name === name);
      if (tensor?.shape.join() !== parameter.shape.join()) {
        throw new ParameterMismatch(
          phrase`${name} has shape [${tensor?.shape ?? 'none'}] in the checkpoint; the optimizer needs [${parameter.shape}]`,
        );
      }
      writeTensor(kernels.memory, { ...parameter, offset }, tensor.values);
    }
  }
}
