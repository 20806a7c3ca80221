import { classScores, confusionOf } from '@shared/analysis/confusion';
import { csvText } from '@shared/csv-text';
import { useEffect, useMemo } from 'react';
import { Card } from '../../components/Card';
import { SaveMenu } from '../../controls/SaveMenu';
import { useWords } from '../../words/use-words';
import classes from './Classes.module.css';
import { useInspect } from './state/inspect-store';
import { computeClassProbabilities } from './state/inspection';
import { useFirst } from './use-predictions';

/** How well each digit is told from the others. */
export function Classes() {
  const { t, format } = useWords();
  const first = useFirst();
  const scores = useMemo(() => (first ? classScores(confusionOf(first.labels, first.predicted, first.classes.length)) : []), [first]);
  const probabilities = useInspect((state) => state.classProbabilities);
  useEffect(() => {
    if (first && useInspect.getState().classProbabilities === null) computeClassProbabilities();
  }, [first]);
  const names = first?.classes ?? [];
  const share = (value: number | null) => (value === null ? '–' : format.percent(value));
  const csv = () =>
    [
      'class,images,precision,recall,mean probability',
      ...scores.map(({ images, precision, recall }, digit) =>
        [csvText(names[digit] ?? ''), images, precision ?? '', recall ?? '', probabilities?.[digit] ?? ''].join(','),
      ),
      '',
    ].join('\n');
  return (
    <Card title={t('inspect.classes')} aside={<SaveMenu name={t('inspect.classes')} contents={{ csv }} />}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('inspect.classHeads.digit')}</th>
            <th scope="col">{t('inspect.classHeads.images')}</th>
            <th scope="col">{t('inspect.classHeads.precision')}</th>
            <th scope="col">{t('inspect.classHeads.recall')}</th>
            <th scope="col">{t('inspect.classHeads.probability')}</th>
          </tr>
        </thead>
        <tbody>
          {scores.map(({ images, precision, recall }, digit) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the digit
            <tr key={digit}>
              <th scope="row">{names[digit]}</th>
              <td>{format.count(images)}</td>
              <td>{share(precision)}</td>
              <td>{share(recall)}</td>
              <td data-testid="class-probability">{probabilities ? share(probabilities[digit] ?? null) : '…'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.note}>{t('inspect.classesNote')}</p>
    </Card>
  );
}
