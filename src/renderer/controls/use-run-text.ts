import { useTranslation } from 'react-i18next';
import { useStudio } from '../state/studio-store';
import { useFormat } from '../words/use-format';

/** What the run is doing or how it ended, in a sentence that changes only when that does. */
export function useRunText(): string {
  const { t } = useTranslation();
  const format = useFormat();
  const phase = useStudio((state) => state.run?.status.phase ?? null);
  const stopped = useStudio((state) => state.run?.status.phase === 'finished' && state.run.status.reason === 'stopped');
  const accuracy = useStudio((state) => state.run?.evaluations.test?.evaluation.accuracy ?? null);
  if (phase === null) return t('status.none');
  if (phase === 'finished' && accuracy !== null) {
    return t(stopped ? 'status.stoppedWith' : 'status.finishedWith', { accuracy: format.percent(accuracy) });
  }
  return t(`status.${phase}`);
}
