import { totalmem } from 'node:os';
import { assertRoom } from '@shared/kernels/simd/simd';
import { expect, it } from 'vitest';
import { freeMemory } from '../../../src/main/threads/free-memory';

const GIBIBYTE = 2 ** 30;
/** Two GiB of float32. */
const size = { values: GIBIBYTE / 2, bytes: 0, scratch: 0 };

it('a network that does not fit into what is free is refused with both figures', () => {
  expect(() => assertRoom(size, 1, 3 * GIBIBYTE)).not.toThrow();
  expect(() => assertRoom(size, 1, GIBIBYTE)).toThrow(/^2\.0 GiB are needed and 1\.0 GiB of memory are free here; close something/);
  expect(() => assertRoom({ ...size, values: 2 * GIBIBYTE }, 1)).toThrow(/8\.0 GiB are needed and 4\.0 GiB are the limit/);
});

it('what is free is some of what there is', () => {
  expect(freeMemory()).toBeGreaterThan(0);
  expect(freeMemory()).toBeLessThanOrEqual(totalmem());
});
