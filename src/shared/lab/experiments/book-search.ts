import { z } from 'zod';
import { numberAt } from '../../at';
import { phrase, words } from '../../phrase';
import { createRandom } from '../../random/threefry';
import { withValues } from '../../spec/settings';
import { bookSearchSpec, bookSpace } from '../../studies/book-search';
import { integerPaths, randomValues } from '../../studies/space';
import { type ArmResult, defineTrainings, seedControl } from '../arms';
import { type Arm, allThere } from '../experiment';

const BEST = 20;
const COLUMNS = 5;

interface Controls {
  readonly trials: number;
  readonly epochs: number;
  readonly seed: number;
}

const integers = integerPaths(bookSpace, bookSearchSpec());
const valuesOf = (trial: number, { seed }: Controls) => randomValues(bookSpace, integers, createRandom(seed, 'search'), trial);

const partsOf = ({ trials }: Controls) =>
  Array.from({ length: trials }, (_, trial) => ({ id: String(trial), label: phrase`trial ${trial + 1}` }));

const accuracyOf = (result: ArmResult | undefined) => (result?.end === 'done' ? (result.curve.at(-1)?.validationAccuracy ?? 0) : 0);

export const bookSearch = defineTrainings({
  name: 'search',
  label: 'Hyper-parameter search',
  source: 'ch. 6.5',
  look: [
    'A hundred networks learn four hundred images with learning rate and weight decay drawn at random, and a hundred others judge them.',
    'The twenty best are shown, training dashed: they share one range of learning rates, while weight decay hardly matters.',
  ],
  controls: z.object({
    trials: z.int().min(BEST).max(1000).default(100).meta({ label: 'Trials', step: 20 }),
    epochs: z.int().min(1).max(500).default(50).meta({ label: 'Epochs', step: 10 }),
    seed: seedControl,
  }),
  parts: partsOf,
  arm: (part, controls): Arm => ({
    spec: withValues(bookSearchSpec(), {
      ...valuesOf(Number(part), controls),
      seed: controls.seed,
      'training.duration.count': controls.epochs,
    }),
    wholeTraining: true,
  }),
  figure(controls, results) {
    return {
      kind: 'panels',
      columns: COLUMNS,
      panels: bestOf(controls, results).map(({ trial, result }, place) => {
        const { 'optimizer.learningRate': rate, 'optimizer.weightDecay': decay } = valuesOf(trial, controls);
        return {
          kind: 'lines',
          title: phrase`${place + 1}: η ${short(Number(rate))}, λ ${short(Number(decay))}`,
          x: { label: words('Epoch'), range: [0, controls.epochs] },
          y: { label: words('Accuracy'), range: [0, 1] },
          series: [
            { label: words('Validation'), tone: 0, points: result.curve.map((p) => [p.epoch, p.validationAccuracy] as const) },
            { label: words('Training'), tone: 1, dashed: true, points: result.curve.map((p) => [p.epoch, p.trainingAccuracy] as const) },
          ],
        };
      }),
    };
  },
  claim(controls, results) {
    if (!allThere(partsOf(controls), results)) return null;
    const best = bestOf(controls, results).slice(0, BEST);
    const of = (path: string, trial: number) => Math.log10(Number(valuesOf(trial, controls)[path]));
    const rates = best.map(({ trial }) => of('optimizer.learningRate', trial));
    const all = partsOf(controls).map(({ id }) => ({ trial: Number(id), accuracy: accuracyOf(results[id]) }));
    /** How closely the order of the accuracies follows that of a setting's values: Spearman's rank correlation, −1 … 1. */
    const follows = (path: string) =>
      rankCorrelation(
        all.map(({ trial }) => of(path, trial)),
        all.map(({ accuracy }) => accuracy),
      );
    const [byRate, byDecay] = [follows('optimizer.learningRate'), follows('optimizer.weightDecay')];
    // Of numbers that have nothing to do with each other it stays within two of these nineteen times in twenty.
    const chance = 1 / Math.sqrt(all.length - 1);
    const [low, high] = [Math.min(...rates), Math.max(...rates)];
    return {
      criterion: words(
        'the accuracy follows the learning rate (rank correlation above 0.5) and weight decay no more than chance would have it (within two standard errors of 0)',
      ),
      holds: byRate > 0.5 && Math.abs(byDecay) < 2 * chance,
      text: phrase`the twenty best have learning rates from ${(10 ** low).toPrecision(2)} to ${(10 ** high).toPrecision(2)}, of a range of 0.000001 to 0.01; the rank correlation of the accuracy is ${byRate.toFixed(2)} with the learning rate and ${byDecay.toFixed(2)} ± ${chance.toFixed(2)} with weight decay`,
      numbers: { lowestRate: 10 ** low, highestRate: 10 ** high, byRate, byDecay, chance, best: accuracyOf(best[0]?.result) },
    };
  },
});

const short = (value: number) => (value < 1e-3 ? value.toExponential(1) : value.toPrecision(2));

function bestOf(controls: Controls, results: Readonly<Record<string, ArmResult | undefined>>) {
  return partsOf(controls)
    .flatMap(({ id }) => {
      const result = results[id];
      return result ? [{ trial: Number(id), result }] : [];
    })
    .toSorted((a, b) => accuracyOf(b.result) - accuracyOf(a.result) || a.trial - b.trial)
    .slice(0, BEST);
}

/** Spearman's: the correlation of the ranks, those of equal values their mean. */
function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const middle = (a.length - 1) / 2;
  let [both, ofX, ofY] = [0, 0, 0];
  for (const [index, rank] of x.entries()) {
    const [dx, dy] = [rank - middle, numberAt(y, index) - middle];
    both += dx * dy;
    ofX += dx * dx;
    ofY += dy * dy;
  }
  return ofX === 0 || ofY === 0 ? 0 : both / Math.sqrt(ofX * ofY);
}

function ranksOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((x, y) => x - y);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}
