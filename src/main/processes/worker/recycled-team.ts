/**
 * A team of the calling thread alone whose memory serves the next network of the same size again. Trials are many and
 * short; memories of their own would be given back only when the garbage collector comes to them.
 */

import { engine } from '@shared/kernels/engines';
import type { Kernels, MemorySize } from '@shared/kernels/kernels';
import { soloTeam } from '@shared/training/team';

let kept: { readonly size: MemorySize; readonly kernels: Kernels } | null = null;

export const recycledTeam = soloTeam((size) => {
  const fits = kept?.size.values === size.values && kept.size.bytes === size.bytes && kept.size.scratch === size.scratch;
  if (kept && fits) {
    kept.kernels.memory.values.fill(0);
    kept.kernels.memory.bytes.fill(0);
    return kept.kernels;
  }
  kept = { size, kernels: engine.create(size) };
  return kept.kernels;
});
