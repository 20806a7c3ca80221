import { assertChangeable, differences, specAt, withChange } from '@shared/spec/changes';
import { presetSpec } from '@shared/spec/presets';
import { withLayers, withTraining } from '@shared/spec/problem';
import type { RunSpec } from '@shared/spec/run-spec';
import { describe, expect, it } from 'vitest';

const spec = presetSpec('small-cnn');
const withRate = (learningRate: number): RunSpec => ({ ...spec, optimizer: { ...spec.optimizer, learningRate } });
const layer = (place: number, change: object) =>
  withLayers(spec, (layers) => layers.map((each, index) => (index === place ? { ...each, ...change } : each)));

const averaged = (from: number, learningRate = 0.1) => withTraining(spec, { averaging: { type: 'swa', from, learningRate } });

describe('while a run trains', () => {
  it.each<[string, RunSpec]>([
    ['the learning rate', withRate(0.5)],
    ['the schedule', { ...spec, schedule: { type: 'constant', warmUp: 0 } }],
    ['the length', withTraining(spec, { duration: { unit: 'epochs', count: 9 } })],
    ['gradient clipping', withTraining(spec, { clipNorm: 1 })],
    ['the ratio of dropout', layer(8, { ratio: 0.5 })],
    ['the name', { ...spec, name: 'Other' }],
    ['the learning rate of an average', averaged(4, 0.5)],
  ])('%s may be changed', (_what, changed) => {
    expect(() => assertChangeable(changed.training.averaging.type === 'none' ? spec : averaged(4), changed)).not.toThrow();
  });

  it.each<[string, RunSpec, string]>([
    ['the seed', { ...spec, seed: 2 }, 'seed: cannot be changed while a run trains: it decides the initial values'],
    ['the batch size', withTraining(spec, { batchSize: 32 }), 'training.batchSize: cannot be changed while a run trains'],
    ['the optimizer', { ...spec, optimizer: { type: 'sgd', learningRate: 0.1, weightDecay: 0 } }, 'optimizer.type: cannot be changed'],
    ['a shape', layer(0, { filters: 8 }), 'network.layers: its layers and their shapes cannot be changed'],
    ['the stack', layer(8, { bypassed: true }), 'network.layers: its layers and their shapes cannot be changed'],
  ])('%s may not, and the error says why', (_what, changed, message) => {
    expect(() => assertChangeable(spec, changed)).toThrow(message);
  });

  it('which epochs an average is of may not, for its weights count them', () => {
    expect(() => assertChangeable(averaged(4), averaged(2))).toThrow('training.averaging.from: cannot be changed while a run trains');
    expect(() => assertChangeable(spec, averaged(4))).toThrow('training.averaging.type: cannot be changed while a run trains');
  });
});

it('of several changes at one iteration the last counts', () => {
  const changes = [10, 20, 20].reduce(
    (list, iteration, index) => withChange(list, { iteration, spec: withRate(index + 1) }),
    [] as ReturnType<typeof withChange>,
  );
  expect(changes.map(({ iteration, spec: at }) => [iteration, at.optimizer.learningRate])).toEqual([
    [10, 1],
    [20, 3],
  ]);
  expect([9, 10, 19, 20].map((iteration) => specAt(spec, changes, iteration).optimizer.learningRate)).toEqual([0.004, 1, 1, 3]);
});

it('differences are told leaf by leaf', () => {
  expect(differences(spec, layer(8, { ratio: 0.5 }))).toEqual([{ path: 'network.layers[8].ratio', before: 0.2, after: 0.5 }]);
});
