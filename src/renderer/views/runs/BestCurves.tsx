import type { SearchState, TrialState } from '@shared/contracts/state';
import { mostEpochs } from '@shared/studies/search-spec';
import { LinesChart } from '../../charts/LinesChart';
import { Card } from '../../components/Card';
import { useWords } from '../../words/use-words';
import classes from './SearchTab.module.css';

const BEST = 20;

interface BestCurvesProps {
  readonly search: SearchState['search'];
  /** The best first. */
  readonly trials: readonly TrialState[];
  readonly chosen: number | null;
  readonly onChoose: (trial: number) => void;
}

/** Validation and training curves of the best trials, a small picture each, as the book draws them. */
export function BestCurves({ search, trials, chosen, onChoose }: BestCurvesProps) {
  const { t, format } = useWords();
  const epochs = mostEpochs(search);
  return (
    <Card title={t('search.curves', { count: Math.min(BEST, trials.length) })} aside={t('search.dashed')}>
      <div className={classes.grid} data-testid="best-curves">
        {trials.slice(0, BEST).map(({ trial, curve }, rank) => {
          const title = t('search.ranked', { rank: rank + 1, trial: trial + 1 });
          return (
            <button
              key={trial}
              type="button"
              className={classes.curve}
              aria-pressed={trial === chosen}
              onClick={() => onChoose(trial)}
              data-picture={title}
            >
              <small>{title}</small>
              <LinesChart
                small
                label={title}
                x={{ label: t('search.epoch'), format: format.count, range: [0, epochs] }}
                y={{ label: t('search.accuracy'), format: format.wholePercent, range: [0, 1] }}
                lines={[
                  { key: 'v', label: t('search.validation'), points: curve.map((p) => [p.epoch, p.validationAccuracy] as const), tone: 0 },
                  {
                    ...{ key: 't', label: t('search.training'), tone: 1, dash: 1 },
                    points: curve.map((p) => [p.epoch, p.trainingAccuracy] as const),
                  },
                ]}
                height={84}
              />
            </button>
          );
        })}
      </div>
    </Card>
  );
}
