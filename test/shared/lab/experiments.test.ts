/** Experiments as data: what they tell of themselves, and the ones whose numbers an oracle knows. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Bench } from '@shared/lab/experiment';
import { experiments } from '@shared/lab/experiments';
import { figureCsv } from '@shared/lab/figure-csv';
import { findExperiment, parseControls } from '@shared/lab/find-experiment';
import { say } from '@shared/phrase';
import { complete } from '@shared/training/evaluation';
import { describe, expect, it } from 'vitest';

const noBench = {} as Bench;
const names = experiments.map(({ name }) => name);

describe.each(names)('%s', (name) => {
  const experiment = findExperiment(name);

  it('says in two sentences what to see, and has the book’s constants as defaults', () => {
    expect(experiment.look).toHaveLength(2);
    for (const sentence of experiment.look) expect(sentence).toMatch(/\.$/);
    expect(parseControls(experiment, {})).toEqual(experiment.controls.parse({}));
  });

  it('has a figure before anything is done, and no claim', () => {
    const controls = parseControls(experiment, {});
    const { kind } = experiment.figure(controls, {});
    expect(['lines', 'panels', 'histograms', 'paths', 'table']).toContain(kind);
    expect(experiment.claim(controls, {})).toBe(null);
    expect(figureCsv(experiment.figure(controls, {}), say)).toMatch(/,.*\n/);
  });
});

it('paths of optimizers are those of NumPy', () => {
  const paths = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../fixtures/optimizer-paths.json'), 'utf8'));
  const race = findExperiment('optimizer-race');
  const controls = parseControls(race, {});
  for (const [rule, expected] of Object.entries<[number, number][]>(paths)) {
    const points = complete(race.run(rule, controls, noBench)) as { x: number; y: number }[];
    expect(points).toHaveLength(expected.length);
    points.forEach(({ x, y }, step) => {
      expect(Math.abs(x - (expected[step]?.[0] ?? Number.NaN))).toBeLessThan(1e-6);
      expect(Math.abs(y - (expected[step]?.[1] ?? Number.NaN))).toBeLessThan(1e-6);
    });
  }
});

it('the ranking puts a run in its place, with its standard error', () => {
  const ranking = findExperiment('ranking');
  const controls = parseControls(ranking, { best: { name: 'Mine', correct: 9960, images: 10_000 } });
  const figure = ranking.figure(controls, {});
  if (figure.kind !== 'table') throw new Error('a table was expected');
  const accuracies = figure.rows.map(({ cells }) => Number(cells[0]));
  expect(accuracies).toEqual(accuracies.toSorted((a, b) => b - a));
  expect(figure.rows.findIndex(({ marked }) => marked)).toBe(5);
  // √(0.996 · 0.004 / 10,000) = 0.0631 points
  expect(say(ranking.claim(controls, {})?.text ?? { template: '', values: [] })).toMatch(
    // (0.9960 − 0.9938) / √(0.0631² + 0.0785²) %
    /^Mine, 99\.60 ± 0\.06 %, stands at place 6 of 10; it is 2\.2 standard errors above/,
  );
});

it('a control out of range is refused with place, value and remedy', () => {
  expect(() => parseControls(findExperiment('batch-norm'), { epochs: 0 })).toThrow('epochs: 0 is too small; use at least 1');
  expect(() => findExperiment('magic')).toThrow(/^magic: is no experiment; use optimizer-race, /);
});
