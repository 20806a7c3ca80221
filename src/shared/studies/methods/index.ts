/** Every way to search. */
import { asha } from './asha';
import { grid } from './grid';
import type { SearchMethod } from './method';
import { random } from './random';

export const searchMethods: readonly SearchMethod[] = [random, grid, asha];
