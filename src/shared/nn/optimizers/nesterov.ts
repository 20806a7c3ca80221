import { z } from 'zod';
import { commonSettings, momentumSetting, type Optimizer, optimizerKind } from './optimizer';

export const nesterov = optimizerKind({
  type: 'nesterov',
  label: 'Nesterov',
  help: 'Momentum that looks ahead: the step is corrected by the gradient of where the ball is about to be.',
  ja: { help: '先を見るモーメンタムです。ボールがこれから行く場所の勾配で歩みを直します。' },
  formula: 'v ← α·v − η·g,  W ← W + α·v − η·g',
  source: 'Nesterov 1983; the form of the book’s code for ch. 6.1',
  settings: z.object({ ...commonSettings(0.01), momentum: momentumSetting }),
  numpy: {
    name: 'Nesterov',
    parameters: { lr: 'learningRate', momentum: 'momentum' },
    source: `class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(params[key]) for key in grads}
        for key in grads:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]
`,
  },
  create: ({ learningRate, weightDecay, momentum: alpha }): Optimizer => ({
    learningRate,
    weightDecay,
    states: ['velocity'],
    updateOf(range) {
      const at = { ...range, velocity: range.state('velocity') };
      return (kernels, rate) => kernels.nesterov(at, { learningRate: rate, momentum: alpha });
    },
  }),
});
