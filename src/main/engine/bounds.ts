import { setFlagsFromString } from 'node:v8';

/**
 * Node catches an access outside of a WebAssembly memory by the guard pages around it. Electron's own processes do not, and V8
 * checks every access there: products run at 60 % of their speed, and nothing is left to pack (docs/performance.md). The checks
 * are left out of what is compiled from here on. The guard pages are there all the same, for V8's sandbox has them: whoever
 * reaches them ends the process, which is told of and costs nothing that was written down. (Tried on x64.)
 */
export function leaveOutBoundsChecks(): void {
  const { type } = process as { readonly type?: string };
  if (type === 'utility' && process.arch === 'x64') setFlagsFromString('--no-wasm-bounds-checks');
}
