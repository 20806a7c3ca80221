import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { IconList, IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EmptyState } from '../../components/EmptyState';
import { ActionButton } from '../../controls/ActionButton';
import { useCatalogue } from '../../state/catalogue-store';
import { useWords } from '../../words/use-words';
import { train } from '../train/actions';
import { importRun, undoDelete } from './actions';
import { Chosen } from './Chosen';
import { RunList } from './RunList';
import classes from './RunsPanel.module.css';
import { runRows } from './run-rows';
import { shownRuns } from './shown-runs';
import { useRuns, useTags } from './state/runs-store';

const states = ['completed', 'early', 'stopped', 'training', 'interrupted', 'failed', 'damaged'] as const;

/** The list of runs, and what is chosen of it. */
export function RunsTab() {
  const words = useWords();
  const { t } = words;
  const { query, state, tag, sort, open } = useRuns();
  const { runs, deleted } = useCatalogue();
  const shown = useMemo(() => shownRuns(runs ?? [], { query, state, tag, sort }, words), [runs, query, state, tag, sort, words]);
  const rows = useMemo(() => runRows(shown, sort, open, words), [shown, sort, open, words]);
  if (runs?.length === 0) {
    return (
      <EmptyState Icon={IconList} title={t('runs.emptyTitle')} text={t('runs.emptyText')}>
        <Button.Group>
          <ActionButton action={train} />
          <ActionButton action={importRun} variant="default" />
          {deleted.length > 0 && <ActionButton action={undoDelete} variant="default" />}
        </Button.Group>
      </EmptyState>
    );
  }
  return (
    <div className={classes.columns}>
      <div className={classes.left}>
        <Tools shown={shown.length} />
        <RunList rows={rows} />
      </div>
      <Chosen inSight={shown} />
    </div>
  );
}

function Tools({ shown }: { shown: number }) {
  const { t, format } = useWords();
  const runs = useCatalogue((store) => store.runs);
  const { query, state, tag } = useRuns();
  const undoable = useCatalogue((store) => store.deleted.length > 0);
  const tags = useTags();
  const common = { size: 'xs', clearable: true, comboboxProps: { withinPortal: false } } as const;
  return (
    <div className={classes.tools}>
      <TextInput
        size="xs"
        className={classes.query ?? ''}
        aria-label={t('runs.query')}
        placeholder={t('runs.query')}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={query && <CloseButton size="xs" aria-label={t('runs.clear')} onClick={() => useRuns.setState({ query: '' })} />}
        value={query}
        onChange={({ currentTarget }) => useRuns.setState({ query: currentTarget.value })}
      />
      <Select
        {...common}
        w={150}
        aria-label={t('runs.anyState')}
        placeholder={t('runs.anyState')}
        clearButtonProps={{ 'aria-label': t('runs.clear') }}
        data={states.map((value) => ({ value, label: t(`runs.state.${value}`) }))}
        value={state}
        onChange={(value) => useRuns.setState({ state: value as typeof state })}
      />
      <Select
        {...common}
        w={130}
        aria-label={t('runs.anyTag')}
        placeholder={t('runs.anyTag')}
        clearButtonProps={{ 'aria-label': t('runs.clear') }}
        disabled={tags.length === 0}
        data={tags}
        value={tag}
        onChange={(value) => useRuns.setState({ tag: value })}
      />
      <span className={classes.count} role="status" data-testid="runs-count">
        {t('runs.shown', { shown: format.count(shown), all: format.count(runs?.length ?? 0) })}
      </span>
      <ActionButton action={importRun} size="xs" variant="default" />
      {undoable && <ActionButton action={undoDelete} size="xs" variant="default" />}
    </div>
  );
}
