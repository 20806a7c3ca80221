import { numberAt } from '@shared/at';
import { useCursor } from '../../charts/cursor';
import type { CurveData } from '../../charts/curve-view';
import { placeOf, smoothed } from '../../charts/series';
import { useWords } from '../../words/use-words';
import classes from './Readout.module.css';

interface ReadoutProps {
  readonly data: CurveData;
  readonly format: (value: number) => string;
  readonly plain?: boolean;
}

/** Every series of a chart at the iteration that is read; else at the last one. */
export function Readout({ data, format, plain = false }: ReadoutProps) {
  const words = useWords();
  const { t } = words;
  const hover = useCursor((cursor) => cursor.hover);
  const { iterations, values, points, averages } = data;
  const at = hover ?? iterations.at(-1);
  if (at === undefined || iterations.length === 0) return null;
  const place = Math.min(placeOf(iterations, at), iterations.length - 1);
  const atHand = (of: typeof points) => (hover === null ? of.at(-1) : of.find(({ iteration }) => iteration === at));
  const [validation, average] = [atHand(points), atHand(averages)];
  return (
    <dl className={classes.readout}>
      {hover !== null && <Entry name={t('train.iteration')} value={words.format.count(at)} />}
      {!plain && <Entry name={t('train.smooth')} value={format(numberAt(smoothed(values), place))} />}
      <Entry name={plain ? '' : t('train.raw')} value={format(numberAt(values, place))} />
      {validation && <Entry name={t('train.validation')} value={format(validation.value)} />}
      {average && <Entry name={t('train.average')} value={format(average.value)} />}
    </dl>
  );
}

function Entry({ name, value }: { name: string; value: string }) {
  return (
    <div>
      {name !== '' && <dt>{name}</dt>}
      <dd>{value}</dd>
    </div>
  );
}
