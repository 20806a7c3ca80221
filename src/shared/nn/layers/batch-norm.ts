/**
 * Batch normalisation: each feature (of a vector) or channel (of an image, over all its pixels) of a batch gets mean β
 * and standard deviation γ. N numbers of a channel in the batch, mean μ, variance σ²:
 *
 *   forward   y = γ·(x − μ)/√(σ² + ε) + β
 *   backward  dβ = Σ dy     dγ = Σ dy·(x − μ)/√(σ² + ε)
 *             dx = γ/√(σ² + ε)·(dy − dβ/N − (x − μ)/√(σ² + ε)·dγ/N)
 *             of a network that is asked: dx = γ/√(σ² + ε)·dy, since its μ and σ² do not follow x
 *
 * A network that is asked uses running statistics instead, μ and N/(N − 1)·σ² averaged over the iterations as
 * r ← momentum·r + (1 − momentum)·r_batch. Each shard sums up its own part; the parts are joined in their order (Chan,
 * Golub and LeVeque 1979), by every shard for itself, so that no thread waits for another to do it.
 */
import { z } from 'zod';
import type { Kernels } from '../../kernels/kernels';
import { defineKind } from '../../kind';
import { phrase } from '../../phrase';
import { constantInitializer } from '../initializers/initializer';
import { padded, rowOffset } from '../layout';
import { biasDeclaration, type Parameter, type ParameterDeclaration } from '../parameter';
import { featuresOf, imageShape, type Shape } from '../shape';
import {
  type Batch,
  type GradientItem,
  type Layer,
  type LayerContext,
  type LayerKind,
  type LayerOperator,
  pointwise,
  type Shard,
} from './layer';

const settings = z.object({
  momentum: z
    .number()
    .min(0)
    .max(0.9999)
    .default(0.9)
    .meta({ label: 'Momentum', help: 'How much of the running statistics each iteration keeps', step: 0.01 }),
  epsilon: z.number().min(1e-10).max(0.1).default(1e-5).meta({ label: 'Epsilon', help: 'Keeps the division away from 0', step: 1e-5 }),
});

const columnsOf = (input: Shape) => imageShape(input)?.channels ?? featuresOf(input);

export const batchNorm: LayerKind = {
  family: 'normalization',
  liveSettings: ['momentum', 'epsilon'],
  ...defineKind({
    type: 'batch-norm',
    label: 'Batch normalisation',
    help: 'Brings each feature or channel of a batch to a learnt mean and spread, so that deep networks learn faster.',
    formula: 'y = γ·(x − μ)/√(σ² + ε) + β',
    source: 'ch. 6.3; Ioffe and Szegedy 2015',
    settings,
    create: ({ momentum, epsilon }): Layer => ({
      detail: phrase``,
      linear: 'passes',
      normalizes: true,
      output: 'own',
      readsOutput: false,
      outputShape: (input) => input,
      parameters(input) {
        const plain = biasDeclaration('beta', columnsOf(input));
        const one = constantInitializer(1);
        const gamma: ParameterDeclaration = { ...plain, name: 'gamma', initializer: one };
        const mean: ParameterDeclaration = { ...plain, name: 'mean', trained: false };
        return [gamma, plain, mean, { ...mean, name: 'variance', initializer: one }];
      },
      multiplyAccumulates: (input) => featuresOf(input),
      window: () => pointwise,
      operation: () => ({ op: 'batch normalisation', epsilon, momentum }),
      compile: (context) => [compile(context, momentum, epsilon)],
    }),
  }),
};

/** Joined moments of one channel over the batch. */
interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Σ (x − mean)² */
  readonly squares: number;
}

function compile(context: LayerContext, momentum: number, epsilon: number): LayerOperator {
  const { layout, shards, shardRows, inputShape, input, output, inputGradient, outputGradient } = context;
  const [gamma, beta, runningMean, runningVariance] = context.parameters;
  if (!gamma || !beta || !runningMean || !runningVariance)
    throw new Error('batch-norm: its parameters must be placed before it is compiled');
  const columns = columnsOf(inputShape);
  const pixels = input.features / columns;
  const stride = padded(columns);
  // Of each shard: its own moments and its own sums, two rows each (a shard may sum up while others still read the
  // moments); and what it applies, the same in every shard:
  // mean, scale, shift of the gradient, 1/√(σ² + ε), slope of the gradient.
  const moments = layout.reserveValues(shards * 2 * stride);
  const sums = layout.reserveValues(shards * 2 * stride);
  const applied = layout.reserveValues(shards * 5 * stride);
  const momentsOf = (shard: number, row: number) => moments + (shard * 2 + row) * stride;
  const sumsOf = (shard: number, row: number) => sums + (shard * 2 + row) * stride;
  const apply = (shard: number, row: number) => applied + (shard * 5 + row) * stride;
  const blocks = ({ from, to }: Shard) => [input.rowStride, to - from, pixels, columns] as const;

  const rowsOf = ({ rows }: Batch, shard: number) => Math.min(shardRows, rows - shard * shardRows);
  const read = ({ memory }: Kernels, offset: number) => memory.values[offset] ?? Number.NaN;

  function joinedMoments(kernels: Kernels, batch: Batch, column: number): Moments {
    let [count, mean, squares] = [0, 0, 0];
    for (let shard = 0; shard < batch.shards; shard++) {
      const added = rowsOf(batch, shard) * pixels;
      const delta = read(kernels, momentsOf(shard, 0) + column) - mean;
      squares += read(kernels, momentsOf(shard, 1) + column) + (delta * delta * count * added) / (count + added);
      count += added;
      mean += (delta * added) / count;
    }
    return { count, mean, squares };
  }

  function joinedSums(kernels: Kernels, batch: Batch, column: number): { readonly sum: number; readonly product: number } {
    let [sum, product] = [0, 0];
    for (let shard = 0; shard < batch.shards; shard++) {
      sum += read(kernels, sumsOf(shard, 0) + column);
      product += read(kernels, sumsOf(shard, 1) + column);
    }
    return { sum, product };
  }

  function normalize(kernels: Kernels, shard: Shard): void {
    const { index, from } = shard;
    kernels.normalize(
      rowOffset(input, from),
      rowOffset(output, from),
      ...blocks(shard),
      apply(index, 0),
      apply(index, 1),
      beta?.offset ?? 0,
    );
  }

  /** The gradient of γ or β from the joined sums. */
  const item = (parameter: Parameter, gradient: (kernels: Kernels, batch: Batch, column: number) => number): GradientItem => ({
    parameter,
    from: 0,
    count: parameter.storage.count,
    compute(kernels, batch) {
      for (let column = 0; column < columns; column++)
        kernels.memory.values[parameter.gradient + column] = gradient(kernels, batch, column);
    },
  });

  return {
    gatherForward(kernels, shard) {
      kernels.columnMoments(rowOffset(input, shard.from), ...blocks(shard), momentsOf(shard.index, 0), momentsOf(shard.index, 1));
    },

    forward(kernels, shard, batch) {
      const { values } = kernels.memory;
      const { index } = shard;
      for (let column = 0; column < columns; column++) {
        const { count, mean, squares } = joinedMoments(kernels, batch, column);
        const deviation = Math.sqrt(squares / count + epsilon);
        values[apply(index, 0) + column] = mean;
        values[apply(index, 1) + column] = read(kernels, gamma.offset + column) / deviation;
        values[apply(index, 3) + column] = 1 / deviation;
        if (index !== 0) continue;
        const running = (parameter: Parameter, now: number) => {
          const at = parameter.offset + column;
          values[at] = momentum * read(kernels, at) + (1 - momentum) * now;
        };
        running(runningMean, mean);
        running(runningVariance, squares / Math.max(count - 1, 1));
      }
      normalize(kernels, shard);
    },

    infer(kernels, shard) {
      const { values } = kernels.memory;
      for (let column = 0; column < columns; column++) {
        const deviation = Math.sqrt(read(kernels, runningVariance.offset + column) + epsilon);
        values[apply(shard.index, 0) + column] = read(kernels, runningMean.offset + column);
        values[apply(shard.index, 1) + column] = read(kernels, gamma.offset + column) / deviation;
      }
      normalize(kernels, shard);
    },

    gatherBackward(kernels, shard) {
      const { index, from } = shard;
      const [x, dy] = [rowOffset(input, from), rowOffset(outputGradient, from)];
      kernels.gradientMoments(x, dy, ...blocks(shard), apply(index, 0), sumsOf(index, 0), sumsOf(index, 1));
    },

    backward(kernels, shard, batch) {
      if (!inputGradient) return;
      const { values } = kernels.memory;
      const { index, from } = shard;
      const count = batch.rows * pixels;
      for (let column = 0; column < columns; column++) {
        const { sum, product } = joinedSums(kernels, batch, column);
        const scale = read(kernels, apply(index, 1) + column);
        const inverse = read(kernels, apply(index, 3) + column);
        values[apply(index, 2) + column] = (-scale * sum) / count;
        values[apply(index, 4) + column] = (-scale * inverse * inverse * product) / count;
      }
      const [x, dy, dx] = [rowOffset(input, from), rowOffset(outputGradient, from), rowOffset(inputGradient, from)];
      kernels.normalizeGradient(x, dy, dx, ...blocks(shard), apply(index, 0), apply(index, 1), apply(index, 4), apply(index, 2));
    },

    inferBackward(kernels, shard) {
      if (!inputGradient) return;
      const { index, from } = shard;
      kernels.fill(apply(index, 2), columns, 0);
      kernels.fill(apply(index, 4), columns, 0);
      const [x, dy, dx] = [rowOffset(input, from), rowOffset(outputGradient, from), rowOffset(inputGradient, from)];
      kernels.normalizeGradient(x, dy, dx, ...blocks(shard), apply(index, 0), apply(index, 1), apply(index, 4), apply(index, 2));
    },

    gradients: [
      item(gamma, (kernels, batch, column) => joinedSums(kernels, batch, column).product * read(kernels, apply(0, 3) + column)),
      item(beta, (kernels, batch, column) => joinedSums(kernels, batch, column).sum),
    ],
  };
}
