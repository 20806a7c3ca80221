import type { DrawnSetState } from '@shared/contracts/drawn-sets';
import { isActive } from '@shared/contracts/run';
import { useReason } from '../../../actions/use-reason';
import { Card } from '../../../components/Card';
import { ActionButton } from '../../../controls/ActionButton';
import { useStudio } from '../../../state/studio-store';
import { useWords } from '../../../words/use-words';
import { runOfSet, trainFurther, trainOnSet } from '../set-actions';
import { useSets } from '../state/set-store';
import classes from './Sets.module.css';

/** The network that learns the set: how it is begun, how far it is, and what it came to. */
export function TrainSet({ set }: { set: DrawnSetState }) {
  const { t, format } = useWords();
  const studio = useStudio();
  const sets = useSets();
  const run = runOfSet({ studio, sets });
  const isTraining = run !== null && isActive(run.status);
  const result = run?.evaluations.test?.evaluation;
  const reason = useReason(trainOnSet);
  const newer = sets.trained === null ? 0 : set.labels.length - sets.trained;
  return (
    <Card title={t('ownSet.trainTitle')}>
      <p className={classes.text} role="status" data-testid="set-status" data-phase={run?.status.phase}>
        {isTraining
          ? t('ownSet.training', { share: format.coarsePercent(run.iterations > 0 ? run.iteration / run.iterations : 0) })
          : result
            ? t('ownSet.result', { correct: format.count(result.correct), images: format.count(result.images) })
            : t('ownSet.trainText')}
        {!isTraining && run && newer > 0 && ` ${t('ownSet.newSince', { count: newer })}`}
      </p>
      {!isTraining && reason !== null && <p className={classes.text}>{reason}</p>}
      <div className={classes.buttons}>
        <ActionButton action={trainOnSet} size="xs" />
        {run && <ActionButton action={trainFurther} size="xs" variant="default" />}
      </div>
    </Card>
  );
}
