import { UnstyledButton } from '@mantine/core';
import { type Comparison, compare } from '@shared/analysis/comparison';
import { useMemo } from 'react';
import { Card } from '../../components/Card';
import { useWords } from '../../words/use-words';
import classes from './ComparisonCard.module.css';
import { SeenBefore } from './SeenBefore';
import { setFilter, useInspect } from './state/inspect-store';
import { useFirst, useSecond } from './use-predictions';

const outcomes = ['fixed', 'broken', 'bothWrong'] as const;

/** What the second network does better and worse than the first, and whether that can be chance. */
export function ComparisonCard() {
  const { t, format } = useWords();
  const first = useFirst();
  const second = useSecond();
  const other = useInspect((state) => state.second);
  const group = useInspect((state) => state.filter.group);
  const found = useMemo(() => first && second && compare(first.labels, first.predicted, second.predicted), [first, second]);
  if (!found) return null;
  return (
    <Card title={t('inspect.comparison')}>
      <div className={classes.outcomes}>
        {outcomes.map((outcome) => (
          <UnstyledButton
            key={outcome}
            className={classes.outcome}
            aria-pressed={group === outcome}
            onClick={() => setFilter({ group: group === outcome ? 'wrong' : outcome, label: null, predicted: null, chosen: null })}
          >
            <strong>{format.count(found[outcome])}</strong>
            <span>{t(`inspect.group.${outcome}`)}</span>
          </UnstyledButton>
        ))}
      </div>
      <Verdict comparison={found} />
      <SeenBefore others={[other]} />
    </Card>
  );
}

/** McNemar's test in words. */
function Verdict({ comparison: { fixed, broken, p } }: { comparison: Comparison }) {
  const { t, format } = useWords();
  if (fixed + broken === 0) return <p className={classes.text}>{t('inspect.mcnemar.same')}</p>;
  const sign = p < 0.05 ? (fixed > broken ? 'better' : 'worse') : 'chance';
  const figures = {
    differ: format.count(fixed + broken),
    fixed: format.count(fixed),
    broken: format.count(broken),
    p: format.probability(p),
  };
  return (
    <p className={classes.text} data-testid="mcnemar">
      {t('inspect.mcnemar.split', figures)} {t(`inspect.mcnemar.${sign}`, figures)}
    </p>
  );
}
