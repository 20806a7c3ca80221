/// <reference path="../simd/wasm.d.ts" />

import { createOwnMemory } from '../memory';
import moduleBytes from '../simd/assembly/index.ts?wasm&WIDE=0&alone';
import { simdEngine } from './engine';

/** The narrow engine for one thread, over memory that is not shared: web pages that are not isolated from others have no other. */
export const alone = simdEngine('alone', moduleBytes, createOwnMemory);
