import { Progress, SegmentedControl } from '@mantine/core';
import { isOfDigits } from '@shared/contracts/state';
import type { Experiment } from '@shared/lab/experiment';
import { experiments } from '@shared/lab/experiments';
import { labReport } from '@shared/reports/lab-report';
import { IconFlask } from '@tabler/icons-react';
import { type ComponentType, useMemo } from 'react';
import type { z } from 'zod';
import { Card } from '../../components/Card';
import { EmptyState } from '../../components/EmptyState';
import { ActionButton } from '../../controls/ActionButton';
import { SettingField } from '../../form/SettingField';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import { endExperiment, experimentAsInBook, runExperiment } from './actions';
import { ClaimCard } from './ClaimCard';
import { ExperimentList } from './ExperimentList';
import { FigureCard } from './FigureCard';
import classes from './LabPanel.module.css';
import { Lessons } from './lessons/Lessons';
import { OneStep } from './one-step/OneStep';
import { StaleNote } from './StaleNote';
import { claimOf, type LabTab, labTabs, setControl, useLab, usualControls } from './state/lab-store';

const tabs: Readonly<Record<LabTab, ComponentType>> = { experiments: Experiments, lessons: Lessons, step: OneStep };

/** The book's experiments, lessons, and one training step of one's own network. */
export function LabPanel() {
  const { t } = useWords();
  const tab = useLab((state) => state.tab);
  const Tab = tabs[tab];
  return (
    <div className={classes.tabbed}>
      <SegmentedControl
        size="xs"
        className={classes.tabs ?? ''}
        aria-label={t('step.tabs')}
        value={tab}
        onChange={(value) => useLab.setState({ tab: value as LabTab })}
        data={labTabs.map((value) => ({ value, label: t(`step.tab.${value}`) }))}
      />
      <Tab />
    </div>
  );
}

/** Each with what to see, what to vary, its figure and its claim. */
function Experiments() {
  const shown = useLab((state) => state.shown);
  const experiment = experiments.find(({ name }) => name === shown) ?? experiments[0];
  return (
    <div className={classes.layout}>
      <ExperimentList />
      {experiment && <Shown key={experiment.name} experiment={experiment} />}
    </div>
  );
}

/** Says so where the images in use are others. */
function OnDigits() {
  const { t } = useWords();
  const isOther = useStudio(({ dataset }) => dataset !== null && !isOfDigits(dataset));
  return isOther ? (
    <p className={classes.note} role="note">
      {t('lab.onMnist')}
    </p>
  ) : null;
}

function Shown({ experiment }: { experiment: Experiment }) {
  const { t, text } = useWords();
  const { name, label, instant } = experiment;
  const store = useLab();
  const content = store.contents[name];
  const running = store.state?.experiment === name && store.state.status === 'running';
  const isComputed = content && (instant || Object.keys(content.results).length > 0);
  const figure = useMemo(
    () => (isComputed ? experiment.figure(content.controls, content.results) : null),
    [experiment, content, isComputed],
  );
  const claim = claimOf(store, experiment);
  return (
    <div className={classes.shown}>
      <OnDigits />
      <Setup experiment={experiment} />
      {figure ? (
        <>
          <StaleNote experiment={experiment} />
          <FigureCard
            name={text(label)}
            figure={figure}
            report={content && !running ? () => labReport(experiment, content.controls, content.results) : undefined}
          />
        </>
      ) : (
        <EmptyState
          Icon={IconFlask}
          title={t(running ? 'lab.atWork' : 'lab.emptyTitle')}
          text={t(running ? 'lab.atWorkText' : 'lab.emptyText')}
        />
      )}
      {claim && <ClaimCard claim={claim} />}
    </div>
  );
}

/** What to see, what to vary, and what sets the experiment to work. */
function Setup({ experiment }: { experiment: Experiment }) {
  const { text } = useWords();
  const { name, label, source, look, instant } = experiment;
  const state = useLab((lab) => (lab.state?.experiment === name ? lab.state : null));
  const touched = useLab((lab) => lab.controls[name]);
  const controls = touched ?? usualControls(name);
  const running = state?.status === 'running';
  return (
    <Card title={text(label)} aside={text(source)}>
      <p className={classes.look}>{look.map((sentence) => text(sentence)).join(' ')}</p>
      <div className={classes.controls}>
        {Object.entries(experiment.controls.shape).map(([control, schema]) => (
          <SettingField
            key={control}
            schema={schema as z.ZodType}
            value={controls[control]}
            disabled={running}
            onChange={(value) => setControl(name, control, value)}
          />
        ))}
      </div>
      <div className={classes.start}>
        {running ? (
          <>
            <ActionButton action={endExperiment} size="xs" variant="default" />
            <Share share={state.share} />
          </>
        ) : (
          <>
            {!instant && <ActionButton action={runExperiment} size="xs" />}
            <ActionButton action={experimentAsInBook} size="xs" variant="default" />
          </>
        )}
      </div>
      {state?.error && <p role="alert">{text(state.error.phrase ?? state.error.message)}</p>}
    </Card>
  );
}

function Share({ share }: { share: number }) {
  const { t } = useWords();
  return (
    <Progress className={classes.progress ?? ''} value={100 * share} size="sm" transitionDuration={0} aria-label={t('lab.progress')} />
  );
}
