import { z } from 'zod';
import { phrase, words } from '../../phrase';
import { defineExperiment } from '../experiment';

const BOOKS_ACCURACY = 0.9938;

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

const standardError = ({ correct, images }: Pick<Best, 'correct' | 'images'>) => {
  const share = correct / images;
  return Math.sqrt((share * (1 - share)) / images);
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
  parts: () => [],
  *run() {
    yield 1;
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
    return {
      holds: errors > 2,
      text: phrase`${best.name}, ${(accuracy * 100).toFixed(2)} ± ${(error * 100).toFixed(2)} %, stands at place ${place} of ${published.length + 1}; it is ${errors.toFixed(1)} standard errors above the book’s DeepConvNet, and more than 2 tell it from chance`,
    };
  },
});

const ofTenThousand = (accuracy: number) => ({ correct: accuracy * 10_000, images: 10_000 });

const errorText = (of: Pick<Best, 'correct' | 'images'>) => words(`± ${(standardError(of) * 100).toFixed(2)}`);

const rowOf = (best: Best) => ({
  accuracy: best.correct / best.images,
  cells: [Number(((best.correct / best.images) * 100).toFixed(2)), errorText(best), words(best.name), words('Your best run')],
});
