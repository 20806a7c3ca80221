import { z } from 'zod';
import { exactly } from '../../at';
import { phrase, words } from '../../phrase';
import { armSpec, defineTrainings, dense, finalLoss, he, lossFigure, lossText, seedControl } from '../arms';
import { type Arm, allThere } from '../experiment';

const arms = [
  { id: 'sgd', label: 'SGD' },
  { id: 'momentum', label: 'Momentum' },
  { id: 'adagrad', label: 'AdaGrad' },
  { id: 'adam', label: 'Adam' },
].map(({ id, label }) => ({ id, label: words(label) }));

export const optimizersMnist = defineTrainings({
  name: 'optimizers-mnist',
  label: 'Optimizers on MNIST',
  source: 'ch. 6.1.8',
  look: [
    'The same network of four hidden layers learns MNIST by four optimizers, with the book’s learning rates.',
    'The other three fall faster than SGD, which is still far up when they are nearly done.',
  ],
  controls: z.object({
    iterations: z.int().min(50).max(20_000).default(2000).meta({ label: 'Iterations', step: 500 }),
    learningRate: z
      .number()
      .min(1e-6)
      .max(1)
      .default(0.01)
      .meta({ label: 'Learning rate', help: 'Of SGD, Momentum and AdaGrad', step: 0.01 }),
    adam: z.number().min(1e-6).max(1).default(0.001).meta({ label: 'Learning rate of Adam', step: 0.001 }),
    seed: seedControl,
  }),
  parts: () => arms,
  arm: (part, { iterations, learningRate, adam, seed }): Arm => ({
    spec: armSpec({
      seed,
      network: dense({ hidden: [100, 100, 100, 100], weights: he }),
      optimizer: { type: part, learningRate: part === 'adam' ? adam : learningRate },
      training: { batchSize: 128, duration: { unit: 'iterations', count: iterations }, sampling: 'replacement' },
    }),
  }),
  figure: (_controls, results) => lossFigure(arms, results, 1),
  claim(_controls, results) {
    const found = allThere(arms, results);
    if (!found) return null;
    const [sgd, momentum, adaGrad, adam] = exactly(4, found.map(finalLoss));
    return {
      criterion: words('every other optimizer ends at less than four fifths of SGD’s loss'),
      holds: Math.max(momentum, adaGrad, adam) < 0.8 * sgd && Number.isFinite(sgd),
      text: phrase`mean loss of the last 50 iterations: SGD ${lossText(sgd)}, Momentum ${lossText(momentum)}, AdaGrad ${lossText(adaGrad)}, Adam ${lossText(adam)}`,
      numbers: { sgd, momentum, adaGrad, adam },
    };
  },
});
