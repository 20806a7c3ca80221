import { Tabs } from '@mantine/core';
import type { ComponentType } from 'react';
import { useWords } from '../../../words/use-words';
import { Summary } from '../Summary';
import { type SidebarTab, sidebarTabs, useSidebar } from '../state/sidebar-store';
import { CodeTab } from './CodeTab';
import { DataTab } from './DataTab';
import { LayerTab } from './LayerTab';
import { OptimizerTab } from './OptimizerTab';
import classes from './Sidebar.module.css';
import { TrainingTab } from './TrainingTab';

const contents: Readonly<Record<SidebarTab, ComponentType>> = {
  layer: LayerTab,
  optimizer: OptimizerTab,
  data: DataTab,
  training: TrainingTab,
  code: CodeTab,
};

/** All settings of the design, in tabs, and its code, above what they come to. */
export function Sidebar() {
  const { t } = useWords();
  const { tab, show } = useSidebar();
  const Content = contents[tab];
  return (
    <aside className={classes.sidebar} aria-label={t('sidebar.title')}>
      <Tabs value={tab} onChange={(next) => next && show(next as SidebarTab)} className={classes.tabs ?? ''} keepMounted={false}>
        <Tabs.List grow>
          {sidebarTabs.map((each) => (
            <Tabs.Tab key={each} value={each} className={classes.tab ?? ''}>
              {t(`sidebar.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {sidebarTabs.map((each) => (
          <Tabs.Panel key={each} value={each} className={classes.panel ?? ''} tabIndex={-1}>
            {each === tab && <Content />}
          </Tabs.Panel>
        ))}
      </Tabs>
      <Summary />
    </aside>
  );
}
