/** Who runs an program's plans: the calling thread alone, or with others over the same memory (main/threads). */
import type { KernelFactory, Kernels } from '../kernels/kernels';
import { runPlan, type Step } from '../nn/plan';
import type { PlanName, Program, ProgramSpec } from './program';

export interface Team {
  /** The calling thread's kernels. */
  readonly kernels: Kernels;
  readonly threads: number;
  /** Runs a whole plan; what it computed is in memory afterwards. */
  run(plan: PlanName, step: Step): void;
  /** Lets the other threads go. */
  close(): void;
}

/**
 * Makes memory for the program and gathers a team around it; memory of a team that was made before may be taken over only where
 * its session is done. Throws a MemoryLimitError before anything is computed.
 */
export type TeamFactory = (program: Program, spec: ProgramSpec) => Team;

/** The calling thread alone. */
export const soloTeam =
  (createKernels: KernelFactory): TeamFactory =>
  (program) => {
    const kernels = createKernels(program.size);
    return {
      kernels,
      threads: 1,
      run: (plan, step) => runPlan(program.plans[plan] ?? [], kernels, step),
      close: () => undefined,
    };
  };
