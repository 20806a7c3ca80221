/** Experiments as data: what they tell of themselves, and the ones whose numbers an oracle knows. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { resultsAtOnce } from '@shared/lab/experiment';
import { experiments } from '@shared/lab/experiments';
import { figureCsv } from '@shared/lab/figure-csv';
import { findExperiment, parseControls } from '@shared/lab/find-experiment';
import { say } from '@shared/phrase';
import { presetSpec } from '@shared/spec/presets';
import { describe, expect, it } from 'vitest';

const names = experiments.map(({ name }) => name);

/** As the book has them. */
const constants: Readonly<Record<string, object>> = {
  'optimizer-race': { steps: 30, sgd: 0.95, momentum: 0.1, adagrad: 1.5, adam: 0.3, x: -7, y: 2 },
  'optimizers-mnist': { iterations: 2000, learningRate: 0.01, adam: 0.001, seed: 1 },
  activations: { activation: 'sigmoid', seed: 1 },
  'initial-values': { iterations: 2000, learningRate: 0.01, activation: 'relu', seed: 1 },
  'batch-norm': { epochs: 20, learningRate: 0.01, seed: 1 },
  overfitting: { images: 300, epochs: 201, decay: 0.1, ratio: 0.2, repeats: 3, seed: 1 },
  search: { trials: 100, epochs: 50, seed: 1 },
  'kernel-size': { images: 10_000, epochs: 3, seed: 1 },
  'half-precision': { images: 10_000 },
  ranking: { best: null },
};

describe.each(names)('%s', (name) => {
  const experiment = findExperiment(name);

  it('says in two sentences what to see, and has the book’s constants as defaults', () => {
    expect(experiment.look).toHaveLength(2);
    for (const sentence of experiment.look) expect(sentence).toMatch(/\.$/);
    expect(parseControls(experiment, {})).toEqual(constants[name]);
  });

  it('has a figure before anything is done, and no claim', () => {
    const controls = parseControls(experiment, {});
    const { kind } = experiment.figure(controls, {});
    expect(['lines', 'panels', 'histograms', 'paths', 'table']).toContain(kind);
    expect(experiment.claim(controls, {})).toBe(null);
    expect(figureCsv(experiment.figure(controls, {}), say)).toMatch(/,.*\n/);
  });
});

it.each([
  ['optimizers-mnist', 'sgd', { units: [100, 100, 100, 100, 10], batchSize: 128, optimizer: { type: 'sgd', learningRate: 0.01 } }],
  ['initial-values', 'std', { units: [100, 100, 100, 100, 10], batchSize: 128, std: 0.01, sampling: 'replacement' }],
  ['batch-norm', 'with 15', { units: [100, 100, 100, 100, 100, 10], batchSize: 100, limit: 1000, std: expect.closeTo(1e-4, 12) }],
  [
    'overfitting',
    'decay 2',
    { units: [100, 100, 100, 100, 100, 100, 10], limit: 300, seed: 3, optimizer: { weightDecay: 0.1 }, count: 201 },
  ],
  ['overfitting', 'dropout 0', { units: [100, 100, 100, 100, 100, 100, 10], limit: 300, seed: 1, count: 301 }],
  ['search', '0', { units: [100, 100, 100, 100, 100, 100, 10], limit: 500, validation: 100, count: 50 }],
])('%s, %s, trains the book’s network', (name, part, expected) => {
  const experiment = findExperiment(name);
  const spec = experiment.arm?.(part, parseControls(experiment, {})).spec;
  const dense = spec?.network.layers.filter(({ type }) => type === 'affine') ?? [];
  const { sampling, batchSize, duration } = spec?.training ?? {};
  expect({
    ...{ sampling, batchSize, count: duration?.count, limit: spec?.data.limit, validation: spec?.data.validation, seed: spec?.seed },
    ...{ units: dense.map(({ units }) => units), std: Reflect.get(Object(dense[0]?.weights), 'std'), optimizer: spec?.optimizer },
  }).toMatchObject(expected);
});

describe('claims are checked against the numbers', () => {
  const claimed = (name: string, results: Record<string, unknown>, controls: object = {}) => {
    const experiment = findExperiment(name);
    const claim = experiment.claim(parseControls(experiment, controls), results);
    if (!claim) throw new Error('nothing is claimed');
    expect(say(claim.criterion)).not.toBe('');
    for (const number of Object.values(claim.numbers)) expect(Number.isNaN(number)).toBe(false);
    return { holds: claim.holds, text: say(claim.text) };
  };
  const point = (epoch: number, trainingAccuracy: number, validationAccuracy: number) => ({
    ...{ epoch, iteration: epoch, trainingLoss: 1, trainingAccuracy, validationLoss: 1, validationAccuracy },
  });
  const arm = (loss: number, end: 'done' | 'diverged' = 'done') => ({ curve: [], losses: Array(100).fill(loss), end });
  const ended = (own: number, other: number, end: 'done' | 'diverged' = 'done') => ({
    ...{ curve: [point(201, own, other), point(301, own, other)], losses: [], end },
  });
  const every = (name: string, of: (part: string, index: number) => unknown, controls: object = {}) => {
    const experiment = findExperiment(name);
    return Object.fromEntries(experiment.parts(parseControls(experiment, controls)).map(({ id }, index) => [id, of(id, index)]));
  };

  it('of optimizers: every one below SGD, and none that overflowed', () => {
    const good = { sgd: arm(0.25), momentum: arm(0.08), adagrad: arm(0.06), adam: arm(0.05) };
    expect(claimed('optimizers-mnist', good).holds).toBe(true);
    expect(claimed('optimizers-mnist', { ...good, adam: arm(0.24) }).holds).toBe(false);
    const overflowed = claimed('optimizers-mnist', { ...good, momentum: arm(0.01, 'diverged') });
    expect(overflowed.holds).toBe(false);
    expect(overflowed.text).toContain('Momentum no number any more');
    expect(claimed('optimizers-mnist', { ...good, sgd: arm(0.1, 'diverged') }).holds).toBe(false);
  });

  it('of the race: SGD swings, and all arrive', () => {
    const race = findExperiment('optimizer-race');
    const with_ = (controls: object) => claimed('optimizer-race', resultsAtOnce(race, parseControls(race, controls)), controls).holds;
    expect(with_({})).toBe(true);
    expect(with_({ sgd: 0.4 })).toBe(false);
    expect(with_({ momentum: 5 })).toBe(false);
    expect(with_({ sgd: 1.2 })).toBe(false);
  });

  it('of initial values: σ = 0.01 stays, Xavier learns, He better', () => {
    const good = { std: arm(2.301), xavier: arm(0.34), he: arm(0.25) };
    expect(claimed('initial-values', good).holds).toBe(true);
    expect(claimed('initial-values', { ...good, he: arm(0.4) }).holds).toBe(false);
    expect(claimed('initial-values', { ...good, he: arm(0.1, 'diverged') }).holds).toBe(false);
    expect(claimed('initial-values', { ...good, std: arm(5) }).holds).toBe(false);
  });

  it('of BatchNorm: scales that overflowed have not learnt', () => {
    const learns = (without: number) => (part: string, index: number) =>
      ended(part.startsWith('with ') || index / 2 < without ? 0.9 : 0.1, 0);
    expect(claimed('batch-norm', every('batch-norm', learns(5)))).toEqual({
      holds: true,
      text: 'with BatchNorm 16 of 16 weight scales learn, without it 5',
    });
    expect(claimed('batch-norm', every('batch-norm', learns(9))).holds).toBe(false);
    expect(
      claimed(
        'batch-norm',
        every('batch-norm', () => ended(0.9, 0, 'diverged')),
      ).text,
    ).toContain('BatchNorm 0 of 16');
  });

  it('of overfitting: a network that was ruined has no gap worth the name', () => {
    const of = (decay: readonly [number, number], dropout: readonly [number, number]) => (part: string, index: number) => {
      const [own, other] = part.startsWith('plain') ? [1, 0.75] : part.startsWith('decay') ? decay : dropout;
      return ended(own - (index % 3) * 0.004, other);
    };
    const holds = (decay: readonly [number, number], dropout: readonly [number, number]) =>
      claimed('overfitting', every('overfitting', of(decay, dropout))).holds;
    expect(holds([0.88, 0.71], [0.95, 0.73])).toBe(true);
    expect(holds([0.96, 0.71], [0.95, 0.73])).toBe(false);
    expect(holds([0.1, 0.1], [0.95, 0.73])).toBe(false);
    expect(holds([0.88, 0.71], [0.1, 0.1])).toBe(false);
    expect(
      claimed(
        'overfitting',
        every('overfitting', () => ended(1, 0.75, 'diverged')),
      ).holds,
    ).toBe(false);
  });

  it('of the search: the accuracy follows the learning rate, and weight decay not at all', () => {
    const search = findExperiment('search');
    const controls = parseControls(search, {});
    const values = (part: string) => {
      const optimizer = search.arm?.(part, controls).spec.optimizer;
      return { learningRate: Number(optimizer?.learningRate), weightDecay: Number(optimizer?.weightDecay) };
    };
    const judged = (accuracy: (part: string) => number) =>
      claimed(
        'search',
        every('search', (part) => ended(0, accuracy(part))),
      ).holds;
    expect(judged((part) => values(part).learningRate * 50)).toBe(true);
    expect(judged((part) => values(part).weightDecay * 5000)).toBe(false);
    expect(judged(() => 0.5)).toBe(false);
  });

  it('of small kernels: about as well, within the stated half point', () => {
    const of = (accuracies: Record<string, number>) => every('kernel-size', (part) => ended(0, accuracies[part] ?? 0.97));
    expect(claimed('kernel-size', of({})).holds).toBe(true);
    expect(claimed('kernel-size', of({ five: 0.978 })).holds).toBe(false);
    expect(
      claimed(
        'kernel-size',
        every('kernel-size', () => ended(0, 0.97, 'diverged')),
      ).holds,
    ).toBe(false);
  });

  it('of half precision: neither accuracy nor answers change', () => {
    const answers = (wrong: number, shifted = 0) => {
      const predicted = Array.from({ length: 1000 }, (_, image) => (image < wrong ? 1 : 0) + (image >= 1000 - shifted ? 2 : 0));
      return { bytes: 4, images: 1000, correct: 1000 - wrong - shifted, predicted };
    };
    const holds = (half: unknown, int8: unknown) => claimed('half-precision', { float32: answers(5), float16: half, int8 }).holds;
    expect(holds(answers(5), answers(6))).toBe(true);
    expect(holds(answers(7), answers(6))).toBe(false);
    expect(holds({ ...answers(5, 20), correct: 995 }, answers(6))).toBe(false);
    expect(holds(answers(5), answers(15))).toBe(false);
  });

  it('of a design of one’s own: numbers that vanish or explode do not keep their spread', () => {
    const layers = (...deviations: number[]) => ({
      own: deviations.map((deviation) => ({ name: 'x', low: 0, high: 1, counts: [1], outside: 0, mean: 0, deviation, atEnds: 0 })),
    });
    const controls = { design: presetSpec('four-hidden') };
    expect(claimed('activations', layers(0.4, 0.5, 0.9), controls).holds).toBe(true);
    expect(claimed('activations', layers(0.4, 1e-3, 1e-8), controls).holds).toBe(false);
    expect(claimed('activations', layers(0.4, 40), controls).holds).toBe(false);
    expect(claimed('activations', layers(0, 0), controls).holds).toBe(false);
  });

  it('of the ranking: below is not above, and nothing is without an error', () => {
    const of = (correct: number) => claimed('ranking', {}, { best: { name: 'Mine', correct, images: 10_000 } });
    expect(of(9960).holds).toBe(true);
    expect(of(9940)).toMatchObject({ holds: false });
    expect(of(9700).text).toMatch(
      /^Mine, 97\.00 ± 0\.17 %, stands at place 10 of 10, \d+\.\d standard errors below the book’s DeepConvNet$/,
    );
    expect(of(10_000).text).toMatch(/100\.00 ± 0\.01 %, stands at place 1 of 10/);
  });
});

it('paths of optimizers are those of NumPy', () => {
  const paths = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../fixtures/optimizer-paths.json'), 'utf8'));
  const race = findExperiment('optimizer-race');
  const controls = parseControls(race, {});
  for (const [rule, expected] of Object.entries<[number, number][]>(paths)) {
    const points = resultsAtOnce(race, controls)[rule] as { x: number; y: number }[];
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
  // p = 9,962 / 10,004: √(p (1 − p) / 10,004) = 0.0646 points
  expect(say(ranking.claim(controls, {})?.text ?? { template: '', values: [] })).toMatch(
    // (0.9960 − 0.9938) / √(0.0646² + 0.0797²) %
    /^Mine, 99\.60 ± 0\.06 %, stands at place 6 of 10, 2\.1 standard errors above/,
  );
});

it('a control out of range is refused with place, value and remedy', () => {
  expect(() => parseControls(findExperiment('batch-norm'), { epochs: 0 })).toThrow('epochs: 0 is too small; use at least 1');
  expect(() => findExperiment('magic')).toThrow(/^magic: is no experiment; use optimizer-race, /);
});
