import { Button, SegmentedControl } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { EmptyState } from '../../components/EmptyState';
import { ActionButton } from '../../controls/ActionButton';
import { useJobs } from '../../state/jobs';
import { useWords } from '../../words/use-words';
import { drawDigit } from '../draw/actions';
import { useDrawings } from '../draw/state/drawings-store';
import { train } from '../train/actions';
import { Classes } from './Classes';
import { ComparisonCard } from './ComparisonCard';
import { ConfusionCard } from './ConfusionCard';
import { DigitDetail } from './DigitDetail';
import { Gallery } from './Gallery';
import classes from './InspectPanel.module.css';
import { MapTab } from './MapTab';
import { PrecisionCard } from './PrecisionCard';
import { RobustnessTab } from './RobustnessTab';
import { SetCard } from './SetCard';
import { SubmissionCard } from './SubmissionCard';
import { inspectTabs, showTab, useInspect } from './state/inspect-store';
import { evaluate, hasNoDrawings } from './state/inspection';

const tabs = { digits: Gallery, map: MapTab, classes: Classes, robustness: RobustnessTab };

/** What networks get wrong: figures on the left, the digits themselves on the right. */
export function InspectPanel() {
  const { t } = useWords();
  const isPredicted = useInspect((state) => state.predictions !== null);
  const tab = useInspect((state) => state.tab);
  const open = useInspect((state) => state.open);
  const Tab = tabs[tab];
  return (
    <div className={classes.layout}>
      <div className={classes.left}>
        <SetCard />
        {isPredicted && (
          <>
            <ComparisonCard />
            <ConfusionCard />
            <PrecisionCard />
            <SubmissionCard />
          </>
        )}
      </div>
      <div className={classes.right}>
        {!isPredicted && <NothingPredicted />}
        {isPredicted && open !== null && <DigitDetail key={open} image={open} />}
        {isPredicted && open === null && (
          <>
            <SegmentedControl
              size="xs"
              className={classes.tabs ?? ''}
              aria-label={t('inspect.tabs')}
              value={tab}
              onChange={(value) => showTab(value as typeof tab)}
              data={inspectTabs.map((value) => ({ value, label: t(`inspect.tab.${value}`) }))}
            />
            <Tab />
          </>
        )}
      </div>
    </div>
  );
}

/** Nothing to show: it is being worked out, or something is missing for it. */
function NothingPredicted() {
  const { t } = useWords();
  const busy = useJobs((state) => state.first !== undefined);
  const noDrawings = useDrawings(() => hasNoDrawings());
  const set = useInspect((state) => state.set);
  if (busy) return <EmptyState Icon={IconSearch} title={t('inspect.busyTitle')} text={t('inspect.busyText')} />;
  if (set === 'drawings' && noDrawings) {
    return (
      <EmptyState Icon={IconSearch} title={t('inspect.noDrawingsTitle')} text={t('inspect.noDrawingsText')}>
        <ActionButton action={drawDigit} />
      </EmptyState>
    );
  }
  return (
    <EmptyState Icon={IconSearch} title={t('inspect.emptyTitle')} text={t('inspect.emptyText')}>
      <Button variant="default" onClick={() => evaluate()}>
        {t('inspect.evaluate')}
      </Button>
      <ActionButton action={train} />
    </EmptyState>
  );
}
