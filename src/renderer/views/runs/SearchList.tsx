import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { Card } from '../../components/Card';
import { useWords } from '../../words/use-words';
import classes from './SearchTab.module.css';
import { deleteSearch, openSearch, restoreSearches, useSearch } from './state/search-store';

/** Every search on disk: opened, deleted, brought back. */
export function SearchList() {
  const { t, text, format } = useWords();
  const { others, deleted, state } = useSearch();
  const busy = state?.status === 'running' || state?.status === 'paused';
  if (others.length === 0 && deleted.length === 0) return null;
  return (
    <Card
      title={t('search.others')}
      aside={
        deleted.length > 0 && (
          <Button size="compact-xs" variant="default" leftSection={<IconArrowBackUp size={14} aria-hidden />} onClick={restoreSearches}>
            {t('action.undoDelete')}
          </Button>
        )
      }
    >
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
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              disabled={busy && folder === state?.folder}
              aria-label={t('search.delete', { name: text(design) })}
              onClick={() => deleteSearch(folder)}
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
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
