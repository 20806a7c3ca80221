import { Button, CloseButton, Progress } from '@mantine/core';
import type { RepeatRow } from '@shared/contracts/state';
import { Card } from '../../components/Card';
import { ActionButton } from '../../controls/ActionButton';
import { useView } from '../../state/view-store';
import { useWords } from '../../words/use-words';
import { meanText } from '../runs/mean-text';
import { chooseRuns, useRuns } from '../runs/state/runs-store';
import classes from './RepeatsCard.module.css';
import { resumeRepeats, stopRepeats } from './repeat-actions';
import { dismissRepeats, useRepeats } from './state/repeats-store';

/** How far each run of the group has come, and what they come to together. */
export function RepeatsCard() {
  const words = useWords();
  const { t, text } = words;
  const state = useRepeats((store) => store.state);
  if (!state) return null;
  const { rows, of, design, status, error } = state;
  const folders = rows.flatMap(({ folder }) => folder ?? []);
  const accuracies = rows.flatMap(({ outcome }) => outcome?.testAccuracy ?? []);
  return (
    <Card
      title={t('repeats.card', { design: text(design), count: of })}
      aside={status !== 'running' && <CloseButton size="sm" aria-label={t('repeats.dismiss')} onClick={dismissRepeats} />}
    >
      <p className={classes.status} role="status" data-testid="repeats-status">
        {t(`repeats.status.${status}`, { done: rows.filter(({ outcome }) => outcome !== null).length, count: of })}
      </p>
      {error && <p className={classes.error}>{text(error.phrase ?? error.message)}</p>}
      <ul className={classes.rows}>
        {rows.map((row) => (
          <Row key={row.number} row={row} />
        ))}
      </ul>
      {accuracies.length > 0 && (
        <p className={classes.figure} data-testid="repeats-figure">
          {t('repeats.test', { figures: meanText(accuracies, words), count: accuracies.length })}
        </p>
      )}
      <div className={classes.buttons}>
        {status === 'running' && <ActionButton action={stopRepeats} variant="default" size="xs" />}
        {folders.length > 0 && (
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              useRuns.setState({ tab: 'runs' });
              useView.getState().show('runs');
              chooseRuns(folders);
            }}
          >
            {t('repeats.show')}
          </Button>
        )}
        {(status === 'stopped' || status === 'failed') && <ActionButton action={resumeRepeats} variant="default" size="xs" />}
      </div>
    </Card>
  );
}

function Row({ row: { seed, iteration, iterations, outcome } }: { row: RepeatRow }) {
  const { t, format } = useWords();
  const share = outcome ? 1 : iterations > 0 ? iteration / iterations : 0;
  const name = t('repeats.seed', { seed });
  return (
    <li className={classes.row}>
      <span>{name}</span>
      <Progress value={100 * share} size="sm" transitionDuration={0} aria-label={name} />
      <strong>{outcome?.testAccuracy == null ? format.wholePercent(share) : format.percent(outcome.testAccuracy)}</strong>
    </li>
  );
}
