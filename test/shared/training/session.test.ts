import { engine } from '@shared/kernels/engines';
import { createReferenceKernels } from '@shared/kernels/reference';
import type { NamedTensor } from '@shared/nn/parameter';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import type { TrainingEvent } from '@shared/training/events';
import { TrainingSession } from '@shared/training/session';
import { soloTeam, type TeamFactory } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { realMnist, stripesDataset } from '../../support/digits';

const dataset = stripesDataset();

const small = (change: Partial<RunSpec['training']> = {}, data: Partial<RunSpec['data']> = {}): RunSpec =>
  parseRunSpec({
    version: 1,
    name: 'Small',
    seed: 4,
    data: { validation: 40, ...data },
    network: {
      input: [12, 7, 1],
      layers: [{ type: 'affine', units: 13, weights: { type: 'normal', std: 0.3 } }, { type: 'sigmoid' }, { type: 'affine', units: 10 }],
    },
    optimizer: { type: 'sgd', learningRate: 1 },
    training: { batchSize: 32, duration: { unit: 'epochs', count: 4 }, ...change },
  });

function run(spec: RunSpec, options: { createTeam?: TeamFactory; parameters?: NamedTensor[] } = {}) {
  const session = new TrainingSession({ spec, dataset, createTeam: soloTeam(engine.create), ...options });
  const events = [...session.events()];
  return { session, events, parameters: session.parameters() };
}

const ofType = <Type extends TrainingEvent['type']>(events: readonly TrainingEvent[], type: Type) =>
  events.filter((event): event is Extract<TrainingEvent, { type: Type }> => event.type === type);

describe('a session', () => {
  it('tells of every iteration, evaluates each epoch on validation and in the end on all sets', () => {
    const { session, events } = run(small());
    // 160 training images in batches of 32: 5 iterations an epoch.
    expect(session.iterations).toBe(20);
    expect(ofType(events, 'iteration').map((event) => event.iteration)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(ofType(events, 'evaluated').map(({ set, iteration }) => [set, iteration])).toEqual([
      ['validation', 5],
      ['validation', 10],
      ['validation', 15],
      ['validation', 20],
      ['test', 20],
      ['training', 20],
    ]);
    expect(events.at(-1)).toEqual({ type: 'finished', iteration: 20, reason: 'completed' });
    const confusion =
      ofType(events, 'evaluated')
        .find(({ set }) => set === 'test')
        ?.evaluation.confusion.flat() ?? [];
    expect(confusion.reduce((sum, count) => sum + count, 0)).toBe(50);
  });

  it('learns: the loss falls and the test set is read', () => {
    const { events } = run(small({ duration: { unit: 'epochs', count: 60 } }));
    const iterations = ofType(events, 'iteration');
    expect(iterations[0]?.loss).toBeCloseTo(Math.log(10), 0); // ten classes, nothing known
    expect(iterations.at(-1)?.loss).toBeLessThan(0.3);
    expect(ofType(events, 'evaluated').at(-1)?.evaluation.accuracy).toBeGreaterThan(0.9);
  });

  it('gives bit-identical parameters for the same spec, and others for another seed', () => {
    const { parameters } = run(small());
    expect(run(small()).parameters).toEqual(parameters);
    expect(run({ ...small(), seed: 5 }).parameters).not.toEqual(parameters);
  });

  it.each(['epochs', 'replacement'] as const)('agrees on SIMD and reference kernels (%s, last batch partial)', (sampling) => {
    const spec = small({ sampling, batchSize: 37 });
    const simd = run(spec).parameters;
    const reference = run(spec, { createTeam: soloTeam(createReferenceKernels) }).parameters;
    simd.forEach((tensor, index) => {
      tensor.values.forEach((value, position) => {
        expect(Math.abs(value - (reference[index]?.values[position] ?? Number.NaN))).toBeLessThan(1e-5);
      });
    });
  });

  it('does not depend on when it is asked for its parameters, or on pauses', () => {
    const session = new TrainingSession({ spec: small(), dataset, createTeam: soloTeam(engine.create) });
    for (const event of session.events()) if (event.type === 'iteration' && event.iteration % 3 === 0) session.parameters();
    expect(session.parameters()).toEqual(run(small()).parameters);
  });

  it('stops when asked and still evaluates', () => {
    const session = new TrainingSession({ spec: small(), dataset, createTeam: soloTeam(engine.create) });
    const events: TrainingEvent[] = [];
    for (const event of session.events()) {
      events.push(event);
      if (event.type === 'iteration' && event.iteration === 7) session.requestStop();
    }
    expect(events.at(-1)).toEqual({ type: 'finished', iteration: 7, reason: 'stopped' });
    expect(ofType(events, 'evaluated').map(({ set, iteration }) => [set, iteration])).toEqual([
      ['validation', 5],
      ['test', 7],
      ['training', 7],
    ]);
  });

  it('goes on from parameters it is given', () => {
    const first = run(small());
    const again = run({ ...small(), optimizer: { type: 'sgd', learningRate: 1e-8 } }, { parameters: first.parameters });
    const last = (events: readonly TrainingEvent[]) => ofType(events, 'evaluated').at(-1)?.evaluation.accuracy;
    expect(last(again.events)).toBe(last(first.events));
  });

  it('stops with iteration and remedy when the loss is no longer finite', () => {
    const spec = small();
    const layers = [{ type: 'affine', units: 13 }, { type: 'relu' }, { type: 'affine', units: 10 }];
    const wild = parseRunSpec({ ...spec, network: { ...spec.network, layers }, optimizer: { type: 'sgd', learningRate: 100 } });
    const further = run(spec).parameters.map((tensor) => ({ ...tensor, values: tensor.values.map((value) => value * 1e20) }));
    expect(() => run(wild, { parameters: further })).toThrow(
      /^the loss is no longer finite at iteration 1: layer 3 \(Dense\) gave .*, with learning rate 100; try a smaller learning rate/,
    );
  });

  it('finds the layer where training has written gradients over what it gave', () => {
    const spec = small();
    const [conv, relu, pool] = [{ type: 'conv2d', filters: 8 }, { type: 'relu' }, { type: 'max-pool' }];
    const layers = [conv, relu, pool, conv, relu, conv, relu, pool, { type: 'affine', units: 10 }];
    const convolutional = parseRunSpec({ ...spec, network: { ...spec.network, layers } });
    const parameters = run(convolutional).parameters.map((tensor) =>
      ['W2', 'W3'].includes(tensor.name) ? { ...tensor, values: tensor.values.map((value) => value * 1e20) } : tensor,
    );
    expect(() => run(convolutional, { parameters })).toThrow(/^the loss is no longer finite at iteration 1: layer 6 \(Convolution\) gave /);
  });

  it.each([
    [
      'too many validation images',
      small({}, { validation: 200 }),
      'data.validation: 200 leaves nothing of 200 images to train on; use at most 199',
    ],
    [
      'a batch larger than the data',
      small({ batchSize: 161 }),
      'training.batchSize: 161 is more than the 160 training images; use at most 160',
    ],
    ['images of another size', presetSpec('two-layer'), 'network.input: 28×28×1 does not fit the images; use 12×7×1'],
  ])('refuses %s', (_what, spec, message) => {
    expect(() => run(spec)).toThrow(message);
  });

  it('takes the first images only, where the spec says so', () => {
    expect(run(small({}, { limit: 100 })).session.trainingImages).toBe(60);
  });
});

describe('on the real MNIST', () => {
  it('the two-layer preset passes 90 % within 600 iterations', () => {
    const spec = presetSpec('two-layer');
    const session = new TrainingSession({
      spec: { ...spec, training: { ...spec.training, duration: { unit: 'iterations', count: 600 } } },
      dataset: realMnist(),
      createTeam: soloTeam(engine.create),
    });
    const events = [...session.events()];
    expect(session.trainingImages).toBe(60_000);
    expect(ofType(events, 'evaluated').at(-1)?.evaluation.accuracy).toBeGreaterThan(0.9);
  });
});
