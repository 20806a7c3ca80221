import { isActive } from '@shared/contracts/run';
import { useTranslation } from 'react-i18next';
import { useRunText } from '../controls/use-run-text';
import { useStudio } from '../state/studio-store';
import { useAutosave } from '../views/design/state/autosave';
import { useFormat } from '../words/use-format';
import classes from './Footer.module.css';

export function Footer() {
  const { t } = useTranslation();
  const format = useFormat();
  const threads = useStudio(({ run, usualThreads }) =>
    run && isActive(run.status) && run.status.phase !== 'starting' ? run.threads : usualThreads,
  );
  const rate = useStudio(({ run }) => (run?.status.phase === 'running' ? run.imagesPerSecond : null));
  const memory = useStudio((state) => state.memory);
  const autosave = useAutosave();
  const lastEvent = useRunText();
  return (
    <footer className={classes.bar}>
      <span>{t('footer.threads', { count: threads })}</span>
      {rate !== null && <span>{t('footer.imagesPerSecond', { rate: format.rate(rate) })}</span>}
      {memory !== null && (
        <span title={t('footer.memoryHelp')}>{t('footer.memory', { megabytes: format.count(Math.round(memory / 2 ** 20)) })}</span>
      )}
      <span className={classes.event}>{lastEvent}</span>
      {autosave.failed && <span className={classes.failed}>{t('footer.autosaveFailed')}</span>}
      {!autosave.failed && autosave.at && <span>{t('footer.autosaved', { time: format.time(autosave.at) })}</span>}
    </footer>
  );
}
