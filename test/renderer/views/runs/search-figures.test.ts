import type { TrialState } from '@shared/contracts/state';
import { expect, it } from 'vitest';
import { bestSoFar, epochsDone } from '../../../../src/renderer/views/runs/search-figures';

const trial = (number: number, outcomes: readonly (readonly [number: number, accuracy: number | null])[]): TrialState => ({
  ...{ trial: number, values: {}, epochs: 2 * outcomes.length, failure: null, curve: [], running: false },
  accuracy: outcomes.at(-1)?.[1] ?? null,
  outcomes: outcomes.map(([job, accuracy]) => ({ number: job, accuracy })),
});

it('the best so far is a stair over all jobs, also those of trials that failed later', () => {
  const trials = [
    trial(0, [[0, 0.5]]),
    trial(1, [
      [1, 0.9],
      [3, null],
    ]),
    trial(2, [[2, 0.6]]),
  ];
  expect(bestSoFar(trials)).toEqual([
    [1, 0.5],
    [2, 0.5],
    [2, 0.9],
    [3, 0.9],
    [4, 0.9],
  ]);
  expect(bestSoFar([trial(0, [[0, null]])])).toEqual([]);
});

it('epochs are counted as far as the trials at work have come', () => {
  const point = { epoch: 5, iteration: 5, trainingLoss: 1, trainingAccuracy: 0, validationLoss: 1, validationAccuracy: 0 };
  expect(epochsDone([trial(0, [[0, 0.5]]), { ...trial(1, []), running: true, curve: [point] }])).toBe(2 + 5);
});
