import { z } from 'zod';
import type { Kernels } from '../../kernels/kernels';
import { defineKind } from '../../kind';
import type { Shard } from '../layers/layer';
import { reserveActivations } from '../layout';
import type { Loss } from './loss';

/**
 * Softmax with cross-entropy. logits [batch, classes] → mean loss, nats; dLogits = (softmax − target)/batch, where the
 * target is onehot, or with smoothing s (1 − s)·onehot + s/classes. In inference, losses and gradients are without smoothing.
 */
export const softmaxCrossEntropy = defineKind({
  type: 'softmax-cross-entropy',
  label: 'Softmax with cross-entropy',
  help: 'Turns the outputs into probabilities and asks for a high one of the true class.',
  ja: { label: 'ソフトマックスと交差エントロピー', help: '出力を確率に変え、正解の数字の確率が高くなるよう求めます。' },
  formula: 'L = −Σ t_k·log( e^{y_k} / Σ e^{y_j} )',
  source: 'ch. 5.6.3; label smoothing: Szegedy et al. 2016',
  settings: z.object({
    smoothing: z
      .number()
      .min(0)
      .max(0.9)
      .default(0)
      .meta({
        label: 'Label smoothing',
        help: 'Share of the target that is spread over all classes, against overconfidence',
        step: 0.05,
        ja: { label: 'ラベル平滑化', help: '自信過剰を防ぐために、正解のうち全数字へ配る割合' },
      }),
  }),
  create: ({ smoothing }): Loss => ({
    numpy: `SoftmaxWithLoss(${smoothing === 0 ? '' : `smoothing=${smoothing}`})`,
    compile({ layout, capacity, logits, gradient }) {
      const probabilities = reserveActivations(layout, capacity, logits.features);
      const labels = layout.reserveBytes(capacity);
      const losses = layout.reserveValues(capacity);
      const predictions = layout.reserveValues(capacity);
      const at = {
        ...{ logits: logits.offset, labels, probabilities: probabilities.offset, gradient: gradient.offset },
        ...{ losses, predictions, stride: logits.rowStride },
      };
      const run = (kernels: Kernels, rows: Shard, gradientScale: number, spread: number) =>
        kernels.softmaxCrossEntropy(at, rows, logits.features, { gradientScale, smoothing: spread });
      return {
        labels,
        losses,
        predictions,
        probabilities,
        run: (kernels, shard, gradientScale) => run(kernels, shard, gradientScale, smoothing),
        infer: (kernels, shard) => run(kernels, shard, 1, 0),
      };
    },
  }),
});
