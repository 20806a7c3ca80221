import { engine } from '@shared/kernels/engines';
import type { KindSpec } from '@shared/kind';
import { describeNetwork } from '@shared/nn/description';
import { Layout } from '@shared/nn/layout';
import { buildNetwork, initializeParameters } from '@shared/nn/network';
import { inOrderOfWork } from '@shared/nn/order-of-work';
import { runPlan } from '@shared/nn/plan';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { buildTrainingProgram } from '@shared/training/training-program';
import { expect, it } from 'vitest';

const conv: KindSpec = { type: 'conv2d', filters: 8 };
const relu: KindSpec = { type: 'relu' };
const leaky: KindSpec = { type: 'leaky-relu' };
const pool: KindSpec = { type: 'max-pool' };
const dense: KindSpec = { type: 'affine', units: 10 };

function order(layers: KindSpec[]) {
  const steps = inOrderOfWork(describeNetwork({ input: [8, 8, 1], layers }));
  return steps.map(
    ({ layer, output, completes }) => `${layer.takesLargest ? 'pool' : layer.rises ? 'rise' : 'other'} ${output.join('×')} ${completes}`,
  );
}

it('computes max pooling before the rising activations in front of it', () => {
  expect(order([conv, relu, leaky, pool, dense])).toEqual([
    'other 8×8×8 0',
    'pool 4×4×8 null',
    'rise 4×4×8 null',
    'rise 4×4×8 3',
    'other 10 4',
  ]);
  expect(order([conv, relu, { type: 'average-pool' }, dense])).toEqual(['other 8×8×8 0', 'rise 8×8×8 1', 'other 4×4×8 2', 'other 10 3']);
  expect(order([conv, { type: 'gelu' }, pool])).toEqual(['other 8×8×8 0', 'other 8×8×8 1', 'pool 4×4×8 2']);
  expect(order([pool, relu])).toEqual(['pool 4×4×1 0', 'rise 4×4×1 1']);
});

it.each([relu, leaky])('learns the same bytes from $type before pooling as from it after', (rising) => {
  const before = gradientsOf([conv, rising, pool, conv, rising, pool, dense]);
  expect(before.some((value) => value !== 0)).toBe(true);
  expect(before).toEqual(gradientsOf([conv, pool, rising, conv, pool, rising, dense]));
});

it.each([
  { training: false, expected: [8 * 8 * 8, null, 4 * 4 * 8, 10] },
  { training: true, expected: [null, null, 4 * 4 * 8, 10] },
])('names no output that is never made, or that training overwrites ($training)', ({ training, expected }) => {
  const layers = [conv, relu, pool, dense];
  const { outputs } = buildNetwork({ input: [8, 8, 1], layers }, new Layout(), { capacity: 2, training });
  expect(outputs.map((output) => output?.features ?? null)).toEqual(expected);
});

/** After one step on noise. */
function gradientsOf(layers: KindSpec[]): number[] {
  const spec = parseRunSpec({ version: 1, name: 'order', network: { layers }, training: { batchSize: 5 } });
  const program = buildTrainingProgram({ purpose: 'training', spec, trainingImages: 20 });
  const kernels = engine.create(program.size);
  for (let i = 0; i < 20 * 784; i++) kernels.memory.bytes[program.images + i] = (i * 7919 + (i >> 3) * 104_729) % 251;
  for (let i = 0; i < 20; i++) kernels.memory.bytes[program.labels + i] = i % 10;
  initializeParameters(program.network, kernels, 1);
  runPlan(program.plans.training ?? [], kernels, { iteration: 1, rows: 5, learningRate: 0.1 });
  return program.network.parameters.flatMap(({ gradient, storage }) => [
    ...kernels.memory.values.subarray(gradient, gradient + storage.count),
  ]);
}
