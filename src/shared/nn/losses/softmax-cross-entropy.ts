import { z } from 'zod';
import { defineKind } from '../kind';
import { reserveActivations } from '../layout';
import type { Loss } from './loss';

/** Softmax with cross-entropy. logits [batch, classes] → mean loss, nats; dLogits = (softmax − onehot)/batch. */
export const softmaxCrossEntropy = defineKind({
  type: 'softmax-cross-entropy',
  label: 'Softmax with cross-entropy',
  help: 'Turns the outputs into probabilities and asks for a high one of the true digit.',
  formula: 'L = −log( e^{y_t} / Σ e^{y_k} )',
  source: 'ch. 5.6.3',
  settings: z.object({}),
  create: (): Loss => ({
    compile({ layout, capacity, logits, gradient }) {
      const probabilities = reserveActivations(layout, capacity, logits.features);
      const operands = {
        logits: logits.offset,
        rowStride: logits.rowStride,
        classes: logits.features,
        labels: layout.reserveBytes(capacity),
        probabilities: probabilities.offset,
        gradient: gradient.offset,
        losses: layout.reserveValues(capacity),
        predictions: layout.reserveValues(capacity),
      };
      return {
        ...operands,
        probabilities,
        run: (kernels, { from, to }, gradientScale) => kernels.softmaxCrossEntropy(operands, from, to, gradientScale),
      };
    },
  }),
});
