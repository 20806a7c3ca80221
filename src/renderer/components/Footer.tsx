import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format';
import { useStudio } from '../state/studio-store';
import classes from './Footer.module.css';
import { useRunText } from './use-run-text';

export function Footer() {
  const { t } = useTranslation();
  const format = useFormat();
  const threads = useStudio((state) => state.run?.threads ?? 1);
  const rate = useStudio((state) => state.run?.imagesPerSecond ?? 0);
  const memory = useStudio((state) => state.memory);
  const lastEvent = useRunText();
  return (
    <footer className={classes.bar}>
      <span>{t('footer.threads', { count: threads })}</span>
      <span>{t('footer.imagesPerSecond', { rate: format.rate(rate) })}</span>
      {memory !== null && (
        <span title={t('footer.memoryHelp')}>{t('footer.memory', { megabytes: format.count(Math.round(memory / 2 ** 20)) })}</span>
      )}
      <span className={classes.event}>{lastEvent}</span>
    </footer>
  );
}
