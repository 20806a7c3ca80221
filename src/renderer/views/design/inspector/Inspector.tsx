import { Tabs } from '@mantine/core';
import type { ComponentType } from 'react';
import { useWords } from '../../../words/use-words';
import { Summary } from '../Summary';
import { type InspectorTab, inspectorTabs, useInspector } from '../state/sidebar-store';
import { DataTab } from './DataTab';
import classes from './Inspector.module.css';
import { LayerTab } from './LayerTab';
import { OptimizerTab } from './OptimizerTab';
import { TrainingTab } from './TrainingTab';

const contents: Readonly<Record<InspectorTab, ComponentType>> = {
  layer: LayerTab,
  optimizer: OptimizerTab,
  data: DataTab,
  training: TrainingTab,
};

/** All settings of the design, in four tabs, above what they come to. */
export function Inspector() {
  const { t } = useWords();
  const { tab, show } = useInspector();
  const Content = contents[tab];
  return (
    <aside className={classes.inspector} aria-label={t('inspector.title')}>
      <Tabs value={tab} onChange={(next) => next && show(next as InspectorTab)} className={classes.tabs ?? ''} keepMounted={false}>
        <Tabs.List grow>
          {inspectorTabs.map((each) => (
            <Tabs.Tab key={each} value={each} className={classes.tab ?? ''}>
              {t(`inspector.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {inspectorTabs.map((each) => (
          <Tabs.Panel key={each} value={each} className={classes.panel ?? ''} tabIndex={-1}>
            {each === tab && <Content />}
          </Tabs.Panel>
        ))}
      </Tabs>
      <Summary />
    </aside>
  );
}
