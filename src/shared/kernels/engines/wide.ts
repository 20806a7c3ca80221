/// <reference path="../simd/wasm.d.ts" />
import moduleBytes from '../simd/assembly/index.ts?wasm&WIDE=1';
import { simdEngine } from './engine';

/** The same in tiles for vectors of 256 bits, which V8's revectorizer makes of two of 128 where it is on; slower where it is not. */
export const wide = simdEngine('wide', moduleBytes);
