import type { LossKernels } from '../kernels';
import type { Access } from './access';

export const lossKernels = ({ values, value, byte }: Access): LossKernels => ({
  softmaxCrossEntropy({ logits, labels, probabilities, gradient, losses, predictions, stride }, { from, to }, classes, by) {
    const { gradientScale, smoothing } = by;
    for (let row = from; row < to; row++) {
      const start = row * stride;
      const logit = (n: number) => value(logits + start + n);
      let prediction = 0;
      for (let n = 1; n < classes; n++) if (logit(n) > logit(prediction)) prediction = n;
      const largest = logit(prediction);
      let sum = 0;
      for (let n = 0; n < classes; n++) sum += Math.exp(logit(n) - largest);
      const label = byte(labels + row);
      let loss = 0;
      for (let n = 0; n < classes; n++) {
        const probability = Math.exp(logit(n) - largest) / sum;
        const target = (n === label ? 1 - smoothing : 0) + smoothing / classes;
        loss += target * (Math.log(sum) + largest - logit(n));
        values[probabilities + start + n] = probability;
        values[gradient + start + n] = (probability - target) * gradientScale;
      }
      values[losses + row] = loss;
      values[predictions + row] = prediction;
    }
  },
});
