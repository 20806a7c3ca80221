import { z } from 'zod';
import { exactly } from '../../at';
import type { KindSpec } from '../../kind';
import { phrase, words } from '../../phrase';
import { armSpec, defineTrainings, dense, finalLoss, he, lossFigure, lossText, seedControl } from '../arms';
import { type Arm, allThere } from '../experiment';

const weights: Record<string, KindSpec> = { std: { type: 'normal', std: 0.01 }, xavier: { type: 'xavier' }, he };
const arms = [
  { id: 'std', label: words('σ = 0.01') },
  { id: 'xavier', label: words('Xavier') },
  { id: 'he', label: words('He') },
];

/** ln 10: the loss of a network that says nothing. */
const IGNORANCE = Math.log(10);

export const initialValues = defineTrainings({
  name: 'initial-values',
  label: 'Initial values on MNIST',
  source: 'ch. 6.2.4',
  look: [
    'The same network learns by the same SGD from three kinds of initial weights.',
    'With σ = 0.01 nothing comes through four layers and it does not learn at all; He, made for ReLU, learns fastest.',
  ],
  controls: z.object({
    iterations: z.int().min(50).max(20_000).default(2000).meta({ label: 'Iterations', step: 500 }),
    learningRate: z.number().min(1e-6).max(1).default(0.01).meta({ label: 'Learning rate', step: 0.01 }),
    activation: z
      .enum(['sigmoid', 'relu', 'tanh'])
      .default('relu')
      .meta({ label: 'Activation', choices: { sigmoid: 'Sigmoid', relu: 'ReLU', tanh: 'Tanh' } }),
    seed: seedControl,
  }),
  parts: () => arms,
  arm: (part, { iterations, learningRate, activation, seed }): Arm => ({
    spec: armSpec({
      seed,
      network: dense({ hidden: [100, 100, 100, 100], weights: weights[part] ?? he, activation }),
      optimizer: { type: 'sgd', learningRate },
      training: { batchSize: 128, duration: { unit: 'iterations', count: iterations }, sampling: 'replacement' },
    }),
  }),
  figure: (_controls, results) => lossFigure(arms, results, 2.5),
  claim(_controls, results) {
    const found = allThere(arms, results);
    if (!found) return null;
    const [std, xavier, heEnd] = exactly(3, found.map(finalLoss));
    return {
      criterion: phrase`with σ = 0.01 the loss ends within 0.05 of ${IGNORANCE.toFixed(2)} (ln 10, that of knowing nothing), with Xavier below half of it, with He lower still`,
      holds: Math.abs(std - IGNORANCE) < 0.05 && heEnd < xavier && xavier < IGNORANCE / 2,
      text: phrase`mean loss of the last 50 iterations: ${lossText(std)} with σ = 0.01, ${lossText(xavier)} with Xavier, ${lossText(heEnd)} with He`,
      numbers: { std, xavier, he: heEnd },
    };
  },
});
