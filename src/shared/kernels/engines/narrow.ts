/// <reference path="../simd/wasm.d.ts" />
import moduleBytes from '../simd/assembly/index.ts?wasm&WIDE=0';
import { simdEngine } from './engine';

/** Vectors of 128 bits, which every processor that runs WebAssembly SIMD has. */
export const narrow = simdEngine('narrow', moduleBytes);
