import { z } from 'zod';
import { numberAt } from '../../at';
import { phrase, words } from '../../phrase';
import { armSpec, defineTrainings, dense, he, mean, noteOf, percent, seedControl, significance, standardErrorOf } from '../arms';
import { type Arm, allThere } from '../experiment';

const HELD_BACK = 5000;
const arms = [
  { id: 'plain', label: words('Nothing against it') },
  { id: 'decay', label: words('Weight decay') },
  { id: 'dropout', label: words('Dropout') },
];

interface Controls {
  readonly epochs: number;
  readonly repeats: number;
  readonly seed: number;
}

/** The book gives dropout half as many epochs more; what it is compared with has as many. */
const longer = (epochs: number) => Math.floor(epochs * 1.5);

const idOf = (arm: string, repeat: number) => `${arm} ${repeat}`;
const repeatsOf = ({ repeats }: Pick<Controls, 'repeats'>) => Array.from({ length: repeats }, (_, repeat) => repeat);

const partsOf = (controls: Controls) =>
  arms.flatMap(({ id, label }) =>
    repeatsOf(controls).map((repeat) => ({ id: idOf(id, repeat), label: phrase`${label}, seed ${controls.seed + repeat}` })),
  );

export const overfitting = defineTrainings({
  name: 'overfitting',
  label: 'Overfitting',
  source: 'ch. 6.4',
  look: [
    'Six hidden layers learn only three hundred images: as they are, with weight decay, and with dropout, each from several seeds.',
    'As it is, the network knows its images by heart while others gain little; weight decay narrows the gap, dropout less surely, and both cost accuracy on others too.',
  ],
  controls: z.object({
    images: z.int().min(50).max(10_000).default(300).meta({ label: 'Training images', step: 100 }),
    epochs: z.int().min(1).max(2000).default(201).meta({ label: 'Epochs', help: 'Dropout takes half as many more', step: 50 }),
    decay: z.number().min(0).max(1).default(0.1).meta({ label: 'Weight decay', help: 'λ: the gradient grows by λW', step: 0.05 }),
    ratio: z.number().min(0).max(0.95).default(0.2).meta({ label: 'Dropout ratio', step: 0.05 }),
    repeats: z.int().min(2).max(20).default(3).meta({ label: 'Seeds', help: 'The claim is about their means', step: 1 }),
    seed: seedControl,
  }),
  parts: partsOf,
  arm(part, { images, epochs, decay, ratio, seed }): Arm {
    const [arm = '', repeat] = part.split(' ');
    return {
      spec: armSpec({
        seed: seed + Number(repeat),
        data: { limit: images },
        network: dense({ hidden: [100, 100, 100, 100, 100, 100], weights: he, dropout: arm === 'dropout' ? ratio : 0 }),
        optimizer: { type: 'sgd', learningRate: 0.01, weightDecay: arm === 'decay' ? decay : 0 },
        training: { batchSize: Math.min(100, images), duration: { unit: 'epochs', count: arm === 'decay' ? epochs : longer(epochs) } },
      }),
      heldBack: HELD_BACK,
      wholeTraining: true,
    };
  },
  figure: (controls, results) => ({
    kind: 'panels',
    columns: 3,
    panels: arms.map(({ id, label }) => ({
      kind: 'lines',
      title: label,
      x: { label: words('Epoch'), range: [0, longer(controls.epochs)] },
      y: { label: words('Accuracy'), range: [0, 1] },
      series: repeatsOf(controls).flatMap((repeat) => {
        const result = results[idOf(id, repeat)];
        const curve = result?.curve ?? [];
        return [
          { label: words('Training images'), tone: 0, points: curve.map((p) => [p.epoch, p.trainingAccuracy] as const), ...noteOf(result) },
          { label: words('Other images'), tone: 1, dashed: true, points: curve.map((p) => [p.epoch, p.validationAccuracy] as const) },
        ];
      }),
    })),
  }),
  claim(controls, results) {
    if (!allThere(partsOf(controls), results)) return null;
    /** Of one arm after so many epochs, a number a seed; what overflowed has learnt nothing. */
    const at = (arm: string, epochs: number) =>
      repeatsOf(controls).map((repeat) => {
        const result = results[idOf(arm, repeat)];
        const point = result?.end === 'done' ? result.curve.find(({ epoch }) => epoch === epochs) : undefined;
        return { own: point?.trainingAccuracy ?? 0.1, other: point?.validationAccuracy ?? 0.1 };
      });
    const [short, long] = [controls.epochs, longer(controls.epochs)];
    const [plain, plainLong, decay, dropout] = [at('plain', short), at('plain', long), at('decay', short), at('dropout', long)];
    const own = (ends: typeof plain) => mean(ends.map((end) => end.own));
    const other = (ends: typeof plain) => mean(ends.map((end) => end.other));
    const gaps = (ends: typeof plain) => ends.map((end) => end.own - end.other);
    /** By how much the gap is narrower, seed by seed. */
    const narrowed = (ends: typeof plain, than: typeof plain) => gaps(than).map((gap, repeat) => gap - numberAt(gaps(ends), repeat));
    const [byDecay, byDropout] = [narrowed(decay, plain), narrowed(dropout, plainLong)];
    const points = (values: readonly number[]) => `${(mean(values) * 100).toFixed(1)} ± ${(standardErrorOf(values) * 100).toFixed(1)}`;
    // A network that has learnt little has no gap either.
    const learns = other(decay) > other(plain) - 0.1 && other(dropout) > other(plainLong) - 0.1;
    const byHeart = own(plain) > 0.98 && mean(gaps(plain)) > 0.15 && own(decay) < 0.98 && own(dropout) < own(plainLong);
    return {
      criterion: words(
        'as it is, it reads more than 98 % of its own images and 15 points fewer of others; weight decay narrows that gap from seed to seed more surely than chance would in one of twenty times; with either remedy it reads fewer of its own, and at most 10 points fewer of others',
      ),
      holds: byHeart && learns && mean(byDecay) > significance(repeatsOf(controls).length) * standardErrorOf(byDecay),
      text: phrase`as it is, ${percent(own(plain))} of its own images are right and ${percent(other(plain))} of others; weight decay narrows the gap by ${points(byDecay)} points and reads ${percent(other(decay))} of others, dropout by ${points(byDropout)} points and reads ${percent(other(dropout))}`,
      numbers: {
        ...{ own: own(plain), other: other(plain), gap: mean(gaps(plain)), gapLater: mean(gaps(plainLong)) },
        ...{ ownDecay: own(decay), otherDecay: other(decay), narrowedByDecay: mean(byDecay), errorOfDecay: standardErrorOf(byDecay) },
        ...{ ownDropout: own(dropout), otherDropout: other(dropout), narrowedByDropout: mean(byDropout) },
        errorOfDropout: standardErrorOf(byDropout),
      },
    };
  },
});
