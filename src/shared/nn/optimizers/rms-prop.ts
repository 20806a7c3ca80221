import { z } from 'zod';
import { commonSettings, EPSILON, type Optimizer, optimizerKind } from './optimizer';

export const rmsProp = optimizerKind({
  type: 'rmsprop',
  label: 'RMSprop',
  help: 'AdaGrad that forgets: steps follow the gradients of late, so they do not shrink for ever.',
  ja: { help: '忘れる AdaGrad です。最近の勾配に従うので、歩幅が縮み続けません。' },
  formula: 'h ← ρ·h + (1 − ρ)·g²,  W ← W − η·g/(√h + 1e-7)',
  source: 'ch. 6.1.5, a note; Tieleman and Hinton 2012',
  settings: z.object({
    ...commonSettings(0.01),
    decay: z
      .number()
      .min(0)
      .max(0.9999)
      .default(0.99)
      .meta({
        label: 'Decay',
        help: 'How much of the past each step keeps',
        step: 0.01,
        ja: { label: '減衰率', help: '更新のたびに過去をどれだけ残すか' },
      }),
  }),
  numpy: {
    name: 'RMSprop',
    parameters: { lr: 'learningRate', decay_rate: 'decay' },
    source: `class RMSprop:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.lr, self.decay_rate = lr, decay_rate
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(params[key]) for key in grads}
        for key in grads:
            self.h[key] *= self.decay_rate
            self.h[key] += (1 - self.decay_rate) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
`,
  },
  create: ({ learningRate, weightDecay, decay }): Optimizer => ({
    learningRate,
    weightDecay,
    states: ['squares'],
    updateOf(range) {
      const at = { ...range, squares: range.state('squares') };
      return (kernels, rate) => kernels.rmsProp(at, { learningRate: rate, decay, epsilon: EPSILON });
    },
  }),
});
