import { wilsonInterval } from '@shared/analysis/interval';
import type { RunEvaluation } from '@shared/contracts/run';
import { currentSpecOf } from '@shared/spec/changes';
import type { Evaluation } from '@shared/training/evaluation';
import { useTranslation } from 'react-i18next';
import { exportParameters } from '../../actions/file-actions';
import { Card } from '../../components/Card';
import { ActionButton } from '../../controls/ActionButton';
import { useIsRunning } from '../../state/operations';
import { useStudio } from '../../state/studio-store';
import { useFormat } from '../../words/use-format';
import { stepOfRun } from '../lab/step-actions';
import { writeReport } from '../runs/actions';
import { inspectRun, resumeRun } from './actions';
import classes from './ResultCard.module.css';

/** What came of the run: its accuracy on images it never saw, and the parameters to take away. */
export function ResultCard() {
  const { t } = useTranslation();
  const evaluations = useStudio((state) => state.run?.evaluations);
  const validation = useStudio((state) => state.run?.validations.at(-1));
  /** Then the validation accuracy is the average's. */
  const keepsAverage = useStudio(({ run }) => run !== null && currentSpecOf(run).training.keep === 'averaged');
  const format = useFormat();
  const exporting = useIsRunning('exportParameters');
  const reporting = useIsRunning('exportReport');
  const stopped = useStudio(({ run }) => run?.status.phase === 'finished' && run.status.reason === 'stopped');
  const test = evaluations?.test?.evaluation;
  return (
    <Card title={t('train.result')}>
      {test ? <TestAccuracy evaluation={test} /> : <p className={classes.empty}>{t('train.resultEmpty')}</p>}
      {evaluations?.training && <Accuracy name={t('train.trainingAccuracy')} of={evaluations.training} beside={evaluations.test} />}
      {evaluations?.validation && <Accuracy name={t('train.validationAccuracy')} of={evaluations.validation} beside={evaluations.test} />}
      {validation?.averaged && (
        <div className={classes.row}>
          <span>{t(keepsAverage ? 'train.lastAccuracy' : 'train.averageAccuracy')}</span>
          <strong data-testid="other-accuracy">{format.percent((keepsAverage ? validation : validation.averaged).accuracy)}</strong>
        </div>
      )}
      <ActionButton action={inspectRun} variant="default" size="xs" />
      <ActionButton action={exportParameters} variant="default" size="xs" loading={exporting} />
      <ActionButton action={writeReport} variant="default" size="xs" loading={reporting} />
      <ActionButton action={stepOfRun} variant="default" size="xs" />
      {stopped && <ActionButton action={resumeRun} variant="default" size="xs" />}
    </Card>
  );
}

/** The figure that counts, with how far chance may have moved it. */
export function TestAccuracy({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { low, high } = wilsonInterval(evaluation.correct, evaluation.images);
  return (
    <div>
      <div className={classes.label}>{t('train.testAccuracy')}</div>
      <div className={classes.figure} data-testid="test-accuracy">
        {format.percent(evaluation.accuracy)}
      </div>
      <div className={classes.label}>
        {t('train.ofImages', { correct: format.count(evaluation.correct), images: format.count(evaluation.images) })}
      </div>
      <div className={classes.label}>{t('train.interval', { low: format.percent(low), high: format.percent(high) })}</div>
    </div>
  );
}

/** Of another iteration than the figure above, as of a run that was stopped between two validations, it says of which. */
function Accuracy({ name, of, beside }: { name: string; of: RunEvaluation; beside: RunEvaluation | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { iteration, evaluation } = of;
  const isOther = beside !== undefined && beside.iteration !== iteration;
  return (
    <div className={classes.row}>
      <span>
        {name} {isOther && <small>({t('train.atIteration', { iteration: format.count(iteration) })})</small>}
      </span>
      <strong>{format.percent(evaluation.accuracy)}</strong>
    </div>
  );
}
