import { UnstyledButton } from '@mantine/core';
import { Card } from '../../components/Card';
import { JobButton } from '../../controls/JobButton';
import { useWords } from '../../words/use-words';
import { FirstOnly } from './FirstOnly';
import classes from './PrecisionCard.module.css';
import { setFilter, useInspect } from './state/inspect-store';
import { computePrecision } from './state/inspection';

/** What fewer bits for each parameter cost: size, accuracy, and the digits that flip. */
export function PrecisionCard() {
  const { t, format } = useWords();
  const rows = useInspect((state) => state.precision);
  return (
    <Card title={t('inspect.precision')} aside={rows && t('inspect.precisionNote')}>
      <FirstOnly said="inspect.firstOnly" />
      {!rows && (
        <JobButton job="precision" onStart={computePrecision}>
          {t('inspect.precisionStart')}
        </JobButton>
      )}
      {rows && (
        <table className={classes.table}>
          <thead>
            <tr>
              {(['format', 'size', 'accuracy', 'flips'] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`inspect.precisionHeads.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, bytes, correct, images, flipped }) => (
              <tr key={id} data-testid={`precision-${id}`}>
                <th scope="row">{id}</th>
                <td>{t('inspect.kilobytes', { size: format.count(bytes / 1000) })}</td>
                <td>{format.percent(correct / images)}</td>
                <td>
                  {flipped.length === 0 ? (
                    t('inspect.noFlips')
                  ) : (
                    <UnstyledButton
                      className={classes.flips}
                      onClick={() =>
                        setFilter({ group: 'all', label: null, predicted: null, chosen: new Set(flipped.map(({ image }) => image)) })
                      }
                    >
                      {t('inspect.flips', { count: flipped.length })}
                    </UnstyledButton>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
