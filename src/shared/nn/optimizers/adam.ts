import { z } from 'zod';
import { commonSettings, EPSILON, type Optimizer, optimizerKind, type ParameterRange, type Update } from './optimizer';

const share = (usual: number, label: string, help: string) =>
  z.number().min(0).max(0.99999).default(usual).meta({ label, help, step: 0.001 });

export const adamSettings = z.object({
  ...commonSettings(0.001),
  beta1: share(0.9, 'Beta 1', 'How much of the mean gradient each step keeps'),
  beta2: share(0.999, 'Beta 2', 'How much of the mean squared gradient each step keeps'),
});

export const ADAM_STATES = ['mean', 'squares'];

/** Both means start at 0; the step size makes up for that. */
export function adamUpdateOf(range: ParameterRange, { beta1, beta2 }: { readonly beta1: number; readonly beta2: number }): Update {
  const at = { ...range, mean: range.state('mean'), squares: range.state('squares') };
  return (kernels, learningRate, iteration) => {
    const stepSize = (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
    kernels.adam(at, { stepSize, beta1, beta2, epsilon: EPSILON });
  };
}

export const adam = optimizerKind({
  type: 'adam',
  label: 'Adam',
  help: 'Momentum and a step of its own for each weight, both corrected for their start at 0.',
  ja: { help: 'モーメンタムと重みごとの歩幅を合わせ、どちらも 0 から始まる偏りを補正します。' },
  formula: 'm ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²,  W ← W − η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + 1e-7)',
  source: 'ch. 6.1.6; Kingma and Ba 2015',
  settings: adamSettings,
  numpy: {
    name: 'Adam',
    parameters: { lr: 'learningRate', beta1: 'beta1', beta2: 'beta2' },
    source: `class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.iter = 0
        self.m = self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m = {key: np.zeros_like(params[key]) for key in grads}
            self.v = {key: np.zeros_like(params[key]) for key in grads}
        self.iter += 1
        lr_t = self.lr * math.sqrt(1 - self.beta2 ** self.iter) / (1 - self.beta1 ** self.iter)
        for key in grads:
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
`,
  },
  create: ({ learningRate, weightDecay, ...betas }): Optimizer => ({
    learningRate,
    weightDecay,
    states: ADAM_STATES,
    updateOf: (range) => adamUpdateOf(range, betas),
  }),
});
