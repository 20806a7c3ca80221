/** One step: what it keeps is what training does, and every number is the sum that it is said to be. */
import { engine } from '@shared/kernels/engines';
import { explain, type Target } from '@shared/lab/one-step/explain';
import { oneStep, type SteppedLayer } from '@shared/lab/one-step/step';
import { describeNetwork } from '@shared/nn/description';
import { optimizerKinds } from '@shared/nn/optimizers';
import { featuresOf } from '@shared/nn/shape';
import { say } from '@shared/phrase';
import { reportHtml } from '@shared/reports/html';
import { stepReport } from '@shared/reports/step-report';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { realMnist } from '../../../support/digits';

const IMAGES = 3;
const mnist = realMnist();
const images = mnist.training.slice(0, IMAGES);
const start = (spec: RunSpec) => ({ spec, parameters: null, states: [], iteration: 0, trainingImages: IMAGES });
const take = (spec: RunSpec) => oneStep(start(spec), images, engine);
const of = (layers: object[], more: object = {}) => parseRunSpec({ version: 3, name: 'Stepped', network: { layers }, ...more });

const conv = (filters: number, settings: object = {}) => ({ type: 'conv2d', filters, ...settings });
const dense = { type: 'affine', units: 10, weights: { type: 'he' } };
const networks: readonly (readonly [string, RunSpec])[] = [
  ['dense layers', of([{ type: 'affine', units: 12, weights: { type: 'he' } }, { type: 'tanh' }, { type: 'dropout', ratio: 0.4 }, dense])],
  [
    'windows',
    of([
      conv(4, { stride: 2, padding: { top: 2, right: 0, bottom: 1, left: 1 } }),
      { type: 'leaky-relu' },
      { type: 'max-pool', window: 3, stride: 2, padding: 1 },
      conv(3),
      { type: 'average-pool', padding: 1 },
      dense,
    ]),
  ],
  [
    'normalisation',
    of([conv(3), { type: 'batch-norm' }, { type: 'relu' }, { type: 'global-average-pool' }, { type: 'batch-norm' }, dense]),
  ],
  [
    'blocks',
    of([
      conv(4, { stride: 3 }),
      { type: 'residual', layers: [conv(4), { type: 'gelu' }] },
      { type: 'residual', layers: [conv(6, { stride: 2 })], projection: true },
      { type: 'flatten' },
      dense,
    ]),
  ],
];

/** Some of so many. */
const some = (count: number) => [0, 0.31, 0.5, 0.77].map((share) => Math.floor(share * count));

function targetsOf(layer: SteppedLayer, isBlock: boolean): Target[] {
  const image = IMAGES - 1;
  return [
    ...some(featuresOf(layer.outputShape)).map((index): Target => ({ of: 'output', image, index })),
    ...some(featuresOf(layer.inputShape)).map((index): Target => ({ of: 'input gradient', image, index })),
    ...(isBlock ? [] : layer.tensors.filter(({ gradient }) => gradient)).flatMap(({ letter, before }) =>
      some(before.length).map((index): Target => ({ of: 'gradient', letter, index })),
    ),
  ];
}

describe.each(networks)('of %s', (_name, spec) => {
  const stepped = take(spec);

  it('the engine computes the same', () => {
    expect(stepped.greatestDifference).toBeLessThan(1e-4);
  });

  it('every number is the sum of its terms', () => {
    for (const [place, { layer, input, label }] of describeNetwork(spec.network).entries()) {
      const own = stepped.layers[place];
      if (!own) throw new Error(`${label} is not there`);
      const operation = layer.operation(input);
      for (const target of targetsOf(own, operation.op === 'sum')) {
        const { sum, value, formula } = explain(own, operation, target);
        expect(Math.abs(sum - value), `${label}: ${formula} of ${JSON.stringify(target)}`).toBeLessThan(
          2e-5 * Math.max(1, Math.abs(value)),
        );
      }
    }
  });

  it('makes a report', () => {
    const html = reportHtml(stepReport(stepped, 1), { language: 'en', say });
    expect(html).toMatch(/differ by [\d.e-]+ at most/);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('what one layer gives, the next is given, forwards and backwards', () => {
    for (const [place, { output, outputGradient }] of stepped.layers.slice(0, -1).entries()) {
      expect(stepped.layers[place + 1]?.input).toEqual(output);
      expect(stepped.layers[place + 1]?.inputGradient).toEqual(outputGradient);
    }
  });
});

it.each([
  ['relu', (x: number) => (x > 0 ? 1 : 0)],
  ['leaky-relu', (x: number) => (x > 0 ? 1 : 0.01)],
  ['tanh', (x: number) => 1 - Math.tanh(x) ** 2],
  ['sigmoid', (x: number) => Math.exp(-x) / (1 + Math.exp(-x)) ** 2],
] as const)('the gradient of %s is dy times its slope at x', (type, slope) => {
  const spec = of([{ type: 'affine', units: 12, weights: { type: 'he' } }, { type }, dense]);
  const layer = take(spec).layers[1];
  const operation = describeNetwork(spec.network)[1]?.layer.operation([12]);
  if (!layer || !operation) throw new Error('there is no second layer');
  for (let index = 0; index < 12; index++) {
    const { terms } = explain(layer, operation, { of: 'input gradient', image: 0, index });
    const [, told = 0] = terms[0]?.factors ?? [];
    expect(told).toBeCloseTo(slope(layer.input[index] ?? Number.NaN), 5);
    // What it gives is told by the layer itself; that it is f(x), the activations' own contract tests.
  }
});

it.each(optimizerKinds.map(({ type }) => type))('the update by %s is the one that training makes', (type) => {
  const spec = of([{ type: 'affine', units: 8 }, { type: 'relu' }, dense], {
    data: { validation: 0 },
    optimizer: { type, learningRate: 0.05, weightDecay: 0.01 },
    schedule: { type: 'cosine', warmUp: 4 },
    training: { batchSize: IMAGES, clipNorm: 0.3, duration: { unit: 'iterations', count: 10 } },
  });
  const session = new TrainingSession({ spec, dataset: { ...mnist, training: images }, createTeam: soloTeam(engine.create) });
  const events = session.events();
  const until = (iteration: number) => {
    while (session.iteration < iteration) events.next();
  };
  until(3);
  const { parameters, states } = session.checkpoint();
  const stepped = oneStep({ spec, parameters, states, iteration: 3, trainingImages: IMAGES }, images, engine);
  until(4);
  const after = session.parameters();
  session.close();
  const found = stepped.layers.flatMap(({ tensors }) => tensors);
  for (const { name, values } of after) {
    const own = found.find((tensor) => tensor.name === name);
    // The order in which the images come is another.
    expect(Math.max(...values.map((value, index) => Math.abs(value - (own?.after[index] ?? Number.NaN)))), name).toBeLessThan(1e-6);
  }
  const kind = optimizerKinds.find((each) => each.type === type);
  expect(Object.keys(found[0]?.states ?? {})).toEqual(kind?.create({}).states);
});

it('a network with too many numbers to look at is refused', () => {
  expect(() => take(of([{ type: 'affine', units: 700 }, dense]))).toThrow(
    'Stepped has more than 500000 parameters; look at a smaller network',
  );
  expect(take(presetSpec('small-cnn')).layers).toHaveLength(10);
});
