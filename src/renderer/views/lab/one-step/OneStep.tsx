import { NativeSelect, NumberInput } from '@mantine/core';
import { MOST_STEPPED } from '@shared/contracts/limits';
import type { SteppedNetwork } from '@shared/lab/one-step/step';
import { describeNetwork } from '@shared/nn/description';
import { reportHtml } from '@shared/reports/html';
import { stepReport } from '@shared/reports/step-report';
import { IconStairs } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EmptyState } from '../../../components/EmptyState';
import { ActionButton } from '../../../controls/ActionButton';
import { SaveMenu } from '../../../controls/SaveMenu';
import { useIsRunning } from '../../../state/operations';
import { useStudio } from '../../../state/studio-store';
import { useWords } from '../../../words/use-words';
import { useWriter } from '../../../words/use-writer';
import { pagesOf, type StepPage, useStep } from '../state/step-store';
import { nextOfStep, previousOfStep, takeOneStep } from '../step-actions';
import { LayerPage } from './LayerPage';
import { LossPage } from './LossPage';
import classes from './OneStep.module.css';
import { UpdatePage } from './UpdatePage';

/** One training step of one's own network, gone through number by number. */
export function OneStep() {
  const { t } = useWords();
  const { step } = useStep();
  const layers = useMemo(() => (step ? describeNetwork(step.spec.network) : []), [step]);
  return (
    <div className={classes.layout}>
      <Pages step={step} titles={layers.map(({ label }) => label)} />
      <div className={classes.shown}>
        <p className={classes.note}>{t('step.lead')}</p>
        <Setup />
        {step ? (
          <Page step={step} titles={layers.map(({ label }) => label)} />
        ) : (
          <EmptyState Icon={IconStairs} title={t('step.emptyTitle')} text={t('step.emptyText')} />
        )}
      </div>
    </div>
  );
}

/** Which network, and on which images. */
function Setup() {
  const { t } = useWords();
  const { ofRun, first, images } = useStep();
  const hasRun = useStudio(({ run }) => run?.folder != null && (run.exportable ?? 0) > 0);
  const running = useIsRunning('takeOneStep');
  return (
    <div className={classes.setup}>
      <NativeSelect
        size="xs"
        label={t('step.from')}
        value={ofRun && hasRun ? 'run' : 'design'}
        data={[{ value: 'design', label: t('step.design') }, ...(hasRun ? [{ value: 'run', label: t('step.run') }] : [])]}
        onChange={(event) => useStep.setState({ ofRun: event.currentTarget.value === 'run' })}
      />
      <NumberInput
        size="xs"
        label={t('step.first')}
        min={0}
        value={first}
        onChange={(value) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && useStep.setState({ first: value })}
      />
      <NumberInput
        size="xs"
        label={t('step.images')}
        min={1}
        max={MOST_STEPPED}
        clampBehavior="strict"
        value={images}
        onChange={(value) => typeof value === 'number' && value >= 1 && useStep.setState({ images: value })}
      />
      <ActionButton action={takeOneStep} size="xs" loading={running} />
    </div>
  );
}

function useTitle() {
  const { t, text } = useWords();
  return (page: StepPage, titles: readonly string[]) => {
    if (page.kind === 'loss' || page.kind === 'update') return t(`step.${page.kind}`);
    return t(`step.${page.kind}`, { number: page.layer + 1, label: text(titles[page.layer] ?? '') });
  };
}

function Pages({ step, titles }: { readonly step: SteppedNetwork | null; readonly titles: readonly string[] }) {
  const { t } = useWords();
  const title = useTitle();
  const shown = useStep(({ page }) => page);
  return (
    <nav aria-label={t('step.pages')} className={classes.pages}>
      {(step ? pagesOf(step) : []).map((page, index) => (
        <button
          key={JSON.stringify(page)}
          type="button"
          aria-current={index === shown ? 'step' : undefined}
          onClick={() => useStep.setState({ page: index })}
        >
          {title(page, titles)}
        </button>
      ))}
    </nav>
  );
}

function Page({ step, titles }: { readonly step: SteppedNetwork; readonly titles: readonly string[] }) {
  const { t, format } = useWords();
  const title = useTitle();
  const { page: index, image } = useStep();
  const writer = useWriter();
  const report = () => reportHtml(stepReport(step, image), writer);
  const pages = pagesOf(step);
  const page = pages[index] ?? { kind: 'loss' };
  const { engine, greatestDifference, iteration, learningRate } = step;
  return (
    <>
      <div className={classes.turn}>
        <h2 aria-live="polite">{title(page, titles)}</h2>
        <NativeSelect
          size="xs"
          aria-label={t('step.images')}
          value={String(image)}
          data={Array.from(step.labels, (label, each) => ({
            value: String(each),
            label: `${t('step.image', { number: each + 1 })}: ${step.spec.network.classes[label] ?? label}`,
          }))}
          onChange={(event) => useStep.setState({ image: Number(event.currentTarget.value) })}
        />
        <span className={classes.note}>{t('step.of', { page: index + 1, pages: pages.length })}</span>
        <ActionButton action={previousOfStep} size="xs" variant="default" />
        <ActionButton action={nextOfStep} size="xs" variant="default" />
        <SaveMenu name={`${step.spec.name}, ${t('step.title')}`} contents={{ html: report, pdf: report }} />
      </div>
      {page.kind === 'loss' ? (
        <LossPage step={step} image={image} />
      ) : page.kind === 'update' ? (
        <UpdatePage step={step} />
      ) : (
        <LayerPage key={JSON.stringify(page)} step={step} place={page.layer} image={image} isBackward={page.kind === 'backward'} />
      )}
      <p className={classes.note}>
        {t('step.rate', { rate: format.value(learningRate), iteration: format.count(iteration) })}.{' '}
        {t('step.difference', { engine, difference: format.value(greatestDifference) })}.
      </p>
    </>
  );
}
