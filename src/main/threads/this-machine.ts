import { arch, cpus } from 'node:os';
import type { RunFacts } from '@shared/contracts/run';
import { engine } from '@shared/kernels/engines';

/** What a run is begun on. Where the system does not say what its processor is, its architecture. */
export const thisMachine = (): NonNullable<RunFacts['machine']> => ({ processor: cpus()[0]?.model.trim() || arch(), engine: engine.name });
