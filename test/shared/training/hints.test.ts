import { say } from '@shared/phrase';
import { assertChangeable } from '@shared/spec/changes';
import { presetSpec } from '@shared/spec/presets';
import { hintsOf } from '@shared/training/hints';
import type { RunView } from '@shared/training/hints/hint';
import type { Insight, LayerHealth } from '@shared/training/observer';
import { expect, it } from 'vitest';

const spec = presetSpec('two-layer');
const layer: LayerHealth = {
  ...{ index: 0, label: 'Dense', outputs: 50, activation: 'ReLU', updateRatio: 1e-3 },
  ...{ histogram: [], low: 0, high: 1, mean: 0, deviation: 1, idle: 0.5, dead: 0.02, saturated: null },
};
const seen = (change: Partial<LayerHealth>): Insight => ({
  ...{ iteration: 500, learningRate: 0.1, images: 128, set: 'validation', filters: null, hardest: [] },
  layers: [{ ...layer, ...change }],
});
const healthy: RunView = {
  ...{ spec, iteration: 500, iterations: 5000, losses: [2.3, 1, 0.3], accuracies: [0.1, 0.9, 0.95], insight: seen({}) },
  validations: [
    { iteration: 250, loss: 0.4, accuracy: 0.93 },
    { iteration: 500, loss: 0.35, accuracy: 0.94 },
  ],
};

it('says nothing of a run that is well', () => {
  expect(hintsOf(healthy)).toEqual([]);
});

it('does not tell of dead units that a network does without, as the preset that the studio opens with', () => {
  const ofPreset = { accuracies: [0.1, 0.93, 0.975], insight: seen({ dead: 0.3 }) };
  expect(hintsOf({ ...healthy, ...ofPreset })).toEqual([]);
  // What it came to with seed 1 while it was at 93 %.
  expect(hintsOf({ ...healthy, accuracies: [0.1, 0.93], insight: seen({ dead: 0.227 }) })).toEqual([]);
});

it.each<[string, Partial<RunView>, string, string]>([
  ['dead units', { insight: seen({ dead: 0.3 }) }, '30 % of layer 1 (Dense) never fires', 'Try a learning rate of 0.05'],
  ['saturation', { insight: seen({ saturated: 0.8 }) }, '80 % of what layer 1 (Dense) gives lies', 'Try a learning rate of 0.05'],
  [
    'large updates',
    { insight: seen({ updateRatio: 0.2 }) },
    'One step moves the weights of layer 1 (Dense) by 20 %',
    'Try a learning rate of 0.03',
  ],
  ['small updates', { insight: seen({ updateRatio: 1e-7 }) }, 'One step moves no layer’s weights', 'Try a learning rate of 1'],
  ['a rising loss', { losses: [2.3, 0.5, 4] }, 'The loss has risen from 0.500 to 4.00', 'Try a learning rate of 0.03'],
  ['no learning', { losses: [2.3, 2.31, 2.29] }, 'After 500 iterations the loss is still that of guessing', 'Try a learning rate of 1'],
  [
    'overfitting',
    {
      accuracies: [0.5, 1],
      validations: [
        { iteration: 250, loss: 0.4, accuracy: 0.93 },
        { iteration: 500, loss: 0.5, accuracy: 0.93 },
      ],
    },
    'Training reads 100 % right, validation 93 %',
    'Try a weight decay of 0.0001',
  ],
])('tells of %s, and of something that can be done while it trains', (_what, change, text, fix) => {
  const [hint, ...others] = hintsOf({ ...healthy, ...change });
  expect(others).toEqual([]);
  expect(say(hint?.text ?? { template: '', values: [] })).toContain(text);
  expect(hint?.fixes.map(({ label }) => say(label))).toEqual([fix]);
  for (const { apply } of hint?.fixes ?? []) expect(() => assertChangeable(spec, apply(spec))).not.toThrow();
});

it('waits until the schedule has brought the learning rate up, and then means its peak', () => {
  const cycle = { ...spec, schedule: { type: 'one-cycle', rise: 0.3, start: 25, end: 1e4 } };
  const dead = { ...seen({ dead: 0.6 }), learningRate: 0.08 };
  const run = { ...healthy, spec: cycle, insight: dead, iterations: 5000 };
  expect(hintsOf({ ...run, iteration: 1500 })).toEqual([]);
  const [hint] = hintsOf({ ...run, iteration: 1700 });
  expect(hint?.fixes.map(({ label }) => say(label))).toEqual(['Try a peak learning rate of 0.05, not 0.1']);
  // Near its end another peak changes nothing.
  expect(hintsOf({ ...run, iteration: 4900, insight: { ...dead, learningRate: 1e-4 } })[0]?.fixes).toEqual([]);
});

it('of another schedule waits for its warm-up', () => {
  const warm = { ...spec, schedule: { type: 'constant', warmUp: 2000 } };
  const run = { ...healthy, spec: warm, insight: seen({ dead: 0.6 }) };
  expect(hintsOf({ ...run, iteration: 2050 })).toEqual([]);
  expect(hintsOf({ ...run, iteration: 2100 })).toHaveLength(1);
});
