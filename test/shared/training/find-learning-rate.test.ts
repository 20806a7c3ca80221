import { ImageSet } from '@shared/data/image-set';
import { engine } from '@shared/kernels/engines';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import { complete } from '@shared/training/evaluation';
import { findLearningRate, judged } from '@shared/training/find-learning-rate';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { expect, it } from 'vitest';
import { stripesDataset } from '../../support/digits';

const dataset = stripesDataset();
const createTeam = soloTeam(engine.create);

const spec = parseRunSpec({
  version: 1,
  name: 'Rates',
  data: { validation: 40 },
  network: {
    input: [12, 7, 1],
    layers: [{ type: 'affine', units: 16, weights: { type: 'he' } }, { type: 'relu' }, { type: 'affine', units: 10 }],
  },
  optimizer: { type: 'momentum', learningRate: 0.3 },
  schedule: { type: 'cosine' },
  training: { batchSize: 50, averaging: { type: 'ema' }, keep: 'averaged', patience: 1 },
});

it('rises by the same factor from the first rate to the last, whatever the design’s own schedule is', () => {
  const { points } = complete(findLearningRate({ spec, dataset, createTeam, from: 1e-4, to: 1e-2, iterations: 21 }));
  expect(points).toHaveLength(21);
  points.forEach(({ learningRate }, index) => {
    expect(learningRate).toBeCloseTo(1e-4 * 10 ** (index / 10), 12);
  });
});

it('suggests the same every time, from a rate at which it learns', () => {
  const find = () => complete(findLearningRate({ spec, dataset, createTeam }));
  const found = find();
  expect(find()).toEqual(found);
  const rate = found.points[found.suggested ?? -1]?.learningRate ?? 0;
  const session = new TrainingSession({
    spec: parseRunSpec({
      ...spec,
      optimizer: { ...spec.optimizer, learningRate: rate },
      training: { ...spec.training, duration: { unit: 'epochs', count: 5 } },
    }),
    dataset,
    createTeam,
  });
  const accuracies = [...session.events()].flatMap((event) => (event.type === 'evaluated' ? [event.evaluation.accuracy] : []));
  expect(accuracies.at(-1)).toBeGreaterThan(0.9);
});

it('ends where the loss leaps up or is no number any more', () => {
  // One layer alone, whose units cannot die, on labels that nothing tells: its loss grows with what it overshoots by.
  const { shape, classes, pixels, labels } = dataset.training;
  const training = new ImageSet(
    shape,
    classes,
    pixels,
    labels.map((_, image) => (image * image * 7 + (image >> 2)) % 10),
  );
  const linear = parseRunSpec({ ...spec, network: { ...spec.network, layers: [{ type: 'affine', units: 10 }] } });
  const { points } = complete(
    findLearningRate({ spec: linear, dataset: { ...dataset, training }, createTeam, from: 1e-3, to: 1e6, iterations: 100 }),
  );
  expect(points.length).toBeLessThan(100);
});

it('suggests the steepest place, at most a third of the lowest, and none where the loss only rises', () => {
  const rates = Array.from({ length: 61 }, (_, index) => 1e-6 * 10 ** (index / 10));
  // A fall centred on 1e-3, a rise behind 1e-1.
  const losses = rates.map((rate) => 2.3 - 1 / (1 + (1e-3 / rate) ** 2) + (rate > 0.1 ? 5 * Math.log10(rate / 0.1) : 0));
  const found = judged(rates.map((learningRate, index) => ({ learningRate, loss: losses[index] ?? 0 })));
  expect(rates[found.suggested ?? -1]).toBeCloseTo(1e-3, 6);
  // A cliff right before the lowest.
  const cliff = judged(
    rates.map((learningRate, index) => ({ learningRate, loss: 2.3 - 0.001 * index - (index > 45 ? 1 : 0) + (index > 50 ? index : 0) })),
  );
  expect(rates[cliff.suggested ?? -1]).toBeLessThanOrEqual((rates[cliff.lowest] ?? 0) / 3);
  expect(judged(rates.map((learningRate, index) => ({ learningRate, loss: 1 + index }))).suggested).toBeNull();
});

it('refuses a design that does not fit', () => {
  expect(() => complete(findLearningRate({ spec: presetSpec('two-layer'), dataset, createTeam }))).toThrow(/network.input/);
});
