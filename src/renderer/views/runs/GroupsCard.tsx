import { Button } from '@mantine/core';
import { welch } from '@shared/analysis/welch';
import { Card } from '../../components/Card';
import { JobProgress } from '../../controls/JobButton';
import { useJobs } from '../../state/jobs';
import { useWords } from '../../words/use-words';
import { unitNames } from './compared';
import type { Unit } from './mean-curves';
import { meanText } from './mean-text';
import classes from './RunsPanel.module.css';
import { figuresOf, isFinished } from './run-rows';
import { comparePairs, pairsKey, usePairs } from './state/pairs-store';

/** What groups come to on average, and whether two of them differ by more than chance. */
export function GroupsCard({ units }: { units: readonly Unit[] }) {
  const words = useWords();
  const { t } = words;
  const names = unitNames(units, words);
  const figure = (unit: Unit, name: 'test' | 'validation') => {
    const values = figuresOf(unit.members, name);
    return values.length > 0 ? meanText(values, words) : '–';
  };
  const [first, second, ...others] = units;
  const areTwo = first && second && others.length === 0 && first.members.length > 1 && second.members.length > 1;
  return (
    <Card title={t('repeats.title')}>
      <table className={classes.table} data-testid="groups">
        <thead>
          <tr>
            {[t('repeats.name'), t('repeats.runs'), t('runs.column.test'), t('runs.column.validation')].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map((unit, index) => (
            <tr key={unit.key}>
              <th scope="row">{names[index]}</th>
              <td>{unit.members.filter(isFinished).length}</td>
              <td>{figure(unit, 'test')}</td>
              <td>{figure(unit, 'validation')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {areTwo && <Test first={first} second={second} name={names[1] ?? ''} />}
    </Card>
  );
}

function Test({ first, second, name }: { first: Unit; second: Unit; name: string }) {
  const { t, format } = useWords();
  const found = welch(figuresOf(first.members, 'test'), figuresOf(second.members, 'test'));
  const pairs = usePairs((state) => state.found);
  const isAtWork = useJobs((state) => state.pairs !== undefined);
  const [a, b] = [first.members.filter(isFinished), second.members.filter(isFinished)];
  const key = pairsKey(a, b);
  return (
    <>
      {found && (
        <p className={classes.note} data-testid="welch">
          {t('repeats.welch', {
            second: name,
            points: Math.abs(100 * found.difference).toFixed(2),
            direction: t(found.difference < 0 ? 'repeats.lower' : 'repeats.higher'),
            significance: t(found.p < 0.05 ? 'repeats.significant' : 'repeats.insignificant'),
            p: format.probability(found.p),
          })}
        </p>
      )}
      {pairs?.key === key ? (
        <p className={classes.note} data-testid="pairs">
          {t('repeats.pairsFound', {
            ...{ second: name, pairs: pairs.all.length, images: format.count(pairs.images) },
            better: pairs.all.filter(({ fixed, broken, p }) => p < 0.05 && fixed > broken).length,
            worse: pairs.all.filter(({ fixed, broken, p }) => p < 0.05 && fixed < broken).length,
            even: pairs.all.filter(({ p }) => p >= 0.05).length,
          })}
        </p>
      ) : (
        <>
          <p className={classes.note}>{t('repeats.pairsHint')}</p>
          {isAtWork ? (
            <JobProgress jobs={['pairs']} />
          ) : (
            <Button size="compact-xs" variant="default" onClick={() => comparePairs(a, b)}>
              {t('repeats.pairs')}
            </Button>
          )}
        </>
      )}
    </>
  );
}
