import { summarize, twoSided, welch } from '@shared/analysis/welch';
import { expect, it } from 'vitest';

it('is the mean and the sample standard deviation', () => {
  expect(summarize([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ count: 8, mean: 5, deviation: Math.sqrt(32 / 7) });
  expect(summarize([3])).toEqual({ count: 1, mean: 3, deviation: 0 });
});

// By the closed forms for few degrees of freedom, and for many the normal distribution.
it.each([
  [1, 1, 0.5],
  [12.7062, 1, 0.05],
  [4.302653, 2, 0.05],
  [2.570582, 5, 0.05],
  [2.228139, 10, 0.05],
  [-2.75, 30, 0.01],
  [1.959964, 1e7, 0.05],
  [0, 7, 1],
])('P(|T| ≥ |%d|) with %d degrees of freedom is %d', (t, degrees, p) => {
  expect(twoSided(t, degrees)).toBeCloseTo(p, 5);
});

it('compares two groups as NumPy does with the density of t added up', () => {
  const first = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4];
  const second = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.0, 23.9];
  const found = welch(first, second);
  expect(found?.t).toBeCloseTo(2.8352638, 6);
  expect(found?.degrees).toBeCloseTo(27.7136259, 6);
  expect(found?.p).toBeCloseTo(0.00845273, 7);
  expect(welch(second, first)?.p).toBe(found?.p);
});

it('needs two numbers of each, and is certain where nothing varies', () => {
  expect(welch([1], [1, 2])).toBeNull();
  expect(welch([1, 1], [1, 1])?.p).toBe(1);
  expect(welch([1, 1], [2, 2])?.p).toBe(0);
});
