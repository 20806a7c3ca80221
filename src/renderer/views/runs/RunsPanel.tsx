import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './RunsPanel.module.css';
import { RunsTab } from './RunsTab';
import { SearchTab } from './SearchTab';
import { useRuns } from './state/runs-store';

const tabs = { runs: RunsTab, search: SearchTab };

/** All runs there are, and searches for better ones. */
export function RunsPanel() {
  const { t } = useTranslation();
  const tab = useRuns((state) => state.tab);
  const Tab = tabs[tab];
  return (
    <div className={classes.layout}>
      <SegmentedControl
        size="xs"
        className={classes.tabs ?? ''}
        aria-label={t('runs.tabs')}
        value={tab}
        onChange={(value) => useRuns.setState({ tab: value as typeof tab })}
        data={(['runs', 'search'] as const).map((value) => ({ value, label: t(`runs.tab.${value}`) }))}
      />
      <Tab />
    </div>
  );
}
