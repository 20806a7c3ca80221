import { Button, Progress } from '@mantine/core';
import type { SearchState } from '@shared/contracts/state';
import { findKind } from '@shared/kind';
import { searchMethods } from '@shared/studies/methods';
import { IconCopy, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { Card } from '../../components/Card';
import { useWords } from '../../words/use-words';
import classes from './SearchTab.module.css';
import { epochsDone } from './search-figures';
import { pauseSearch, resumeSearch, searchAgain, stopSearch, useSearch } from './state/search-store';

/** How far the search has come, and what holds it, ends it and resumes it. */
export function SearchStatus({ state }: { state: SearchState }) {
  const { t, text, format } = useWords();
  const trials = useSearch((store) => store.trials);
  const all = [...trials.values()];
  const done = all.filter(({ outcomes }) => outcomes.length > 0).length;
  const failed = all.filter(({ failure }) => failure !== null).length;
  const { status, search } = state;
  // Running trials count for the epochs they have come through, so that a few long ones move the bar too.
  const share = status === 'finished' ? 1 : Math.min(epochsDone(all) / Math.max(state.epochs, 1), 0.99);
  return (
    <Card title={text(state.search.spec.name)} aside={t(`search.state.${status}`)}>
      <div className={classes.status}>
        {status === 'running' && (
          <Button size="xs" variant="default" leftSection={<IconPlayerPause size={14} aria-hidden />} onClick={pauseSearch}>
            {t('search.pause')}
          </Button>
        )}
        {(status === 'paused' || status === 'interrupted' || status === 'failed') && (
          <Button size="xs" leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={resumeSearch}>
            {t('search.resume')}
          </Button>
        )}
        {(status === 'running' || status === 'paused') && (
          <Button size="xs" variant="default" leftSection={<IconPlayerStop size={14} aria-hidden />} onClick={stopSearch}>
            {t('search.stop')}
          </Button>
        )}
        {(status === 'finished' || status === 'interrupted' || status === 'failed') && (
          <Button size="xs" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={() => searchAgain(state)}>
            {t('search.again')}
          </Button>
        )}
        <Progress
          className={classes.progress ?? ''}
          value={100 * share}
          size="sm"
          transitionDuration={0}
          aria-label={t('search.progress')}
        />
        <span data-testid="search-count">
          {t('search.count', { done: format.count(done), all: format.count(state.trials) })}
          {failed > 0 && ` · ${t('search.failed', { failed: format.count(failed) })}`}
          {state.seconds > 0 && ` · ${format.duration(state.seconds)}`}
        </span>
      </div>
      {state.error && <p role="alert">{text(state.error.phrase ?? state.error.message)}</p>}
      <p className={classes.note}>
        {t('search.how', {
          method: text(findKind(searchMethods, search.method.type).label),
          seed: String(search.seed),
          images: format.count(search.spec.data.validation),
        })}
      </p>
    </Card>
  );
}
