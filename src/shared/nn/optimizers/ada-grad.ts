import { z } from 'zod';
import { defineKind } from '../../kind';
import { commonSettings, EPSILON, type Optimizer } from './optimizer';

export const adaGrad = defineKind({
  type: 'adagrad',
  label: 'AdaGrad',
  help: 'Gives each weight its own step, which shrinks with all the gradients it has seen.',
  ja: { help: '重みごとに歩幅をもち、これまでの勾配すべてに応じて縮みます。' },
  formula: 'h ← h + g²,  W ← W − η·g/(√h + 1e-7)',
  source: 'ch. 6.1.5; Duchi et al. 2011',
  settings: z.object(commonSettings(0.01)),
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
