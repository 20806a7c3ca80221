import { z } from 'zod';
import { phrase, words } from '../../phrase';
import { createRandom } from '../../random/threefry';
import { bookSearchSpec, bookSpace } from '../../search/book-search';
import { integerPaths, randomValues } from '../../search/space';
import { withValues } from '../../spec/settings';
import { type ArmResult, seedControl, trainArm } from '../arms';
import { allThere, defineExperiment } from '../experiment';

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

export const bookSearch = defineExperiment({
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
  run: (part, controls, bench): Generator<number, ArmResult> =>
    trainArm(
      bench,
      withValues(bookSearchSpec(), {
        ...valuesOf(Number(part), controls),
        seed: controls.seed,
        'training.duration.count': controls.epochs,
      }),
      { wholeTraining: true },
    ),
  figure(controls, results) {
    return {
      kind: 'panels',
      columns: COLUMNS,
      panels: bestOf(controls, results).map(({ trial, result }, place) => {
        const { 'optimizer.learningRate': rate, 'optimizer.weightDecay': decay } = valuesOf(trial, controls);
        return {
          kind: 'lines',
          title: phrase`${place + 1}: η ${Number(rate).toPrecision(2)}, λ ${Number(decay).toPrecision(2)}`,
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
    const best = bestOf(controls, results).slice(0, 5);
    const rates = best.map(({ trial }) => Number(valuesOf(trial, controls)['optimizer.learningRate']));
    const decays = best.map(({ trial }) => Number(valuesOf(trial, controls)['optimizer.weightDecay']));
    const [low, high] = [Math.min(...rates), Math.max(...rates)];
    return {
      holds: low > 1e-3 && high / low < 10,
      text: phrase`the five best have learning rates from ${low.toPrecision(2)} to ${high.toPrecision(2)}, of a range of 0.000001 to 0.01, and weight decays from ${Math.min(...decays).toPrecision(2)} to ${Math.max(...decays).toPrecision(2)}, nearly all of it`,
    };
  },
});

function bestOf(controls: Controls, results: Readonly<Record<string, ArmResult | undefined>>) {
  return partsOf(controls)
    .flatMap(({ id }) => {
      const result = results[id];
      return result ? [{ trial: Number(id), result }] : [];
    })
    .toSorted((a, b) => accuracyOf(b.result) - accuracyOf(a.result) || a.trial - b.trial)
    .slice(0, BEST);
}
