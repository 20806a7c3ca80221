import { activationStatistics, BINS } from '@shared/analysis/activation-statistics';
import { engine } from '@shared/kernels/engines';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { complete } from '@shared/training/evaluation';
import { createObserver } from '@shared/training/observer';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { stripesDataset } from '../../support/digits';

const dataset = stripesDataset();

function observed(layers: unknown[], validation = 40) {
  const spec = parseRunSpec({
    version: 1,
    name: 'Observed',
    data: { validation },
    network: { input: [12, 7, 1], layers },
    optimizer: { type: 'sgd', learningRate: 0.1 },
    training: { batchSize: 50, duration: { unit: 'iterations', count: 8 } },
  });
  const session = new TrainingSession({ spec, dataset, createTeam: soloTeam(engine.create) });
  return { session, observer: createObserver(session, engine.create), spec };
}

describe('the observer', () => {
  it('tells of each layer with weights, by the activation behind it', () => {
    const { session, observer } = observed([
      { type: 'conv2d', filters: 6 },
      { type: 'batch-norm' },
      { type: 'relu' },
      { type: 'max-pool' },
      { type: 'affine', units: 12, weights: { type: 'he' } },
      { type: 'sigmoid' },
      { type: 'affine', units: 10 },
    ]);
    observer.begin();
    session.events().next();
    const insight = observer.look(0.1);
    expect(insight.layers.map(({ index, label, outputs, activation }) => [index, label, outputs, activation])).toEqual([
      [0, 'Convolution', 6, 'ReLU'],
      [4, 'Dense', 12, 'Sigmoid'],
      [6, 'Dense', 10, null],
    ]);
    const [convolution, hidden, last] = insight.layers;
    expect(convolution?.dead).not.toBeNull();
    expect(hidden?.saturated).not.toBeNull();
    expect([last?.dead, last?.saturated]).toEqual([null, null]);
    for (const { updateRatio, histogram } of insight.layers) {
      expect(updateRatio).toBeGreaterThan(0);
      expect(updateRatio).toBeLessThan(1);
      expect(histogram).toHaveLength(BINS);
    }
    expect([insight.set, insight.images, insight.iteration]).toEqual(['validation', 40, 1]);
    expect(insight.filters).toMatchObject({ count: 6, height: 3, width: 3 });
    expect(insight.hardest).toHaveLength(12);
    const losses = insight.hardest.map(({ loss }) => loss);
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
  });

  it('looks at training images where none are held back, and at weights of pixels as images', () => {
    const { session, observer } = observed([{ type: 'affine', units: 10 }], 0);
    observer.begin();
    session.events().next();
    const { set, filters } = observer.look(0.1);
    expect(set).toBe('training');
    expect(filters).toMatchObject({ count: 10, height: 12, width: 7 });
    const largest = filters ? filters.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) : 0;
    expect(largest).toBe(127);
  });

  it('changes nothing of the run', () => {
    const layers = [{ type: 'affine', units: 12 }, { type: 'relu' }, { type: 'dropout' }, { type: 'affine', units: 10 }];
    const [plain, watched] = [observed(layers), observed(layers)];
    complete(plain.session.events());
    for (const event of watched.session.events()) {
      if (event.type !== 'iteration') continue;
      watched.observer.begin();
      watched.observer.look(event.learningRate);
    }
    expect(watched.session.checkpoint()).toEqual(plain.session.checkpoint());
  });
});

describe('the statistics of activations', () => {
  const relu = { idle: (y: number) => y === 0 };

  it('count a channel as dead where it is idle in every place of every image', () => {
    const rows = [Float32Array.of(0, 1, 0, 0, 2, 0), Float32Array.of(0, 0, 3, 0, 0, 0)]; // pixels of channels a, b, c
    const { dead, idle, low, high, mean } = activationStatistics(rows, 3, relu);
    expect(dead).toBeCloseTo(1 / 3); // a
    expect(idle).toBeCloseTo(9 / 12);
    expect([low, high]).toEqual([1, 3]);
    expect(mean).toBeCloseTo(6 / 12);
  });

  it('put every number that is not idle into the histogram once', () => {
    const values = Float32Array.from({ length: 1000 }, (_, index) => Math.sin(index));
    const { histogram, saturated } = activationStatistics([values], 1000, { saturated: (y) => Math.abs(y) > 0.9 });
    expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(saturated).toBeCloseTo(values.filter((y) => Math.abs(y) > 0.9).length / 1000);
  });
});
