import { Button, Progress } from '@mantine/core';
import type { Claim, Experiment } from '@shared/lab/experiment';
import { experiments } from '@shared/lab/experiments';
import { IconCheck, IconFlask, IconPlayerPlay, IconPlayerStop, IconRotate2, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { z } from 'zod';
import { Card } from '../../components/Card';
import { EmptyState } from '../../components/EmptyState';
import { SettingField } from '../../form/SettingField';
import { useWords } from '../../i18n/use-words';
import { resetControls, setControl, showExperiment, startExperiment, stopExperiment, useLab, usualControls } from '../../state/lab-store';
import { FigureCard } from './FigureCard';
import classes from './LabPanel.module.css';

/** The book's experiments, each with what to see, what to vary, its figure and its claim. */
export function LabPanel() {
  const shown = useLab((state) => state.shown);
  const experiment = experiments.find(({ name }) => name === shown) ?? experiments[0];
  return (
    <div className={classes.layout}>
      <List />
      {experiment && <Shown key={experiment.name} experiment={experiment} />}
    </div>
  );
}

function List() {
  const { t, text } = useWords();
  const { shown, contents } = useLab();
  return (
    <nav className={classes.list} aria-label={t('lab.experiments')}>
      {experiments.map((experiment) => {
        const { name, label, source } = experiment;
        const content = contents[name];
        const claim = content ? experiment.claim(content.controls, content.results) : null;
        return (
          <button
            key={name}
            type="button"
            className={classes.entry}
            aria-current={name === shown ? 'true' : undefined}
            onClick={() => showExperiment(name)}
          >
            <span>{text(label)}</span>
            <small>{text(source)}</small>
            {claim && <Verdict claim={claim} />}
          </button>
        );
      })}
    </nav>
  );
}

function Verdict({ claim }: { claim: Claim }) {
  const { t } = useWords();
  const Icon = claim.holds ? IconCheck : IconX;
  return (
    <span className={classes.verdict} data-holds={claim.holds}>
      <Icon size={13} aria-hidden />
      {t(claim.holds ? 'lab.holds' : 'lab.fails')}
    </span>
  );
}

function Shown({ experiment }: { experiment: Experiment }) {
  const { t, text } = useWords();
  const { name, label, source, look } = experiment;
  const content = useLab((state) => state.contents[name]);
  const state = useLab((lab) => (lab.state?.experiment === name ? lab.state : null));
  const busy = useLab((lab) => lab.state?.status === 'running');
  const computed = content && Object.keys(content.results).length > 0;
  // What has no parts needs no work: its figure follows from its controls.
  const touched = useLab((lab) => lab.controls[name]);
  const controls = useMemo(() => touched ?? usualControls(name), [touched, name]);
  const needsWork = experiment.parts(controls).length > 0;
  // What was stopped goes on with its missing parts, unless it is varied.
  const unfinished =
    content !== undefined &&
    JSON.stringify(content.controls) === JSON.stringify(controls) &&
    experiment.parts(controls).some(({ id }) => !(id in content.results));
  const figure = useMemo(
    () => (needsWork ? computed && experiment.figure(content.controls, content.results) : experiment.figure(controls, {})),
    [experiment, content, computed, needsWork, controls],
  );
  const claim = needsWork ? content && experiment.claim(content.controls, content.results) : experiment.claim(controls, {});
  return (
    <div className={classes.shown}>
      <Card title={text(label)} aside={text(source)}>
        <p className={classes.look}>{look.map((sentence) => text(sentence)).join(' ')}</p>
        <div className={classes.controls}>
          {Object.entries(experiment.controls.shape).map(([control, schema]) => (
            <SettingField
              key={control}
              schema={schema as z.ZodType}
              value={controls[control]}
              disabled={state?.status === 'running'}
              onChange={(value) => setControl(name, control, value)}
            />
          ))}
        </div>
        {needsWork && (
          <div className={classes.start}>
            {state?.status === 'running' ? (
              <>
                <Button size="xs" variant="default" leftSection={<IconPlayerStop size={14} aria-hidden />} onClick={stopExperiment}>
                  {t('lab.stop')}
                </Button>
                <Progress
                  className={classes.progress ?? ''}
                  value={100 * state.share}
                  size="sm"
                  transitionDuration={0}
                  aria-label={t('lab.progress')}
                />
              </>
            ) : (
              <>
                <Button
                  size="xs"
                  leftSection={<IconPlayerPlay size={14} aria-hidden />}
                  disabled={busy}
                  onClick={() => startExperiment(name)}
                >
                  {t(!computed ? 'lab.start' : unfinished ? 'lab.goOn' : 'lab.again')}
                </Button>
                <Button size="xs" variant="default" leftSection={<IconRotate2 size={14} aria-hidden />} onClick={() => resetControls(name)}>
                  {t('lab.asInBook')}
                </Button>
              </>
            )}
          </div>
        )}
        {state?.error && <p role="alert">{text(state.error.phrase ?? state.error.message)}</p>}
      </Card>
      {figure ? (
        <FigureCard name={text(label)} figure={figure} />
      ) : (
        <EmptyState Icon={IconFlask} title={t('lab.emptyTitle')} text={t('lab.emptyText')} />
      )}
      {claim && (
        <Card title={t('lab.claim')} aside={<Verdict claim={claim} />}>
          <p className={classes.claim} data-testid="claim" data-holds={claim.holds}>
            {text(claim.text)}
          </p>
        </Card>
      )}
    </div>
  );
}
