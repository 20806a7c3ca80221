/**
 * Every optimizer over 100 steps against its update rule written out once more, in double precision and one parameter at
 * a time, from the book (ch. 6.1) and the papers. Gradients depend on the parameters, so that an error would grow.
 */

import { engines } from '@shared/kernels/engines';
import type { KernelFactory } from '@shared/kernels/kernels';
import { createReferenceKernels64 } from '@shared/kernels/reference';
import { createFrom, type KindSpec } from '@shared/kind';
import { optimizerKinds } from '@shared/nn/optimizers';
import { describe, expect, it } from 'vitest';

const COUNT = 8;
const STEPS = 100;

/** Slope of a bowl whose sides differ in steepness, with a ripple that changes from step to step. */
const gradientAt = (weight: number, index: number, step: number) => (0.05 + 0.2 * index) * weight + 0.3 * Math.sin(step + index);

type Rule = (weight: number, gradient: number, memory: { a: number; b: number }, step: number) => number;

const adam =
  (rate: number, beta1: number, beta2: number): Rule =>
  (weight, gradient, memory, step) => {
    memory.a = beta1 * memory.a + (1 - beta1) * gradient;
    memory.b = beta2 * memory.b + (1 - beta2) * gradient * gradient;
    const size = (rate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
    return weight - (size * memory.a) / (Math.sqrt(memory.b) + 1e-7);
  };

const rules: Record<string, { spec: KindSpec; rule: Rule }> = {
  sgd: { spec: { type: 'sgd', learningRate: 0.1 }, rule: (weight, gradient) => weight - 0.1 * gradient },
  momentum: {
    spec: { type: 'momentum', learningRate: 0.1, momentum: 0.8 },
    rule(weight, gradient, memory) {
      memory.a = 0.8 * memory.a - 0.1 * gradient;
      return weight + memory.a;
    },
  },
  nesterov: {
    // The book's code: the parameter first, from the old velocity.
    spec: { type: 'nesterov', learningRate: 0.1, momentum: 0.8 },
    rule(weight, gradient, memory) {
      const moved = weight + 0.8 * 0.8 * memory.a - (1 + 0.8) * 0.1 * gradient;
      memory.a = 0.8 * memory.a - 0.1 * gradient;
      return moved;
    },
  },
  adagrad: {
    spec: { type: 'adagrad', learningRate: 0.1 },
    rule(weight, gradient, memory) {
      memory.a += gradient ** 2;
      return weight - (0.1 * gradient) / (Math.sqrt(memory.a) + 1e-7);
    },
  },
  rmsprop: {
    spec: { type: 'rmsprop', learningRate: 0.01 },
    rule(weight, gradient, memory) {
      memory.a = 0.99 * memory.a + 0.01 * gradient ** 2;
      return weight - (0.01 * gradient) / (Math.sqrt(memory.a) + 1e-7);
    },
  },
  adam: { spec: { type: 'adam', learningRate: 0.05 }, rule: adam(0.05, 0.9, 0.999) },
  adamw: {
    spec: { type: 'adamw', learningRate: 0.05, weightDecay: 0.1 },
    rule: (weight, ...others) => adam(0.05, 0.9, 0.999)((1 - 0.05 * 0.1) * weight, ...others),
  },
};

function kasanes(spec: KindSpec, create: KernelFactory): number[] {
  const optimizer = createFrom(optimizerKinds, spec);
  const kernels = create({ values: 5 * COUNT, scratch: 0, bytes: 16 });
  const { values } = kernels.memory;
  const state = (name: string) => (2 + optimizer.states.indexOf(name)) * COUNT;
  const update = optimizer.updateOf({ parameters: 0, gradients: COUNT, state, count: COUNT, decays: true });
  for (let i = 0; i < COUNT; i++) values[i] = i - 3.5;
  for (let step = 1; step <= STEPS; step++) {
    for (let i = 0; i < COUNT; i++) values[COUNT + i] = gradientAt(values[i] ?? 0, i, step);
    update(kernels, optimizer.learningRate, step);
  }
  return [...values.subarray(0, COUNT)];
}

function independent(rule: Rule): number[] {
  return Array.from({ length: COUNT }, (_, i) => {
    const memory = { a: 0, b: 0 };
    let weight = i - 3.5;
    for (let step = 1; step <= STEPS; step++) weight = rule(weight, gradientAt(weight, i, step), memory, step);
    return weight;
  });
}

const farthest = (found: readonly number[], expected: readonly number[]) =>
  Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN)) / Math.max(1, Math.abs(expected[i] ?? 0))));

describe.each(optimizerKinds.map((kind) => kind.type))('%s', (type) => {
  it('agrees with its rule over 100 steps', () => {
    const { spec, rule } = rules[type] ?? {};
    if (!spec || !rule) throw new Error(`write down the rule of ${type} here`);
    expect(farthest(kasanes(spec, createReferenceKernels64), independent(rule))).toBeLessThan(1e-12);
    // Float32 rounds each of 100 steps by up to 6e-8 of the weight, and the bowl damps what has gathered.
    for (const { create } of engines) expect(farthest(kasanes(spec, create), independent(rule))).toBeLessThan(1e-6);
  });
});
