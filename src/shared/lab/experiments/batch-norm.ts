import { z } from 'zod';
import { phrase, words } from '../../phrase';
import { type ArmResult, armSpec, defineTrainings, dense, noteOf, seedControl } from '../arms';
import { type Arm, allThere } from '../experiment';

const SCALES = 16;
/** logspace(0, −4) in sixteen steps. */
const stdOf = (index: number) => 10 ** ((-4 * index) / (SCALES - 1));
const indices = Array.from({ length: SCALES }, (_, index) => index);

/** Training accuracy from which on a network is said to have learnt: three times what guessing gets. */
const LEARNT = 0.3;

const partsOf = () =>
  indices.flatMap((index) => [
    { id: `with ${index}`, label: phrase`σ = ${stdOf(index).toPrecision(2)} with BatchNorm` },
    { id: `without ${index}`, label: phrase`σ = ${stdOf(index).toPrecision(2)} without` },
  ]);

export const batchNormGrid = defineTrainings({
  name: 'batch-norm',
  label: 'Batch normalisation',
  source: 'ch. 6.3.2',
  look: [
    'Sixteen scales of initial weights, each with and without batch normalisation, on the first thousand images.',
    'With it nearly every scale learns; without it only those that happen to fit.',
  ],
  controls: z.object({
    epochs: z.int().min(1).max(200).default(20).meta({ label: 'Epochs', step: 5 }),
    learningRate: z.number().min(1e-6).max(1).default(0.01).meta({ label: 'Learning rate', step: 0.01 }),
    seed: seedControl,
  }),
  parts: partsOf,
  arm(part, { epochs, learningRate, seed }): Arm {
    const [kind, index] = part.split(' ');
    return {
      spec: armSpec({
        seed,
        data: { limit: 1000 },
        network: dense({
          hidden: [100, 100, 100, 100, 100],
          weights: { type: 'normal', std: stdOf(Number(index)) },
          batchNorm: kind === 'with',
        }),
        optimizer: { type: 'sgd', learningRate },
        training: { batchSize: 100, duration: { unit: 'epochs', count: epochs } },
      }),
      wholeTraining: true,
    };
  },
  figure: ({ epochs }, results) => ({
    kind: 'panels',
    columns: 4,
    panels: indices.map((index) => ({
      kind: 'lines',
      title: phrase`σ = ${stdOf(index).toPrecision(2)}`,
      x: { label: words('Epoch'), range: [0, epochs] },
      y: { label: words('Training accuracy'), range: [0, 1] },
      series: [
        { label: words('With BatchNorm'), tone: 0, points: accuracies(results[`with ${index}`]), ...noteOf(results[`with ${index}`]) },
        {
          label: words('Without'),
          tone: 1,
          dashed: true,
          points: accuracies(results[`without ${index}`]),
          ...noteOf(results[`without ${index}`]),
        },
      ],
    })),
  }),
  claim(_controls, results) {
    const found = allThere(partsOf(), results);
    if (!found) return null;
    const learnt = (kind: string) =>
      indices.filter((index) => {
        const result = results[`${kind} ${index}`];
        return result?.end === 'done' && (result.curve.at(-1)?.trainingAccuracy ?? 0) > LEARNT;
      }).length;
    const [withIt, without] = [learnt('with'), learnt('without')];
    return {
      criterion: phrase`with BatchNorm at least 12 of ${SCALES} weight scales learn, that is, read more than ${LEARNT * 100} % of the training images in the end, and at least twice as many as without it`,
      holds: withIt >= 2 * without && withIt >= 12,
      text: phrase`with BatchNorm ${withIt} of ${SCALES} weight scales learn, without it ${without}`,
      numbers: { with: withIt, without },
    };
  },
});

const accuracies = (result: ArmResult | undefined) =>
  (result?.curve ?? []).map(({ epoch, trainingAccuracy }) => [epoch, trainingAccuracy] as const);
