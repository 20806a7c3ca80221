/** Both kernels over the same noise, and how far their memories are apart after the same work. */
import type { Kernels, MemorySize } from '@shared/kernels/kernels';
import { createReferenceKernels } from '@shared/kernels/reference';
import { createSimdKernels } from '@shared/kernels/simd/simd';
import { inverseNormal } from '@shared/random/normal';
import { createRandom } from '@shared/random/threefry';
import { expect } from 'vitest';

export const size: MemorySize = { values: 60_000, scratch: 1024, bytes: 12_288 };

/** Every value and byte of memory, touched or not: a kernel that writes outside its place is caught too. */
export function expectAgreement(work: (kernels: Kernels) => void, tolerance = 2e-6): void {
  const random = createRandom(7, 'initialization');
  const [simd, reference] = [createSimdKernels, createReferenceKernels].map((create) => {
    const kernels = create(size);
    for (let i = 0; i < size.values; i++) kernels.memory.values[i] = 2 * inverseNormal(random.uniform(0, i));
    for (let i = 0; i < size.bytes; i++) kernels.memory.bytes[i] = random.below(256, 1, i);
    work(kernels);
    return kernels.memory;
  });
  if (!simd || !reference) throw new Error('two kernels were made');
  expect(simd.bytes).toEqual(reference.bytes);
  let worst = 0;
  for (let i = 0; i < size.values; i++) {
    const expected = reference.values[i] ?? Number.NaN;
    const apart = Math.abs((simd.values[i] ?? Number.NaN) - expected) / Math.max(1, Math.abs(expected));
    if (!(apart <= worst)) worst = apart;
  }
  expect(worst).toBeLessThan(tolerance);
}
