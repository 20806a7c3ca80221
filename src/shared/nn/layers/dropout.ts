/**
 * Dropout, inverted: while training each number becomes 0 with probability p and is scaled by 1/(1 − p) otherwise, so
 * that inference needs no scaling. The book scales by 1 − p in inference, which is the same function.
 * What is dropped depends on (seed, layer, iteration, place) alone: backward draws the same numbers again.
 */
import { z } from 'zod';
import type { Kernels } from '../../kernels/kernels';
import { defineKind } from '../../kind';
import { phrase } from '../../phrase';
import { purposes } from '../../random/threefry';
import { type Activations, rowOffset } from '../layout';
import { type Batch, type Layer, type LayerContext, type LayerKind, type LayerOperator, pointwise, type Shard } from './layer';

export const dropout: LayerKind = {
  family: 'regularization',
  keySetting: 'ratio',
  liveSettings: ['ratio'],
  ...defineKind({
    type: 'dropout',
    label: 'Dropout',
    help: 'Silences units at random while training, so that no unit relies on another; does nothing when asked.',
    ja: { label: 'ドロップアウト', help: '学習中にユニットを無作為に黙らせ、互いに頼りすぎないようにします。推論のときは何もしません。' },
    formula: 'y = x·m/(1 − p),  m = 0 with probability p, else 1',
    source: 'ch. 6.4.3; Srivastava et al. 2014',
    settings: z.object({
      ratio: z
        .number()
        .min(0)
        .max(0.95)
        .default(0.5)
        .meta({
          label: 'Ratio',
          help: 'Share of the units silenced at each step',
          step: 0.05,
          ja: { label: '割合', help: '更新のたびに黙らせるユニットの割合' },
        }),
    }),
    create: ({ ratio }): Layer => ({
      detail: phrase``,
      linear: 'passes',
      thins: true,
      output: 'over input',
      readsOutput: false,
      outputShape: (input) => input,
      parameters: () => [],
      multiplyAccumulates: () => 0,
      window: () => pointwise,
      operation: () => ({ op: 'dropout', ratio }),
      compile: (context) => compile(context, ratio),
    }),
  }),
};

function compile({ input, output, inputGradient, outputGradient, ordinal, seed }: LayerContext, ratio: number): LayerOperator[] {
  const layerKey = purposes.dropout + (ordinal() << 8);
  const threshold = Math.round(ratio * 2 ** 32);
  const thin = (kernels: Kernels, from: Activations, to: Activations, shard: Shard, { iteration }: Batch) => {
    const count = (shard.to - shard.from) * from.rowStride;
    const at = { x: rowOffset(from, shard.from), y: rowOffset(to, shard.from) };
    const words = { key: [seed, layerKey], step: iteration, first: shard.from * from.rowStride } as const;
    kernels.dropout(at, count, { threshold, scale: 1 / (1 - ratio) }, words);
  };
  return [
    {
      forward: (kernels, shard, batch) => thin(kernels, input, output, shard, batch),
      infer: (kernels, shard) => pass(kernels, input, output, shard),
      inferBackward(kernels, shard) {
        if (inputGradient) pass(kernels, outputGradient, inputGradient, shard);
      },
      backward(kernels, shard, batch) {
        if (inputGradient) thin(kernels, outputGradient, inputGradient, shard, batch);
      },
      gradients: [],
    },
  ];
}

function pass(kernels: Kernels, from: Activations, to: Activations, shard: Shard): void {
  if (from.offset === to.offset) return;
  const at = (place: Activations) => ({ offset: rowOffset(place, shard.from), stride: place.rowStride });
  kernels.copyRows(at(from), at(to), { rows: shard.to - shard.from, columns: from.features });
}
