import { describe, expect, it } from 'vitest';
import { axisEnd, decimate, niceDomain, smoothed, ticksOf } from '../../../src/renderer/charts/series';
import { wordsOf } from '../../support/words';

describe('smoothing', () => {
  it('is causal: what comes later changes nothing before', () => {
    const values = Array.from({ length: 200 }, (_, index) => Math.sin(index / 9) + index / 50);
    expect([...smoothed(values.slice(0, 120))]).toEqual([...smoothed(values)].slice(0, 120));
  });

  it('goes on where a list has grown, and begins anew where it was cut', () => {
    const values = Array.from({ length: 300 }, (_, index) => Math.cos(index));
    const growing = values.slice(0, 100);
    smoothed(growing);
    growing.push(...values.slice(100));
    expect([...smoothed(growing)]).toEqual([...smoothed(values)]);
    growing.length = 50;
    expect([...smoothed(growing)]).toEqual([...smoothed(values)].slice(0, 50));
  });

  it('starts at the first value and keeps a constant', () => {
    expect(smoothed([3, 1])[0]).toBeCloseTo(3, 12);
    for (const value of smoothed(new Array(100).fill(0.7))) expect(value).toBeCloseTo(0.7, 12);
  });
});

describe('decimation', () => {
  const iterations = Array.from({ length: 10_000 }, (_, index) => index + 1);
  const values = iterations.map((iteration) => (iteration === 4321 ? 99 : iteration === 8765 ? -99 : Math.cos(iteration)));

  it('keeps every extreme, the last value and the order', () => {
    const buckets = decimate(iterations, values, 0, 10_000, 100);
    expect(buckets.length).toBeLessThanOrEqual(101);
    expect(Math.max(...buckets.map(({ high }) => high))).toBe(99);
    expect(Math.min(...buckets.map(({ low }) => low))).toBe(-99);
    expect(buckets.at(-1)?.iteration).toBe(10_000);
    expect(buckets.map(({ iteration }) => iteration)).toEqual(buckets.map(({ iteration }) => iteration).toSorted((a, b) => a - b));
  });

  it('shows every iteration where there is room, and only those asked for', () => {
    const buckets = decimate(iterations, values, 4300, 4399, 100);
    expect(buckets.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 100 }, (_, index) => 4300 + index));
    expect(buckets.find(({ iteration }) => iteration === 4321)).toMatchObject({ low: 99, high: 99 });
  });

  it('changes nothing of what was drawn as the curve grows', () => {
    const before = decimate(iterations.slice(0, 5000), values.slice(0, 5000), 0, 10_000, 100);
    expect(decimate(iterations, values, 0, 10_000, 100).slice(0, before.length - 1)).toEqual(before.slice(0, -1));
  });

  it('of a run that was gone on with counts iterations, not places', () => {
    expect(decimate([501, 502, 503], [1, 2, 3], 500, 599, 100).map(({ iteration }) => iteration)).toEqual([501, 502, 503]);
  });
});

describe('an axis', () => {
  it('leaves a long run room to grow into', () => {
    expect(axisEnd(10, 10_000)).toBe(100);
    expect(axisEnd(300, 10_000)).toBe(500);
    expect(axisEnd(9000, 10_000)).toBe(10_000);
  });

  it('holds all values and changes seldom', () => {
    expect(niceDomain(0, 2.31, 'linear')).toEqual([0, 2.5]);
    expect(niceDomain(0, 2.44, 'linear')).toEqual([0, 2.5]);
    expect(niceDomain(0.021, 2.3, 'log')).toEqual([0.01, 10]);
    expect(niceDomain(0.5, 0.5, 'linear')[1]).toBeGreaterThan(0.5);
  });

  it('shows one value with marks that read differently', () => {
    const { format } = wordsOf('en');
    for (const [low, high] of [
      [2.7801, 2.7801],
      [2.7801, 2.7803],
      [0.0321, 0.0321],
    ] as const) {
      const domain = niceDomain(low, high, 'linear');
      const marks = ticksOf(domain, 'linear', 4).map(format.value);
      expect(marks.length).toBeGreaterThan(1);
      expect(new Set(marks).size).toBe(marks.length);
    }
    const shares = ticksOf(niceDomain(0.9961, 0.9964, 'linear'), 'linear', 4).map(format.finePercent);
    expect(new Set(shares).size).toBe(shares.length);
  });

  it('has few marks, all within it', () => {
    expect(ticksOf([0, 2.5], 'linear')).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
    expect(ticksOf([0.001, 10], 'log')).toEqual([0.001, 0.01, 0.1, 1, 10]);
  });
});
