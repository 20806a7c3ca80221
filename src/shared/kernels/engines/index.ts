import type { Engine } from './engine';
import { narrow } from './narrow';

/** The fast implementations of the kernels. A new one is its file and a line here. */
export const engines: readonly Engine[] = [narrow];

/** The one that this process computes with. */
export const engine: Engine = narrow;
