import { numberAt } from '@shared/at';
import type { CurveData } from '../../charts/curve-view';
import { placeOf, smoothed } from '../../charts/series';
import { TableDialog } from '../../components/TableDialog';
import { useStudio } from '../../state/studio-store';
import { useWords, type Words } from '../../words/use-words';
import { type Curves, curvesOf } from './curve-data';

/** Rows of even distance, beside those of validations. */
const ROWS = 60;

const heads = ['iteration', 'loss', 'smoothLoss', 'validationLoss', 'accuracy', 'validationAccuracy', 'learningRate'] as const;
/** Beside them where parameters were averaged. */
const averageHeads = ['averageLoss', 'averageAccuracy'] as const;

/** The curves as a table, as they are when it is opened. */
export function CurveTable() {
  const words = useWords();
  const { t, format } = words;
  const stride = useStudio((state) => strideOf(state.metrics.iterations.length));
  const content = () => {
    const { run, metrics } = useStudio.getState();
    const curves = run && curvesOf(run, metrics, words);
    const shown = [...heads, ...(curves?.losses.averages.length ? averageHeads : [])];
    return { heads: shown.map((name) => t(`table.${name}`)), rows: curves ? rowsOf(curves, words) : [] };
  };
  return <TableDialog title={t('train.curves')} caption={t('table.caption', { stride: format.count(stride) })} content={content} />;
}

const read = (points: CurveData['averages'], iteration: number, write: (value: number) => string) => {
  const found = points.find((each) => each.iteration === iteration);
  return found ? write(found.value) : '';
};

const strideOf = (iterations: number) => Math.max(1, Math.ceil(iterations / ROWS));

function rowsOf({ losses, accuracies, rates }: Curves, { format }: Words): string[][] {
  const { iterations } = losses;
  const stride = strideOf(iterations.length);
  const validated = new Map(
    losses.points.map(({ iteration, value }, index) => [iteration, { loss: value, accuracy: accuracies.points[index]?.value ?? 0 }]),
  );
  const chosen = new Set(iterations.filter((_, index) => index % stride === 0 || index === iterations.length - 1));
  for (const iteration of validated.keys()) chosen.add(iteration);
  const [lossMeans, accuracyMeans] = [smoothed(losses.values), smoothed(accuracies.values)];
  return [...chosen]
    .sort((a, b) => a - b)
    .map((iteration) => {
      const place = placeOf(iterations, iteration);
      const validation = validated.get(iteration);
      // Of a validation whose iteration was lost nothing else is known.
      const written = (values: readonly number[], write: (value: number) => string) =>
        iterations[place] === iteration ? write(numberAt(values, place)) : '';
      return [
        format.count(iteration),
        written(losses.values, format.loss),
        written(lossMeans, format.loss),
        validation ? format.loss(validation.loss) : '',
        written(accuracyMeans, format.percent),
        validation ? format.percent(validation.accuracy) : '',
        written(rates.values, format.short),
        ...(losses.averages.length > 0
          ? [read(losses.averages, iteration, format.loss), read(accuracies.averages, iteration, format.percent)]
          : []),
      ];
    });
}
