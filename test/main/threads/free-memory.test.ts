import { totalmem } from 'node:os';
import { assertRoom } from '@shared/kernels/memory';
import { expect, it } from 'vitest';
import { freeMemory } from '../../../src/main/threads/free-memory';

const GIBIBYTE = 2 ** 30;

it('a network that does not fit into what is free is refused with both figures', () => {
  expect(() => assertRoom(2 * GIBIBYTE, 3 * GIBIBYTE)).not.toThrow();
  expect(() => assertRoom(2 * GIBIBYTE, GIBIBYTE)).toThrow(/^2\.0 GiB are needed and 1\.0 GiB of memory are free here; close something/);
  expect(() => assertRoom(8 * GIBIBYTE)).toThrow(/8\.0 GiB are needed and 4\.0 GiB are the limit/);
});

it('what is free is some of what there is', () => {
  expect(freeMemory()).toBeGreaterThan(0);
  expect(freeMemory()).toBeLessThanOrEqual(totalmem());
});
