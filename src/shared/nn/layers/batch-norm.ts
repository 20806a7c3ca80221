/**
 * Batch normalisation: each feature (of a vector) or channel (of an image, over all its pixels) of a batch gets mean β
 * and standard deviation γ. N numbers of a channel in the batch, mean μ, variance σ²:
 *
 *   forward   y = γ·(x − μ)/√(σ² + ε) + β
 *   backward  dβ = Σ dy     dγ = Σ dy·(x − μ)/√(σ² + ε)
 *             dx = γ/√(σ² + ε)·(dy − dβ/N − (x − μ)/√(σ² + ε)·dγ/N)
 *             in inference: dx = γ/√(σ² + ε)·dy, since its μ and σ² do not follow x
 *
 * Inference uses running statistics instead, μ and N/(N − 1)·σ² averaged over the iterations as
 * r ← momentum·r + (1 − momentum)·r_batch, or over batches alike where they are estimated anew for other parameters. Each shard sums up its own part; the parts are joined in their order (Chan,
 * Golub and LeVeque 1979), by every shard for itself, so that no thread waits for another to do it.
 */

import { z } from 'zod';
import { floatAt } from '../../at';
import type { Kernels } from '../../kernels/kernels';
import { defineKind } from '../../kind';
import { phrase } from '../../phrase';
import { constantInitializer } from '../initializers/initializer';
import { type Activations, type Layout, padded, rowOffset } from '../layout';
import { biasDeclaration, type Parameter, type ParameterDeclaration } from '../parameter';
import { featuresOf, imageSides, type Shape } from '../shape';
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
    .meta({
      label: 'Momentum',
      help: 'How much of the running statistics each iteration keeps',
      step: 0.01,
      ja: { help: '更新のたびに移動統計をどれだけ残すか' },
    }),
  epsilon: z
    .number()
    .min(1e-10)
    .max(0.1)
    .default(1e-5)
    .meta({
      label: 'Epsilon',
      help: 'Keeps the division away from 0',
      step: 1e-5,
      ja: { label: 'イプシロン', help: '0 での割り算を避けるための値' },
    }),
});

const columnsOf = (input: Shape) => imageSides(input)?.channels ?? featuresOf(input);

export const batchNorm: LayerKind = {
  family: 'normalization',
  liveSettings: ['momentum', 'epsilon'],
  ...defineKind({
    type: 'batch-norm',
    label: 'Batch normalisation',
    help: 'Brings each feature or channel of a batch to a learnt mean and spread, so that deep networks learn faster.',
    ja: {
      label: 'バッチ正規化',
      help: 'バッチの特徴またはチャンネルごとに、平均と広がりを学習された値にそろえます。深いネットワークが速く学習します。',
    },
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
  const shift = beta.offset;
  const columns = columnsOf(inputShape);
  const pixels = input.features / columns;
  const stride = padded(columns);
  // Of each shard its own moments and its own sums (a shard may sum up while others still read the moments), and what it
  // applies, the same in every shard.
  const momentsOf = rowsOfShards(layout, shards, stride, ['mean', 'squares']);
  const sumsOf = rowsOfShards(layout, shards, stride, ['sums', 'products']);
  const appliedOf = rowsOfShards(layout, shards, stride, ['mean', 'scale', 'gradientShift', 'inverseDeviation', 'gradientSlope']);
  const blocks = ({ from, to }: Shard) => ({ stride: input.rowStride, count: to - from, rows: pixels, columns });

  const rowsOf = ({ rows }: Batch, shard: number) => Math.min(shardRows, rows - shard * shardRows);
  const read = ({ memory }: Kernels, offset: number) => floatAt(memory.values, offset);

  function joinedMoments(kernels: Kernels, batch: Batch, column: number): Moments {
    let [count, mean, squares] = [0, 0, 0];
    for (let shard = 0; shard < batch.shards; shard++) {
      const added = rowsOf(batch, shard) * pixels;
      const own = momentsOf(shard);
      const delta = read(kernels, own.mean + column) - mean;
      squares += read(kernels, own.squares + column) + (delta * delta * count * added) / (count + added);
      count += added;
      mean += (delta * added) / count;
    }
    return { count, mean, squares };
  }

  function joinedSums(kernels: Kernels, batch: Batch, column: number): { readonly sum: number; readonly product: number } {
    let [sum, product] = [0, 0];
    for (let shard = 0; shard < batch.shards; shard++) {
      const own = sumsOf(shard);
      sum += read(kernels, own.sums + column);
      product += read(kernels, own.products + column);
    }
    return { sum, product };
  }

  function normalize(kernels: Kernels, shard: Shard): void {
    const { mean, scale } = appliedOf(shard.index);
    const at = { x: rowOffset(input, shard.from), y: rowOffset(output, shard.from) };
    kernels.normalize(at, blocks(shard), { mean, scale, shift });
  }

  function normalizeGradient(kernels: Kernels, shard: Shard, target: Activations): void {
    const { from, index } = shard;
    const { mean, scale, gradientShift, gradientSlope } = appliedOf(index);
    const at = { x: rowOffset(input, from), dy: rowOffset(outputGradient, from), dx: rowOffset(target, from) };
    kernels.normalizeGradient(at, blocks(shard), { mean, scale, slope: gradientSlope, shift: gradientShift });
  }

  /** The gradient of γ or β from the joined sums. */
  const item = (parameter: Parameter, gradient: (kernels: Kernels, batch: Batch, column: number) => number): GradientItem => ({
    parameter,
    stretches: [{ from: 0, count: parameter.storage.count }],
    compute(kernels, batch) {
      for (let column = 0; column < columns; column++)
        kernels.memory.values[parameter.gradient + column] = gradient(kernels, batch, column);
    },
  });

  return {
    gatherForward(kernels, shard) {
      kernels.columnMoments(rowOffset(input, shard.from), blocks(shard), momentsOf(shard.index));
    },

    forward(kernels, shard, batch) {
      const { values } = kernels.memory;
      const { index } = shard;
      const kept = batch.statisticsKept ?? momentum;
      const applied = appliedOf(index);
      for (let column = 0; column < columns; column++) {
        const { count, mean, squares } = joinedMoments(kernels, batch, column);
        const deviation = Math.sqrt(squares / count + epsilon);
        values[applied.mean + column] = mean;
        values[applied.scale + column] = read(kernels, gamma.offset + column) / deviation;
        values[applied.inverseDeviation + column] = 1 / deviation;
        if (index !== 0) continue;
        const running = (parameter: Parameter, now: number) => {
          const at = parameter.offset + column;
          values[at] = kept * read(kernels, at) + (1 - kept) * now;
        };
        running(runningMean, mean);
        running(runningVariance, squares / Math.max(count - 1, 1));
      }
      normalize(kernels, shard);
    },

    infer(kernels, shard) {
      const { values } = kernels.memory;
      const applied = appliedOf(shard.index);
      for (let column = 0; column < columns; column++) {
        const deviation = Math.sqrt(read(kernels, runningVariance.offset + column) + epsilon);
        values[applied.mean + column] = read(kernels, runningMean.offset + column);
        values[applied.scale + column] = read(kernels, gamma.offset + column) / deviation;
      }
      normalize(kernels, shard);
    },

    gatherBackward(kernels, shard) {
      const { index, from } = shard;
      const at = { x: rowOffset(input, from), dy: rowOffset(outputGradient, from) };
      kernels.gradientMoments(at, blocks(shard), appliedOf(index).mean, sumsOf(index));
    },

    backward(kernels, shard, batch) {
      if (!inputGradient) return;
      const { values } = kernels.memory;
      const applied = appliedOf(shard.index);
      const count = batch.rows * pixels;
      for (let column = 0; column < columns; column++) {
        const { sum, product } = joinedSums(kernels, batch, column);
        const scale = read(kernels, applied.scale + column);
        const inverse = read(kernels, applied.inverseDeviation + column);
        values[applied.gradientShift + column] = (-scale * sum) / count;
        values[applied.gradientSlope + column] = (-scale * inverse * inverse * product) / count;
      }
      normalizeGradient(kernels, shard, inputGradient);
    },

    inferBackward(kernels, shard) {
      if (!inputGradient) return;
      const { gradientShift, gradientSlope } = appliedOf(shard.index);
      kernels.fill(gradientShift, columns, 0);
      kernels.fill(gradientSlope, columns, 0);
      normalizeGradient(kernels, shard, inputGradient);
    },

    gradients: [
      item(
        gamma,
        (kernels, batch, column) => joinedSums(kernels, batch, column).product * read(kernels, appliedOf(0).inverseDeviation + column),
      ),
      item(beta, (kernels, batch, column) => joinedSums(kernels, batch, column).sum),
    ],
  };
}

/** Room for some named rows of each shard; gives where those of a shard are. */
function rowsOfShards<Name extends string>(layout: Layout, shards: number, stride: number, names: readonly Name[]) {
  const start = layout.reserveValues(shards * names.length * stride);
  const places = Array.from({ length: shards }, (_, shard) =>
    Object.fromEntries(names.map((name, row) => [name, start + (shard * names.length + row) * stride])),
  ) as Record<Name, number>[];
  return (shard: number): Readonly<Record<Name, number>> => {
    const found = places[shard];
    if (!found) throw new RangeError(`there is no shard ${shard} of ${shards}`);
    return found;
  };
}
