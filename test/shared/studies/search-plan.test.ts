/** Searches in the abstract: what is tried, in which order, and that nobody's speed changes it. */
import { createRandom } from '@shared/random/threefry';
import { presetSpec } from '@shared/spec/presets';
import { settingsOf, withValues } from '@shared/spec/settings';
import { bookSearchSpec, bookSpace } from '@shared/studies/book-search';
import { ranked, trialResults } from '@shared/studies/results';
import { parseSearch, strategyOf, trialSpec } from '@shared/studies/search-spec';
import { gridSize, gridValues, integerPaths, randomValues, type Space, shareOf } from '@shared/studies/space';
import { describe, expect, it } from 'vitest';
import { accuracyOf, jobsOf, search } from '../../support/searches';

describe('successive halving', () => {
  const spec = search({ type: 'asha', first: 2, factor: 3 });
  const jobs = jobsOf(spec, 4, 1);

  it('climbs 2, 6, 18 and the whole 50 epochs', () => {
    expect([...new Set(jobs.map(({ toEpoch }) => toEpoch))].toSorted((a, b) => a - b)).toEqual([2, 6, 18, 50]);
  });

  it('goes on with each trial from where it was left, and with about one in three', () => {
    const count = (epochs: number) => jobs.filter(({ toEpoch }) => toEpoch === epochs).length;
    expect(count(2)).toBe(40);
    // Asynchronous promotion makes up to some more than a third, for it cannot wait to know all.
    expect(count(6)).toBeGreaterThanOrEqual(Math.floor(40 / 3));
    expect(count(6)).toBeLessThan(40 / 2);
    for (const { trial, fromEpoch, number } of jobs) {
      if (fromEpoch > 0) expect(jobs.some((job) => job.trial === trial && job.toEpoch === fromEpoch && job.number < number)).toBe(true);
    }
  });

  it('trains the best trial of all to the end', () => {
    const best = jobs
      .filter(({ trial }) => trial % 7 !== 3)
      .toSorted((a, b) => accuracyOf({ ...b, toEpoch: 0 }) - accuracyOf({ ...a, toEpoch: 0 }))[0];
    expect(jobs.some(({ trial, toEpoch }) => trial === best?.trial && toEpoch === 50)).toBe(true);
  });

  it.each([3, 9, 27, 100])('of %i trials lets a third of every rung go on before it ends', (trials) => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const each = search({ type: 'asha', first: 2, factor: 3 }, { trials, seed });
      const all = jobsOf(each, 4, seed);
      // A third of those that came as far went on from every rung, rounded down.
      for (const [rung, next] of [
        [2, 6],
        [6, 18],
        [18, 50],
      ]) {
        const count = (epochs: number | undefined) => all.filter(({ toEpoch }) => toEpoch === epochs).length;
        expect(count(next)).toBeGreaterThanOrEqual(Math.floor(count(rung) / 3));
      }
    }
  });

  it('is another search with more trials at once, and the same on any number of workers', () => {
    const wide = search({ type: 'asha', first: 2, factor: 3, atOnce: 4 });
    const alone = jobsOf(wide, 1, 1);
    expect(jobsOf(wide, 4, 2)).toEqual(alone);
    expect(alone).not.toEqual(jobs);
  });

  it('costs far less than training every trial to the end', () => {
    const epochs = jobs.reduce((sum, { fromEpoch, toEpoch }) => sum + toEpoch - fromEpoch, 0);
    expect(epochs).toBeLessThan((40 * 50) / 3);
  });
});

describe('a space', () => {
  const space: Space = {
    version: 1,
    settings: [
      { path: 'optimizer.learningRate', scale: 'log', from: 1e-4, to: 1, steps: 5 },
      { path: 'training.batchSize', scale: 'linear', from: 50, to: 100, steps: 3 },
      { path: 'network.layers[1].type', values: ['relu', 'tanh'] },
    ],
  };

  it('as a grid has every combination once, the last setting changing fastest', () => {
    const integers = integerPaths(space, bookSearchSpec());
    const points = Array.from({ length: gridSize(space, integers) }, (_, index) => gridValues(space, integers, index));
    expect(points).toHaveLength(5 * 3 * 2);
    expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(30);
    expect(points.slice(0, 3).map((point) => Object.values(point))).toEqual([
      [0.0001, 50, 'relu'],
      [0.0001, 50, 'tanh'],
      [0.0001, 75, 'relu'],
    ]);
    expect([...new Set(points.map((point) => point['optimizer.learningRate']))]).toEqual([0.0001, 0.001, 0.01, 0.1, 1]);
  });

  it('is drawn evenly on its own scale', () => {
    const random = createRandom(1, 'search');
    const shares = Array.from({ length: 400 }, (_, trial) => randomValues(space, integerPaths(space, bookSearchSpec()), random, trial)).map(
      (values) => shareOf(space.settings[0] as Space['settings'][number], values['optimizer.learningRate'] ?? 0),
    );
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * 400)); // five standard errors
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  });

  it('draws every whole number of a range as often as any other, the ends too', () => {
    const dice: Space = { version: 1, settings: [{ path: 'network.layers[0].units', scale: 'linear', from: 1, to: 6, steps: 2 }] };
    const random = createRandom(1, 'search');
    const counts = new Map<unknown, number>();
    for (let trial = 0; trial < 6000; trial++) {
      const value = randomValues(dice, integerPaths(dice, bookSearchSpec()), random, trial)['network.layers[0].units'];
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    // Five standard errors of 6,000 throws.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt((6000 * 5) / 36));
  });

  it('as a grid tries a whole number once, however many steps are asked for', () => {
    const settings = [{ path: 'network.layers[0].units', from: 1, to: 3, steps: 7 }];
    const jobs = jobsOf(search({ type: 'grid' }, { space: { settings } }), 2, 1);
    expect(jobs.map(({ values }) => values['network.layers[0].units'])).toEqual([1, 2, 3]);
  });

  it('may hold the number of epochs: each trial is trained for its own, and the best is the best whatever its length', () => {
    const settings = [{ path: 'training.duration.count', values: [4, 16] }];
    const spec = search({ type: 'grid' }, { space: { settings } });
    const jobs = jobsOf(spec, 2, 1);
    expect(jobs.map(({ toEpoch }) => toEpoch)).toEqual([4, 16]);
    expect(strategyOf(spec).epochs).toBe(20);
    const results = trialResults(jobs.map((job) => ({ ...job, curve: [], accuracy: job.toEpoch === 4 ? 0.9 : 0.8, failure: null })));
    expect(ranked(spec, results).map(({ epochs }) => epochs)).toEqual([4, 16]);
  });

  it('takes settings of kinds that another setting chooses, for the trials that have them', () => {
    const settings = [
      { path: 'optimizer.type', values: ['momentum', 'adam'] },
      { path: 'optimizer.momentum', from: 0.5, to: 0.9 },
    ];
    const jobs = jobsOf(search({ type: 'random' }, { space: { settings } }), 2, 1);
    const specs = jobs.map(({ values }) => trialSpec({ spec: bookSearchSpec() }, values).optimizer);
    expect(new Set(specs.map(({ type }) => type))).toEqual(new Set(['momentum', 'adam']));
    jobs.forEach(({ values }, trial) => {
      expect(specs[trial]?.momentum).toBe(specs[trial]?.type === 'momentum' ? values['optimizer.momentum'] : undefined);
    });
  });

  it('reaches into residual blocks, and lets a layer become another of its family', () => {
    const spec = withValues(presetSpec('accurate-cnn'), {
      'network.layers[4].layers[0].kernel': 5,
      'network.layers[2].type': 'gelu',
    });
    expect(spec.network.layers[4]).toMatchObject({
      type: 'residual',
      layers: [{ type: 'conv2d', filters: 48, kernel: 5 }, {}, {}, {}, {}],
    });
    expect(spec.network.layers[2]).toEqual({ type: 'gelu' });
    const inception = withValues(presetSpec('inception'), { 'network.layers[4].branches[1][3].filters': 7 });
    expect(inception.network.layers[4]).toMatchObject({ branches: [{}, [{}, {}, {}, { type: 'conv2d', filters: 7 }, {}, {}], {}, {}] });
    const kinds = settingsOf(spec).find(({ path }) => path === 'network.layers[2].type')?.choices;
    expect(Object.keys(kinds ?? {})).toEqual(expect.arrayContaining(['relu', 'tanh']));
    expect(kinds).not.toHaveProperty('affine');
  });

  it('takes kinds as choices; settings that both kinds have are kept', () => {
    const spec = withValues(bookSearchSpec(), { 'optimizer.type': 'adam', 'optimizer.learningRate': 0.002 });
    expect(spec.optimizer).toMatchObject({ type: 'adam', learningRate: 0.002, beta1: 0.9 });
    expect(settingsOf(spec).find(({ path }) => path === 'optimizer.type')?.choices).toHaveProperty('sgd');
  });

  it.each([
    [
      'an unknown path',
      { path: 'optimizer.speed', from: 1, to: 2 },
      /^settings\[0\]\.path: "optimizer\.speed" is no number or choice of this spec; use one such as/,
    ],
    [
      'a range the wrong way round',
      { path: 'optimizer.learningRate', from: 1, to: 0.1 },
      'settings[0].to: 0.1 is not more than 1; give a larger one',
    ],
    [
      'a logarithm of nothing',
      { path: 'optimizer.learningRate', scale: 'log', from: 0, to: 1 },
      'settings[0].from: 0 has no logarithm; use more than 0, or a linear scale',
    ],
    ['a value out of range', { path: 'training.batchSize', from: 0, to: 10 }, 'settings[0].from: 0 is too small; use at least 1'],
    [
      'a range of a choice',
      { path: 'optimizer.type', from: 1, to: 2 },
      'settings[0].from: 1 is a number, "optimizer.type" a choice; give "values"',
    ],
    [
      'an unknown choice',
      { path: 'training.sampling', values: ['epochs', 'never'] },
      /^settings\[0\]\.values\[1\]: "never" is not known; use "replacement" or "epochs"/,
    ],
    [
      'drawings, which are not for trials',
      { path: 'data.drawings', values: [true, false] },
      /^settings\[0\]\.path: "data\.drawings" makes no difference/,
    ],
    ['the seed', { path: 'seed', from: 1, to: 5 }, /^settings\[0\]\.path: "seed" decides which images trials are judged by/],
  ])('with %s is refused with place, value and remedy', (_what, setting, message) => {
    expect(() => search({ type: 'random' }, { space: { settings: [setting] } })).toThrow(message);
  });

  it('may not decide what the method decides', () => {
    const settings = [{ path: 'training.duration.count', from: 5, to: 50 }];
    expect(() => search({ type: 'random' }, { space: { settings } })).not.toThrow();
    expect(() => search({ type: 'asha' }, { space: { settings } })).toThrow(
      'settings[0].path: "training.duration.count" is what successive halving itself decides; leave it out, or search at random',
    );
  });

  it('on drawings, which no other machine has, is refused', () => {
    const spec = bookSearchSpec();
    expect(() => parseSearch({ version: 1, spec: { ...spec, data: { ...spec.data, drawings: true } }, space: bookSpace })).toThrow(
      /^data\.drawings: true: trials learn from the dataset alone/,
    );
  });

  it('without validation images is refused', () => {
    const spec = bookSearchSpec();
    expect(() => parseSearch({ version: 1, spec: { ...spec, data: { ...spec.data, validation: 0 } }, space: bookSpace })).toThrow(
      'data.validation: 0 holds no images back, and trials are judged by those; use more than 0',
    );
    expect(() => parseSearch({ version: 9 })).toThrow(
      'version: 9 was written by a newer Kasane than this one, which reads up to 1; update Kasane',
    );
  });
});
