import { Progress } from '@mantine/core';
import type { SearchState } from '@shared/contracts/state';
import { findKind } from '@shared/kind';
import { searchMethods } from '@shared/studies/methods';
import { Card } from '../../components/Card';
import { ActionButton } from '../../controls/ActionButton';
import { useWords } from '../../words/use-words';
import classes from './SearchTab.module.css';
import { copySearch, pauseSearch, resumeSearch, stopSearch } from './search-actions';
import { epochsDone } from './search-figures';
import { useSearch } from './state/search-store';

/** How far the search has come, and what holds it, ends it and resumes it. */
export function SearchStatus({ state }: { state: SearchState }) {
  const { t, text, format } = useWords();
  const trials = useSearch((store) => store.trials);
  const all = [...trials.values()];
  const done = all.filter(({ outcomes }) => outcomes.length > 0).length;
  const failed = all.filter(({ failure }) => failure !== null).length;
  const { status, search } = state;
  const hasEnded = status !== 'running' && status !== 'paused';
  // Running trials count for the epochs they have come through, so that a few long ones move the bar too.
  const share = status === 'finished' ? 1 : Math.min(epochsDone(all) / Math.max(state.epochs, 1), 0.99);
  return (
    <Card title={text(state.search.spec.name)} aside={t(`search.state.${status}`)}>
      <div className={classes.status}>
        {status === 'running' && <ActionButton action={pauseSearch} size="xs" variant="default" />}
        {(status === 'paused' || hasEnded) && status !== 'finished' && <ActionButton action={resumeSearch} size="xs" />}
        {hasEnded ? (
          <ActionButton action={copySearch} size="xs" variant="default" />
        ) : (
          <ActionButton action={stopSearch} size="xs" variant="default" />
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
