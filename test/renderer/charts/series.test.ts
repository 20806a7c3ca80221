import { describe, expect, it } from 'vitest';
import { axisEnd, decimate, smoothed } from '../../../src/renderer/charts/series';

describe('smoothing', () => {
  it('is causal: what comes later changes nothing before', () => {
    const values = Array.from({ length: 200 }, (_, index) => Math.sin(index / 9) + index / 50);
    expect([...smoothed(values.slice(0, 120))]).toEqual([...smoothed(values).slice(0, 120)]);
  });

  it('starts at the first value and keeps a constant', () => {
    expect(smoothed([3, 1])[0]).toBeCloseTo(3, 12);
    for (const value of smoothed(new Array(100).fill(0.7))) expect(value).toBeCloseTo(0.7, 12);
  });
});

describe('decimation', () => {
  const iterations = Array.from({ length: 10_000 }, (_, index) => index + 1);

  it('keeps every extreme and the last point', () => {
    const values = iterations.map((iteration) => (iteration === 4321 ? 99 : iteration === 8765 ? -99 : Math.cos(iteration)));
    const points = decimate(iterations, values, new Map([[5000, 0.25]]), 100);
    expect(points.length).toBeLessThanOrEqual(202);
    expect(points).toContainEqual(expect.objectContaining({ iteration: 5000, validation: 0.25, raw: values[4999] }));
    expect(points.filter((point) => point.validation !== undefined)).toHaveLength(1);
    expect(points).toContainEqual(expect.objectContaining({ iteration: 4321, raw: 99 }));
    expect(points).toContainEqual(expect.objectContaining({ iteration: 8765, raw: -99 }));
    expect(points.at(-1)?.iteration).toBe(10_000);
    expect(points.map((point) => point.iteration)).toEqual(points.map((point) => point.iteration).sort((a, b) => a - b));
  });

  it('leaves few points as they are', () => {
    expect(decimate([1, 2, 3], [5, 6, 7]).map((point) => point.raw)).toEqual([5, 6, 7]);
    expect(decimate([], [])).toEqual([]);
  });
});

it.each([
  [0, 10_000, 100],
  [70, 10_000, 200],
  [300, 10_000, 500],
  [3000, 10_000, 10_000],
  [909, 5_000_000, 2000],
  [0, 300, 300],
])('at iteration %i of %i the axis ends at %i', (iteration, end, shown) => {
  expect(axisEnd(iteration, end)).toBe(shown);
});
