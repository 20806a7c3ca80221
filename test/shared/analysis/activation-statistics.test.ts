import { activationStatistics, BINS } from '@shared/analysis/activation-statistics';
import { describe, expect, it } from 'vitest';

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

describe('the numbers of a layer', () => {
  it('are spread over the bins from the least to the most, idle ones left out', () => {
    const rows = [Float32Array.of(0, 1, 2, 3), Float32Array.of(0, 4, 5, 6)];
    const found = activationStatistics(rows, 4, { idle: (y) => y === 0 });
    expect(found).toMatchObject({ low: 1, high: 6, mean: 21 / 8, idle: 0.25, dead: 0.25, saturated: null });
    expect(sum(found.histogram)).toBe(6);
    expect([found.histogram[0], found.histogram[BINS - 1]]).toEqual([1, 1]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'that overflowed to %s are in no bin and fail nothing',
    (lost) => {
      const found = activationStatistics([Float32Array.of(1, lost, 2), Float32Array.of(lost, 3, 4)], 3, {});
      expect([found.low, found.high, sum(found.histogram)]).toEqual([1, 4, 4]);
      expect(activationStatistics([Float32Array.of(lost, lost)], 2, {})).toMatchObject({ low: 0, high: 0 });
    },
  );
});
