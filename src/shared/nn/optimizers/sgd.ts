import { z } from 'zod';
import { commonSettings, type Optimizer, optimizerKind } from './optimizer';

export const sgd = optimizerKind({
  type: 'sgd',
  label: 'SGD',
  help: 'Steps straight down the gradient of the current batch.',
  ja: { help: '今のバッチの勾配に沿ってまっすぐ下ります。' },
  formula: 'W ← W − η·g',
  source: 'ch. 6.1.2',
  settings: z.object(commonSettings(0.1)),
  numpy: {
    name: 'SGD',
    parameters: { lr: 'learningRate' },
    source: `class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in grads:
            params[key] -= self.lr * grads[key]
`,
  },
  create: ({ learningRate, weightDecay }): Optimizer => ({
    learningRate,
    weightDecay,
    states: [],
    updateOf: (range) => (kernels, rate) => kernels.sgd(range, { learningRate: rate }),
  }),
});
