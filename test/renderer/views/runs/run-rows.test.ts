import { summarize } from '@shared/analysis/welch';
import type { RunDetails, RunSummary } from '@shared/contracts/run';
import { emptyCurve } from '@shared/contracts/run-curve';
import { expect, it } from 'vitest';
import { unitCurve, unitsOf } from '../../../../src/renderer/views/runs/mean-curves';
import { runRows } from '../../../../src/renderer/views/runs/run-rows';
import { madeUpRow } from '../../../support/runs';
import { wordsOf } from '../../../support/words';

const words = wordsOf('en');
const newest = { column: 'created', descending: true } as const;

const member = (number: number, change: Partial<RunSummary> = {}, group = 'A ×3') =>
  madeUpRow(`${group} ${number}`, {
    repeat: { group, number, of: 3 },
    seed: number,
    created: `2026-11-24T10:00:0${number}.000Z`,
    test: 0.9 + number / 100,
    seconds: 10,
    ...change,
  });

const alone = madeUpRow('alone', { created: '2026-11-24T10:00:02.500Z', test: 0.915, seconds: 1 });
const runs = [member(3), alone, member(2), member(1)];
const keys = (...parameters: Parameters<typeof runRows>) => runRows(...parameters).map(({ key, isInner }) => (isInner ? `- ${key}` : key));

it('is one row of a group, where its first run began, which opens into its runs by their numbers', () => {
  expect(keys(runs, newest, [], words)).toEqual(['alone', 'A ×3']);
  expect(keys(runs, newest, ['A ×3'], words)).toEqual(['alone', 'A ×3', '- A ×3 1', '- A ×3 2', '- A ×3 3']);
});

it('has means, the time of all, and the status that most needs to be looked at', () => {
  const [, row] = runRows([...runs.slice(0, 3), member(1, { state: 'interrupted', test: null })], newest, [], words);
  expect(row?.run.test).toBeCloseTo(summarize([0.92, 0.93]).mean, 12);
  expect(row?.run).toMatchObject({ seconds: 30, state: 'interrupted' });
});

it('is sorted by its mean among the others, and is a run by itself where it is the only one in sight', () => {
  const best = { column: 'test', descending: true } as const;
  expect(keys([member(1), alone, member(2)], best, [], words)).toEqual(['alone', 'A ×3']); // 0.915 twice: the newer first
  expect(keys([member(2), alone, member(3)], best, [], words)).toEqual(['A ×3', 'alone']);
  expect(keys([member(2), alone], best, [], words)).toEqual(['A ×3 2', 'alone']);
});

const details = (folder: string, accuracies: readonly number[]): RunDetails => ({
  ...{ folder, making: null, metrics: emptyCurve(), damagedLines: 0 },
  validations: accuracies.map((accuracy, index) => ({ iteration: 10 * (index + 1), loss: 1, accuracy })),
});

it('has a mean curve with a band, as far as all of its runs went', () => {
  const units = unitsOf(runs);
  expect(units.map(({ key, members }) => [key, members.length])).toEqual([
    ['A ×3', 3],
    ['alone', 1],
  ]);
  const known = new Map([
    ['A ×3 1', details('A ×3 1', [0.5, 0.6, 0.7])],
    ['A ×3 2', details('A ×3 2', [0.6, 0.8])],
    ['A ×3 3', details('A ×3 3', [0.7, 0.7, 0.9])],
  ]);
  const [group] = units;
  if (!group) throw new Error('there is no group');
  const curve = unitCurve(group, known, 'validationAccuracy', 'deviation');
  expect(curve?.points.map(([x, y]) => [x, Number(y.toFixed(12))])).toEqual([
    [10, 0.6],
    [20, 0.7],
  ]);
  expect(curve?.band?.[0]?.[2]).toBeCloseTo(0.7, 12); // 0.6 and its deviation of 0.1
  expect(unitCurve(group, known, 'validationAccuracy', 'range')?.band?.[1]).toEqual([20, 0.6, 0.8]);
});
