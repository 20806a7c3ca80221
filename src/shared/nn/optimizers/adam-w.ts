import { ADAM_STATES, adamSettings, adamUpdateOf } from './adam';
import { type Optimizer, optimizerKind } from './optimizer';

export const adamW = optimizerKind({
  type: 'adamw',
  label: 'AdamW',
  help: 'Adam whose weight decay shrinks the weights directly instead of going through the gradient’s scaling.',
  ja: { help: '重み減衰が勾配の調整を通らず、直接重みを縮める Adam です。' },
  formula: 'W ← (1 − η·λ)·W, then Adam',
  source: 'Loshchilov and Hutter 2019',
  settings: adamSettings.extend({ weightDecay: adamSettings.shape.weightDecay.default(0.01) }),
  numpy: {
    name: 'AdamW',
    parameters: { lr: 'learningRate', beta1: 'beta1', beta2: 'beta2', weight_decay: 'weightDecay' },
    source: `class AdamW(Adam):
    """Weights shrink by themselves, apart from the gradient; biases do not."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, weight_decay=0.01):
        super().__init__(lr, beta1, beta2)
        self.weight_decay = weight_decay

    def update(self, params, grads):
        for key in grads:
            if key.startswith("W"):
                params[key] *= 1 - self.lr * self.weight_decay
        super().update(params, grads)
`,
  },
  create: ({ learningRate, weightDecay, ...betas }): Optimizer => ({
    learningRate,
    weightDecay: 0,
    states: ADAM_STATES,
    updateOf(range) {
      const update = adamUpdateOf(range, betas);
      return (kernels, rate, iteration) => {
        if (range.decays) kernels.scale(range.parameters, range.count, 1 - rate * weightDecay);
        update(kernels, rate, iteration);
      };
    },
  }),
});
