import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../words/use-words';
import classes from './SetCard.module.css';
import { cancelJobs, type InspectJob, useJobs } from './state/inspection';

/** Starts something that takes a while, then shows how far it has come and can cancel it. */
export function JobButton({ job, onStart, children }: { job: InspectJob; onStart: () => void; children: ReactNode }) {
  const { t } = useWords();
  const share = useJobs((state) => state[job]);
  if (share === undefined) {
    return (
      <Button size="xs" variant="default" onClick={onStart} style={{ alignSelf: 'flex-start' }}>
        {children}
      </Button>
    );
  }
  return (
    <div className={classes.job}>
      <Progress value={100 * share} size="sm" transitionDuration={0} aria-label={t('inspect.progress')} className={classes.bar ?? ''} />
      <Button size="compact-xs" variant="default" onClick={() => cancelJobs(job)}>
        {t('inspect.cancel')}
      </Button>
    </div>
  );
}
