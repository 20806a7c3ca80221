import type { RunDetails, RunMaking } from '@shared/contracts/run';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import type { RunColour } from '@shared/spec/run-label';
import type { RunSpec } from '@shared/spec/run-spec';
import { describe, expect, it } from 'vitest';
import { curveOf, settingRows, toldApart } from '../../../../src/renderer/views/runs/compared';
import { madeUpFacts } from '../../../support/runs';
import { wordsOf } from '../../../support/words';

const words = wordsOf('en');
const mnist = { checksums: { trainingImages: 'abcdefghij' }, original: true };
const made = (spec: RunSpec, change: Partial<RunMaking> = {}): RunMaking => ({ ...madeUpFacts({ spec }), dataset: mnist, ...change });
const differences = (...makings: RunMaking[]) =>
  Object.fromEntries(
    settingRows(makings, words)
      .filter(({ differs }) => differs)
      .map(({ title, values }) => [title, values]),
  );
const cnn = presetSpec('small-cnn');
const withLayers = (change: (layers: RunSpec['network']['layers']) => object[]) =>
  parseRunSpec({ ...cnn, network: { ...cnn.network, layers: change(cnn.network.layers) } });

describe('the settings of two runs', () => {
  it('are the same where they are', () => {
    expect(differences(made(cnn), made(cnn))).toEqual({});
    expect(settingRows([made(cnn)], words).length).toBeGreaterThan(20);
  });

  it('differ where a layer is switched off', () => {
    const off = withLayers((layers) => layers.map((layer, index) => (index === 1 ? { ...layer, bypassed: true } : layer)));
    expect(differences(made(cnn), made(off))).toEqual({ '2 · Layer': ['ReLU', 'ReLU, switched off'] });
  });

  it('differ where a layer is another, also one without settings', () => {
    const other = withLayers((layers) => layers.map((layer) => (layer.type === 'relu' ? { type: 'tanh' } : layer)));
    expect(differences(made(cnn), made(other))['2 · Layer']).toEqual(['ReLU', 'Tanh']);
  });

  it('differ where one was changed on the way to the same end', () => {
    const faster = { ...cnn, optimizer: { ...cnn.optimizer, learningRate: 0.5 } };
    const changed = made(faster, { changes: [{ iteration: 300, spec: cnn }] });
    expect(differences(made(cnn), changed)).toEqual({
      'Changed while training (at iteration)': ['', expect.stringMatching(/^Learning rate 0\.5 → 0\.004 \(300\)$/)],
    });
  });

  it('differ where data or what they began with do', () => {
    const custom = { checksums: { trainingImages: '0123456789' }, original: false };
    expect(differences(made(cnn), made(cnn, { from: 'imported', dataset: custom }))).toEqual({
      Dataset: ['MNIST (original)', 'Custom (01234567…)'],
      'Began with': ['Initial values', 'Imported parameters'],
    });
  });

  it('differ where they were begun on other machines', () => {
    const on = (processor: string) => made(cnn, { machine: { processor, engine: 'narrow' } });
    expect(differences(made(cnn), on('EPYC'))).toEqual({ 'Begun on': ['', 'EPYC, engine narrow'] });
    expect(differences(on('EPYC'), on('EPYC'))).toEqual({});
  });

  it('differ in the last digit of a seed, and in what is neither number nor choice', () => {
    expect(differences(made({ ...cnn, seed: 1_234_561 }), made({ ...cnn, seed: 1_234_562 }))).toEqual({ Seed: ['1234561', '1234562'] });
    const padded = withLayers((layers) => layers.map((layer, index) => (index === 0 ? { ...layer, padding: 2 } : layer)));
    expect(differences(made(cnn), made(padded))).toEqual({ '1 · Convolution · Padding': ['same', '2'] });
  });

  it('name no optimizer where a setting is of several', () => {
    const [adam, sgd] = [
      { type: 'adam', learningRate: 0.01 },
      { type: 'sgd', learningRate: 0.5 },
    ].map((optimizer) => made(parseRunSpec({ ...cnn, optimizer })));
    if (!adam || !sgd) throw new Error('there are no runs');
    expect(differences(adam, sgd)).toMatchObject({ 'Learning rate': ['0.01', '0.5'], Optimizer: ['Adam', 'SGD'] });
    expect(settingRows([adam, adam], words).map(({ title }) => title)).toContain('Adam · Learning rate');
    // A setting of one alone names it.
    expect(Object.entries(differences(adam, sgd))).toContainEqual([expect.stringMatching(/^Adam · /), ['0.9', '']]);
  });

  it('are two where layers of two kinds stand in one place', () => {
    const pooled = withLayers((layers) => [{ type: 'max-pool' }, ...layers.slice(1)]);
    const found = differences(made(cnn), made(pooled));
    expect(found['1 · Layer']).toEqual(['Convolution', 'Max pooling']);
    expect(found['1 · Convolution · Filters']).toEqual([expect.stringMatching(/^\d+$/), '']);
  });

  it('have a row each, also where one path stands for two of them', () => {
    const lasting = (duration: object) => made(parseRunSpec({ ...cnn, training: { ...cnn.training, duration } }));
    const keys = settingRows([lasting({ unit: 'epochs', count: 3 }), lasting({ unit: 'iterations', count: 9 })], words).map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('tell settings of the same name apart', () => {
    const titles = settingRows([made(presetSpec('accurate-cnn'))], words).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('a curve', () => {
  const details = (count: number): RunDetails => ({
    ...{ folder: 'a', making: null, validations: [{ iteration: 5, loss: 1, accuracy: 0.5 }], damagedLines: 0 },
    metrics: {
      iterations: Array.from({ length: count }, (_, index) => index + 1),
      losses: Array.from({ length: count }, () => 2),
      accuracies: Array.from({ length: count }, (_, index) => index / count),
      learningRates: [],
      every: 1,
    },
  });

  it('has every point of a short run, and some hundred of a long one up to its last', () => {
    expect(curveOf(details(30), 'trainingAccuracy').map(([iteration]) => iteration)).toHaveLength(30);
    const long = curveOf(details(50_000), 'trainingLoss');
    expect(long.length).toBeLessThanOrEqual(401);
    expect(long.at(-1)?.[0]).toBe(50_000);
    expect(curveOf(details(30), 'validationAccuracy')).toEqual([[5, 0.5]]);
  });
});

describe('lines of runs', () => {
  const line = (name: string, colour: RunColour, last: number) => ({
    name,
    colour,
    points: [
      [1, 0],
      [2, last],
    ] as const,
  });
  const dashes = (...lines: ReturnType<typeof line>[]) => toldApart(lines).map(({ dash, same }) => [dash, same]);

  it('keep their colours, and are dashed where those are one', () => {
    const apart = toldApart([line('a', 'blue', 1), line('b', 'orange', 2), line('c', 'blue', 3), line('d', 'blue', 4)]);
    expect(apart.map(({ colour, dash }) => [colour, dash])).toEqual([
      ['blue', 0],
      ['orange', 0],
      ['blue', 1],
      ['blue', 2],
    ]);
  });

  it('without a point are no curve, and lie over none', () => {
    const none = { name: 'b', colour: 'green', points: [] } as const;
    expect(toldApart([line('a', 'blue', 1), none, { ...none, name: 'c' }]).map(({ same }) => same)).toEqual([null, null, null]);
  });

  it('are dashed too where they lie over each other, and say over which', () => {
    expect(dashes(line('a', 'blue', 1), line('b', 'orange', 1), line('c', 'green', 1))).toEqual([
      [0, null],
      [1, 'a'],
      [2, 'a'],
    ]);
  });
});
