import { z } from 'zod';
import { commonSettings, EPSILON, type Optimizer, optimizerKind } from './optimizer';

export const adaGrad = optimizerKind({
  type: 'adagrad',
  label: 'AdaGrad',
  help: 'Gives each weight its own step, which shrinks with all the gradients it has seen.',
  ja: { help: '重みごとに歩幅をもち、これまでの勾配すべてに応じて縮みます。' },
  formula: 'h ← h + g²,  W ← W − η·g/(√h + 1e-7)',
  source: 'ch. 6.1.5; Duchi et al. 2011',
  settings: z.object(commonSettings(0.01)),
  numpy: {
    name: 'AdaGrad',
    parameters: { lr: 'learningRate' },
    source: `class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(params[key]) for key in grads}
        for key in grads:
            self.h[key] += grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
`,
  },
  create: ({ learningRate, weightDecay }): Optimizer => ({
    learningRate,
    weightDecay,
    states: ['squares'],
    updateOf(range) {
      const at = { ...range, squares: range.state('squares') };
      return (kernels, rate) => kernels.adaGrad(at, { learningRate: rate, epsilon: EPSILON });
    },
  }),
});
