/** Who runs an engine's plans: the calling thread alone, or with others over the same memory (main/threads). */
import type { KernelFactory, Kernels } from '../kernels/kernels';
import { runPlan, type Step } from '../nn/plan';
import type { Engine, EngineSpec, PlanName } from './engine';

export interface Team {
  /** The calling thread's kernels. */
  readonly kernels: Kernels;
  readonly threads: number;
  /** Runs a whole plan; what it computed is in memory afterwards. */
  run(plan: PlanName, step: Step): void;
  /** Lets the other threads go. */
  close(): void;
}

/** Makes memory for the engine and gathers a team around it. Throws a MemoryLimitError before anything is computed. */
export type TeamFactory = (engine: Engine, spec: EngineSpec) => Team;

/** The calling thread alone. */
export const soloTeam =
  (createKernels: KernelFactory): TeamFactory =>
  (engine) => {
    const kernels = createKernels(engine.size);
    return {
      kernels,
      threads: 1,
      run: (plan, step) => runPlan(engine.plans[plan] ?? [], kernels, step),
      close: () => undefined,
    };
  };
