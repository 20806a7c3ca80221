import { arch, cpus } from 'node:os';
import type { RunFacts } from '@shared/contracts/run';
import { engine } from '@shared/kernels/engines';

/** Where the system does not say what its processor is, its architecture. */
export const thisProcessor = () => cpus()[0]?.model.trim() || arch();

/** What a run is begun on; of a process that computes. */
export const thisMachine = (): NonNullable<RunFacts['machine']> => ({ processor: thisProcessor(), engine: engine.name });
