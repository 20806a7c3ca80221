import { IconAdjustmentsSearch } from '@tabler/icons-react';
import { EmptyState } from '../../components/EmptyState';
import { useWords } from '../../words/use-words';
import { SearchFigures } from './SearchFigures';
import { SearchForm } from './SearchForm';
import { SearchList } from './SearchList';
import { SearchStatus } from './SearchStatus';
import classes from './SearchTab.module.css';
import { useSearch } from './state/search-store';

/** A search: what is to be tried, how it goes, and what came of it. */
export function SearchTab() {
  const { t } = useWords();
  const state = useSearch((store) => store.state);
  return (
    <div className={classes.columns}>
      <div className={classes.left}>
        <SearchForm />
        <SearchList />
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
