import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { firstComplaint, useEntries } from '../../form/entries-store';
import { useWords } from '../../words/use-words';
import { Fixes } from './Fixes';
import classes from './Summary.module.css';
import { select, useDesign } from './state/design-store';
import { useExamination } from './state/examination';
import { usePace } from './state/pace-store';
import { useSidebar } from './state/sidebar-store';

/** What the design comes to: its size, what training it takes, and what is wrong or doubtful. */
export function Summary() {
  const { t, format } = useWords();
  const { parameterCount, multiplyAccumulates } = useExamination();
  const { state, secondsPerEpoch, seconds, imagesPerSecond, memory } = usePace();
  const { unit, count } = useDesign((design) => design.design.spec.training.duration);
  const about = (time: number | null) => (time === null ? '–' : `≈ ${format.duration(time)}`);
  const pace = imagesPerSecond === null ? t(`pace.${state}`) : t('train.speed', { rate: format.rate(imagesPerSecond) });
  return (
    <section className={classes.summary} aria-label={t('summary.title')}>
      <h2 className={classes.title}>{t('summary.title')}</h2>
      <dl className={classes.figures}>
        <Figure
          name={t('design.parameters')}
          value={format.count(parameterCount)}
          note={memory === null ? '' : t('summary.memory', { megabytes: format.count(memory / 2 ** 20) })}
        />
        <Figure name={t('design.macs')} value={format.compact(multiplyAccumulates)} note={t('summary.perImage')} />
        <Figure name={t('summary.perEpoch')} value={about(secondsPerEpoch)} note={pace} />
        <Figure name={t('summary.whole')} value={about(seconds)} note={t(`summary.${unit}`, { count })} />
      </dl>
      <Remarks />
    </section>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {note && <dd className={classes.note}>{note}</dd>}
    </div>
  );
}

function Remarks() {
  const { t, text } = useWords();
  const ids = useDesign((state) => state.design.ids);
  const { problems, warnings } = useExamination();
  const show = useSidebar((state) => state.show);
  const go = (layer: number | null) => {
    const id = layer === null ? undefined : ids[layer];
    if (id === undefined) return;
    select([id]);
    show('layer');
    document.querySelector<HTMLElement>(`[data-layer="${id}"]`)?.focus();
  };
  const isMarked = useEntries((entries) => firstComplaint(entries) !== null);
  if (isMarked) {
    return (
      <p className={classes.unready}>
        <IconCircleX size={16} aria-label={t('summary.problem')} /> {t('summary.marked')}
      </p>
    );
  }
  if (problems.length + warnings.length === 0) {
    return (
      <p className={classes.ready}>
        <IconCircleCheck size={16} aria-hidden /> {t('summary.ready')}
      </p>
    );
  }
  const remarks = [...problems.map((each) => ({ ...each, bad: true })), ...warnings.map((each) => ({ ...each, bad: false }))];
  return (
    <ul className={classes.remarks}>
      {remarks.map(({ bad, ...remark }) => (
        <li key={`${remark.layer} ${text(remark.text)}`} data-bad={bad || undefined}>
          {bad ? (
            <IconCircleX size={16} aria-label={t('summary.problem')} />
          ) : (
            <IconAlertTriangle size={16} aria-label={t('summary.warning')} />
          )}
          <div>
            <p>
              {remark.layer !== null && (
                <button type="button" className={classes.place} onClick={() => go(remark.layer)}>
                  {t('summary.layer', { number: remark.layer + 1 })}
                </button>
              )}{' '}
              {text(remark.text)}
            </p>
            <Fixes of={remark} />
          </div>
        </li>
      ))}
    </ul>
  );
}
