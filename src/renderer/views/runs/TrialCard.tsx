import { Button } from '@mantine/core';
import type { SearchState, TrialState } from '@shared/contracts/state';
import { IconPlayerPlay, IconStack2 } from '@tabler/icons-react';
import { Card } from '../../components/Card';
import { runIsActive, useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import classes from './SearchTab.module.css';
import type { NamedDimension } from './search-figures';
import { promoteTrial, trialToDesign } from './state/promotion';

interface TrialCardProps {
  readonly search: SearchState['search'];
  readonly trial: TrialState;
  readonly dimensions: readonly NamedDimension[];
}

/** The chosen trial: what it came to, with which values, and what can be made of it. */
export function TrialCard({ search, trial, dimensions }: TrialCardProps) {
  const { t, text, format } = useWords();
  const runActive = useStudio(runIsActive);
  const { accuracy, failure, values } = trial;
  return (
    <Card title={t('search.trial', { trial: format.count(trial.trial + 1) })}>
      <div className={classes.status}>
        <strong data-testid="trial-accuracy">{failure ? text(failure) : accuracy === null ? '–' : format.percent(accuracy)}</strong>
        <span>
          {dimensions
            .filter(({ dimension: { path } }) => path in values)
            .map(({ dimension: { path }, name, formatValue }) => `${name} ${formatValue(values[path])}`)
            .join(' · ')}
        </span>
        <Button
          size="compact-xs"
          variant="default"
          disabled={failure !== null || runActive}
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          onClick={() => promoteTrial(search, trial)}
        >
          {t('search.promote')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={failure !== null}
          leftSection={<IconStack2 size={14} aria-hidden />}
          onClick={() => trialToDesign(search, trial)}
        >
          {t('search.toDesign')}
        </Button>
      </div>
    </Card>
  );
}
