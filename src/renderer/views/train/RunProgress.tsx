import { Progress } from '@mantine/core';
import type { RunState } from '@shared/contracts/run';
import { currentSpecOf } from '@shared/spec/changes';
import { secondsLeft } from '@shared/training/pace';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../controls/ActionButton';
import { statusText } from '../../controls/use-run-text';
import { useStudio } from '../../state/studio-store';
import { useFormat } from '../../words/use-format';
import { useSharedText } from '../../words/use-shared-text';
import { designName } from '../../words/use-words';
import { drawDigit } from '../draw/actions';
import classes from './RunProgress.module.css';

/** Name, iteration, speed, time left and a bar of the run there is. */
export function RunProgress() {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useSharedText();
  const run = useStudio((state) => state.run);
  if (!run) return null;
  const share = run.iterations > 0 ? (100 * run.iteration) / run.iterations : 0;
  return (
    <div className={classes.progress}>
      <div className={classes.line}>
        <span className={classes.dot} data-colour={run.label.colour} aria-hidden />
        <strong>{designName(run.label.name || run.spec.name, text)}</strong>
        <span>
          {t('train.seed', { seed: run.spec.seed })} · <Epoch run={run} />
          {t('train.progress', { iteration: format.count(run.iteration), iterations: format.count(run.iterations) })}
        </span>
        <span className={classes.pace}>
          <PaceText run={run} />
        </span>
        {(run.exportable ?? 0) > 0 && <ActionButton action={drawDigit} size="compact-xs" variant="default" />}
      </div>
      <Progress value={share} size="sm" transitionDuration={0} aria-label={t('train.progressLabel')} />
    </div>
  );
}

/** Which epoch the run is in, where it is as long as some epochs. */
function Epoch({ run }: { run: RunState }) {
  const { t } = useTranslation();
  const { iteration, iterations } = run;
  const { unit, count } = currentSpecOf(run).training.duration;
  if (unit !== 'epochs' || iterations === 0) return null;
  return `${t('train.epoch', { epoch: Math.min(count, Math.floor((iteration * count) / iterations) + 1), epochs: count })} · `;
}

function PaceText({ run }: { run: RunState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { status, seconds } = run;
  if (status.phase === 'evaluating') {
    return t(`train.evaluating.${status.set}`, { images: format.count(status.images), total: format.count(status.total) });
  }
  const took = t('train.took', { time: format.duration(seconds) });
  if (status.phase !== 'running') return `${statusText(status, t)} · ${took}`;
  const left = secondsLeft(run.iteration, run.iterations, seconds);
  const speed = t('train.speed', { rate: format.rate(run.imagesPerSecond) });
  return left === null ? speed : `${speed} · ${t('train.left', { time: format.duration(left) })}`;
}
