/**
 * small-cnn and deep-cnn against PyTorch (test/fixtures/pytorch.py made the fixture): forward, gradients and five steps of
 * momentum, also with batch normalisation after every convolution, whose running statistics are compared too.
 */
import { engines } from '@shared/kernels/engines';
import { createFrom, type KindSpec } from '@shared/kind';
import { Layout, rowOffset } from '@shared/nn/layout';
import { buildNetwork } from '@shared/nn/network';
import { optimizerKinds } from '@shared/nn/optimizers';
import { elementCount, type Parameter, parameterName, readTensor, writeTensor } from '@shared/nn/parameter';
import { reserveStates, runPlan, trainingPlan } from '@shared/nn/plan';
import { presetSpec } from '@shared/spec/presets';
import { describe, expect, it } from 'vitest';
import fixture from '../../fixtures/pytorch.json';

const BATCH = 8;
const SAMPLES = 24;
const LEARNING_RATE = 0.003;

/** Numbers in (−1, 1) that any language computes alike; the fixture's own formula. */
function noise(index: number, key: number): number {
  const wave = Math.sin(12.9898 * index + 78.233 * (key + 1)) * 43_758.5453;
  return 2 * (wave - Math.floor(wave)) - 1;
}

/** The preset's layers without dropout, whose random numbers are Kasane's own. */
function layersOf(preset: string, normalised: boolean): KindSpec[] {
  const layers = presetSpec(preset).network.layers.filter(({ type }) => type !== 'dropout');
  return layers.flatMap((layer) => (normalised && layer.type === 'conv2d' ? [layer, { type: 'batch-norm' }] : [layer]));
}

function initialValue({ name, shape }: Parameter, key: number, index: number): number {
  if (name === 'mean' || name === 'variance') return name === 'mean' ? 0 : 1;
  const fanIn = shape.length === 2 ? (shape[0] ?? 1) : elementCount(shape.slice(1));
  if (name === 'W') return Math.sqrt(6 / fanIn) * noise(index, key);
  return 0.1 * noise(index, key) + (name === 'gamma' ? 1 : 0);
}

const samplesOf = (values: ArrayLike<number>): number[] => {
  const count = Math.min(SAMPLES, values.length);
  return Array.from({ length: count }, (_, place) => values[Math.floor((place * values.length) / count)] ?? Number.NaN);
};

/** Every number within 1e-4 of the largest of its tensor, or of 1 where all are small. */
function expectClose(found: readonly number[], expected: readonly number[], what: string, least = 1) {
  expect(found.length, what).toBe(expected.length);
  const scale = Math.max(least, ...expected.map(Math.abs));
  found.forEach((value, index) => {
    expect(
      Math.abs(value - (expected[index] ?? Number.NaN)) / scale,
      `${what}, sample ${index}: ${value} for ${expected[index]}`,
    ).toBeLessThan(1e-4);
  });
}

describe.each(engines)('like PyTorch, on $name:', (engine) => {
  it.each(Object.entries(fixture.networks))('%s', (name, expected) => {
    const [preset = ''] = name.split(',');
    const layout = new Layout();
    const spec = { input: [28, 28, 1], layers: layersOf(preset, name.endsWith('normalised')) };
    const network = buildNetwork(spec, layout, { capacity: BATCH, training: true });
    const optimizer = createFrom(optimizerKinds, { type: 'momentum', learningRate: LEARNING_RATE });
    const states = reserveStates(network, optimizer, layout);
    const plan = trainingPlan({
      network,
      optimizer,
      states,
      layout,
      clipNorm: 0,
      load({ memory: { values, bytes } }, { from, to }) {
        for (let row = from; row < to; row++) {
          for (let pixel = 0; pixel < 784; pixel++) values[rowOffset(network.input, row) + pixel] = (noise(row * 784 + pixel, 99) + 1) / 2;
          bytes[network.loss.labels + row] = row % 10;
        }
      },
    });
    const kernels = engine.create(layout.size());
    network.parameters.forEach((parameter, key) => {
      const values = Float32Array.from({ length: elementCount(parameter.shape) }, (_, index) => initialValue(parameter, key, index));
      writeTensor(kernels.memory, parameter, values);
    });
    network.parametersChanged(kernels);

    const losses = [1, 2, 3, 4, 5].map((iteration) => {
      runPlan(plan, kernels, { iteration, rows: BATCH, learningRate: LEARNING_RATE });
      if (iteration === 1) {
        const logits = network.outputs.at(-1) ?? network.input;
        expected.logits.forEach((row, index) => {
          const from = rowOffset(logits, index * 2);
          expectClose([...kernels.memory.values.subarray(from, from + 10)], row, `logits of row ${index * 2}`);
        });
        for (const parameter of network.parameters.filter(({ trained }) => trained)) {
          const gradients: Readonly<Record<string, number[]>> = expected.gradients;
          const found = readTensor(kernels.memory, parameter, parameter.gradient).values;
          expectClose(samplesOf(found), gradients[parameterName(parameter)] ?? [], `gradient of ${parameterName(parameter)}`, 0.1);
        }
      }
      const each = kernels.memory.values.subarray(network.loss.losses, network.loss.losses + BATCH);
      return Array.from(each).reduce((sum, loss) => sum + loss, 0) / BATCH;
    });
    expectClose(losses, expected.losses, 'losses');
    for (const parameter of network.parameters) {
      const parameters: Readonly<Record<string, number[]>> = expected.parameters;
      const found = readTensor(kernels.memory, parameter).values;
      expectClose(samplesOf(found), parameters[parameterName(parameter)] ?? [], parameterName(parameter));
    }
  });
});
