import { createFrom, type KindSpec } from '@shared/kind';
import { scheduleKinds } from '@shared/nn/schedules';
import { describe, expect, it } from 'vitest';

/** Factors of the learning rate at some iterations of a run of 10 epochs of 10 iterations. */
const factors = (spec: KindSpec, ...iterations: number[]) =>
  iterations.map((iteration) => createFrom(scheduleKinds, spec).factor({ iteration, iterations: 100, iterationsPerEpoch: 10 }));

function expectFactors(found: readonly number[], expected: readonly number[]) {
  found.forEach((factor, index) => {
    expect(factor).toBeCloseTo(expected[index] ?? Number.NaN, 9);
  });
}

describe('schedules', () => {
  it('constant stays, after a warm-up if there is one', () => {
    expectFactors(factors({ type: 'constant' }, 1, 50, 100), [1, 1, 1]);
    expectFactors(factors({ type: 'constant', warmUp: 10 }, 1, 5, 10, 11), [0.1, 0.5, 1, 1]);
  });
  it('step cuts at the first iteration of every n-th epoch', () => {
    expectFactors(factors({ type: 'step', every: 2, factor: 0.1 }, 1, 20, 21, 40, 41), [1, 1, 0.1, 0.1, 0.01]);
  });
  it('exponential cuts after every epoch', () => {
    expectFactors(factors({ type: 'exponential', factor: 0.5 }, 1, 10, 11, 21), [1, 1, 0.5, 0.25]);
  });
  it('cosine falls from 1 to its end, half way in the middle', () => {
    expectFactors(factors({ type: 'cosine', end: 0.1 }, 1, 50.5, 100), [1, 0.55, 0.1]);
  });
  it('one cycle rises to 1 and falls to almost nothing', () => {
    // 1 + 0.25·99 = 25.75 is the peak; half way up stands the mean of 1/25 and 1.
    expectFactors(factors({ type: 'one-cycle', rise: 0.25 }, 1, 13.375, 25.75, 100), [1 / 25, (1 / 25 + 1) / 2, 1, 1e-4]);
  });
});
