import type { RunStatus } from '@shared/contracts/run';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useStudio } from '../state/studio-store';
import { useFormat } from '../words/use-format';

/** How a run stands, by the word that the list of runs has for it. */
export const statusText = (status: RunStatus, t: TFunction): string =>
  status.phase === 'finished' ? t(`runs.state.${status.reason}`) : t(`status.${status.phase}`);

/** What the run is doing or how it ended, in a sentence that changes only when that does. */
export function useRunText(): string {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useStudio(({ run }) => (run ? statusText(run.status, t) : t('status.none')));
  const accuracy = useStudio(({ run }) => (run?.status.phase === 'finished' ? (run.evaluations.test?.evaluation.accuracy ?? null) : null));
  return accuracy === null ? text : t('status.endedWith', { state: text, accuracy: format.percent(accuracy) });
}
