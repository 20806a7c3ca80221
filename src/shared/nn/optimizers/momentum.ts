import { z } from 'zod';
import { commonSettings, momentumSetting, type Optimizer, optimizerKind } from './optimizer';

export const momentum = optimizerKind({
  type: 'momentum',
  label: 'Momentum',
  help: 'Rolls like a ball: steps gather speed where gradients agree and cancel where they sway.',
  ja: { help: 'ボールのように転がります。勾配の向きがそろえば速くなり、揺れれば打ち消し合います。' },
  formula: 'v ← α·v − η·g,  W ← W + v',
  source: 'ch. 6.1.4',
  settings: z.object({ ...commonSettings(0.01), momentum: momentumSetting }),
  numpy: {
    name: 'Momentum',
    parameters: { lr: 'learningRate', momentum: 'momentum' },
    source: `class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(params[key]) for key in grads}
        for key in grads:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]
`,
  },
  create: ({ learningRate, weightDecay, momentum: alpha }): Optimizer => ({
    learningRate,
    weightDecay,
    states: ['velocity'],
    updateOf(range) {
      const at = { ...range, velocity: range.state('velocity') };
      return (kernels, rate) => kernels.momentum(at, { learningRate: rate, momentum: alpha });
    },
  }),
});
