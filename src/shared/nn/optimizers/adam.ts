import { z } from 'zod';
import { defineKind } from '../../kind';
import { commonSettings, EPSILON, type Optimizer, type ParameterRange, type Update } from './optimizer';

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

export const adam = defineKind({
  type: 'adam',
  label: 'Adam',
  help: 'Momentum and a step of its own for each weight, both corrected for their start at 0.',
  ja: { help: 'モーメンタムと重みごとの歩幅を合わせ、どちらも 0 から始まる偏りを補正します。' },
  formula: 'm ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²,  W ← W − η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + 1e-7)',
  source: 'ch. 6.1.6; Kingma and Ba 2015',
  settings: adamSettings,
  create: ({ learningRate, weightDecay, ...betas }): Optimizer => ({
    learningRate,
    weightDecay,
    states: ADAM_STATES,
    updateOf: (range) => adamUpdateOf(range, betas),
  }),
});
