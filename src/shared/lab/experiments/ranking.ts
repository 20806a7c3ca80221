import { z } from 'zod';
import { phrase, words } from '../../phrase';
import { defineExperiment } from '../experiment';

const BOOKS_ACCURACY = 0.9938;
/** Of MNIST's test set. */
const IMAGES = 10_000;

/** Published results on the MNIST test set, the best first. */
const published: readonly { readonly accuracy: number; readonly what: string; readonly source: string }[] = [
  { accuracy: 0.9991, what: 'Ensemble of simple CNNs', source: 'arXiv 2008.10400' },
  { accuracy: 0.9987, what: 'Vote of three CNNs', source: 'arXiv 2008.10400' },
  { accuracy: 0.9983, what: 'One branching CNN', source: 'No Routing Needed Between Capsules, 2020' },
  { accuracy: 0.9979, what: 'DropConnect', source: 'Wan et al. 2013' },
  { accuracy: 0.9977, what: 'Multi-column deep network', source: 'Ciresan et al. 2012' },
  { accuracy: 0.9952, what: 'Plain CNN, 173,000 parameters', source: 'Efficient-CapsNet, its baseline, 2021' },
  { accuracy: BOOKS_ACCURACY, what: 'The book’s DeepConvNet', source: 'ch. 8.1.1' },
  { accuracy: 0.992, what: 'LeNet-5 variants, the best', source: 'LeCun et al. 1998' },
  { accuracy: 0.989, what: 'LeNet-5 variants, the plainest', source: 'LeCun et al. 1998' },
];

const bestSchema = z.object({ name: z.string(), correct: z.int().min(0), images: z.int().min(1) });
type Best = z.output<typeof bestSchema>;

/** Of an accuracy, 0 … 1. With two hits and two misses more (Agresti and Coull 1998), so that a perfect run is not certain. */
const standardError = ({ correct, images }: Pick<Best, 'correct' | 'images'>) => {
  const share = (correct + 2) / (images + 4);
  return Math.sqrt((share * (1 - share)) / (images + 4));
};

export const ranking = defineExperiment({
  name: 'ranking',
  label: 'Ranking',
  source: 'ch. 8.1.2',
  look: [
    'Results that were published for MNIST, and in its place among them the best of yours on the whole test set.',
    'Ten thousand images tell apart only so much: neighbours within two standard errors may as well change places.',
  ],
  controls: z.object({ best: bestSchema.nullable().default(null).meta({ label: 'Your best', editor: 'best' }) }),
  instant: true,
  parts: () => [],
  *run() {
    yield { share: 1 };
    return null;
  },
  figure: ({ best }) => ({
    kind: 'table',
    heads: [words('Accuracy, %'), words('Standard error'), words('Network'), words('Source')],
    rows: [
      ...published.map(({ accuracy, what, source }) => ({
        accuracy,
        cells: [Number((accuracy * 100).toFixed(2)), errorText(ofTenThousand(accuracy)), words(what), words(source)],
      })),
      ...(best ? [{ ...rowOf(best), marked: true }] : []),
    ].toSorted((a, b) => b.accuracy - a.accuracy),
  }),
  claim({ best }) {
    if (!best) return null;
    const accuracy = best.correct / best.images;
    const error = standardError(best);
    const errors = (accuracy - BOOKS_ACCURACY) / Math.hypot(error, standardError(ofTenThousand(BOOKS_ACCURACY)));
    const place = published.filter((each) => each.accuracy > accuracy).length + 1;
    const apart = Math.abs(errors).toFixed(1);
    const beside = errors < 0 ? phrase`${apart} standard errors below` : phrase`${apart} standard errors above`;
    return {
      criterion: words(
        'it reads more than the book’s DeepConvNet by more than two standard errors of the difference, so that it is no chance',
      ),
      holds: errors > 2,
      text: phrase`${best.name}, ${(accuracy * 100).toFixed(2)} ± ${(error * 100).toFixed(2)} %, stands at place ${place} of ${published.length + 1}, ${beside} the book’s DeepConvNet`,
      numbers: { accuracy, standardError: error, place, standardErrorsAbove: errors },
    };
  },
});

/** A result on the whole test set as the ranking takes it; `accuracy` 0 … 1. */
export const bestOf = (name: string, accuracy: number): Best => ({ name, correct: Math.round(accuracy * IMAGES), images: IMAGES });

const ofTenThousand = (accuracy: number) => ({ correct: accuracy * IMAGES, images: IMAGES });

const errorText = (of: Pick<Best, 'correct' | 'images'>) => words(`± ${(standardError(of) * 100).toFixed(2)}`);

const rowOf = (best: Best) => ({
  accuracy: best.correct / best.images,
  cells: [Number(((best.correct / best.images) * 100).toFixed(2)), errorText(best), words(best.name), words('Your best run')],
});
