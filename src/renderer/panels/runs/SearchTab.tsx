import { Button } from '@mantine/core';
import { IconAdjustmentsSearch } from '@tabler/icons-react';
import { Card } from '../../components/Card';
import { EmptyState } from '../../components/EmptyState';
import { useWords } from '../../i18n/use-words';
import { openSearch, useSearch } from '../../state/search-store';
import { SearchFigures } from './SearchFigures';
import { SearchForm } from './SearchForm';
import { SearchStatus } from './SearchStatus';
import classes from './SearchTab.module.css';

/** A search: what is to be tried, how it goes, and what came of it. */
export function SearchTab() {
  const { t } = useWords();
  const state = useSearch((store) => store.state);
  return (
    <div className={classes.columns}>
      <div className={classes.left}>
        <SearchForm />
        <Others />
      </div>
      <div className={classes.right}>
        {state ? (
          <>
            <SearchStatus state={state} />
            <SearchFigures state={state} />
          </>
        ) : (
          <EmptyState Icon={IconAdjustmentsSearch} title={t('search.emptyTitle')} text={t('search.emptyText')} />
        )}
      </div>
    </div>
  );
}

function Others() {
  const { t, text, format } = useWords();
  const { others, state } = useSearch();
  const busy = state?.status === 'running' || state?.status === 'paused';
  if (others.length === 0) return null;
  return (
    <Card title={t('search.others')}>
      <ul className={classes.others}>
        {others.map(({ folder, design, created, state: how, trials, best }) => (
          <li key={folder}>
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={busy || how === 'damaged'}
              aria-current={folder === state?.folder ? 'true' : undefined}
              onClick={() => openSearch(folder)}
            >
              {text(design)}
            </Button>
            <small>
              {[
                t(`search.state.${how}`),
                t('search.trialsDone', { trials: format.count(trials) }),
                best === null ? null : format.percent(best),
                created ? format.moment(new Date(created)) : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
