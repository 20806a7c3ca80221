/** An engine's kernels and the reference over the same noise, and how far their memories are apart after the same work. */
import type { Engine } from '@shared/kernels/engines/engine';
import type { Kernels, MemorySize } from '@shared/kernels/kernels';
import { createReferenceKernels } from '@shared/kernels/reference';
import { inverseNormal } from '@shared/random/normal';
import { createRandom } from '@shared/random/threefry';
import { expect } from 'vitest';

export const size: MemorySize = { values: 60_000, scratch: 1024, bytes: 12_288 };

const random = createRandom(7, 'initialization');
const values = Float32Array.from({ length: size.values }, (_, i) => 2 * inverseNormal(random.uniform(0, i)));
const bytes = Uint8Array.from({ length: size.bytes }, (_, i) => random.below(256, 1, i));

/** Every value and byte of memory, touched or not: a kernel that writes outside its place is caught too. */
export function expectAgreement(engine: Engine, work: (kernels: Kernels) => void, tolerance = 2e-6): void {
  const worked = (kernels: Kernels) => {
    kernels.memory.values.set(values);
    kernels.memory.bytes.set(bytes);
    work(kernels);
    return kernels.memory;
  };
  const found = worked(engine.create(size));
  const expected = worked(createReferenceKernels(size));
  expect(Buffer.from(found.bytes).equals(expected.bytes)).toBe(true);
  let worst = 0;
  for (let i = 0; i < size.values; i++) {
    const wanted = expected.values[i] ?? Number.NaN;
    const apart = Math.abs((found.values[i] ?? Number.NaN) - wanted) / Math.max(1, Math.abs(wanted));
    if (!(apart <= worst)) worst = apart;
  }
  expect(worst).toBeLessThan(tolerance);
}
