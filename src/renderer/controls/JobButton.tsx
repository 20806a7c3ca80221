import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { cancelJobs, type Job, useJobs } from '../state/jobs';
import { useWords } from '../words/use-words';
import classes from './JobButton.module.css';

interface JobButtonProps {
  readonly job: Job;
  readonly onStart: () => void;
  readonly children: ReactNode;
}

/** Starts something that takes a while, then shows how far it has come and can cancel it. */
export function JobButton({ job, onStart, children }: JobButtonProps) {
  const isAtWork = useJobs((state) => state[job] !== undefined);
  if (isAtWork) return <JobProgress jobs={[job]} />;
  return (
    <Button size="xs" variant="default" onClick={onStart} style={{ alignSelf: 'flex-start' }}>
      {children}
    </Button>
  );
}

/** How far the first of these that is at work has come, and a way to cancel them; nothing where none is. */
export function JobProgress({ jobs, label }: { jobs: readonly Job[]; label?: string }) {
  const { t } = useWords();
  const share = useJobs((state) => jobs.map((job) => state[job]).find((each) => each !== undefined));
  if (share === undefined) return null;
  return (
    <div className={classes.job}>
      <Progress
        value={100 * share}
        size="sm"
        transitionDuration={0}
        aria-label={label ?? t('inspect.progress')}
        className={classes.bar ?? ''}
      />
      <Button size="compact-xs" variant="default" onClick={() => cancelJobs(...jobs)}>
        {t('inspect.cancel')}
      </Button>
    </div>
  );
}
