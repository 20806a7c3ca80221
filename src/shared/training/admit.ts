/** The one gate before training: whether a design can be trained on these data by this machine. */
import { assertRoom, memoryBytes } from '../kernels/memory';
import { type DataSize, examineData } from '../spec/examine-data';
import { SpecError } from '../spec/parse-run-spec';
import type { RunSpec } from '../spec/run-spec';
import { planMemory } from './build-program';

export interface Machine {
  readonly threads: number;
  /** Bytes. */
  readonly freeMemory: number;
}

export interface Admission {
  /** Images the run takes of the training set, those for validation included. */
  readonly images: number;
  /** Those that it trains on, drawings included. */
  readonly trainingImages: number;
}

/**
 * Throws a SpecError where spec and data do not fit each other, a MemoryLimitError where the machine has not the room. Without
 * a machine that is left to whoever makes the memory.
 */
export function admit(spec: RunSpec, data: DataSize, machine: Machine | null = null): Admission {
  const { count: images, training: trainingImages, problems } = examineData(spec, data);
  if (problems.length > 0) throw new SpecError(problems);
  if (machine) assertRoom(memoryBytes(planMemory({ purpose: 'training', spec, trainingImages }), machine.threads), machine.freeMemory);
  return { images, trainingImages };
}
