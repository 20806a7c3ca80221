import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { useStudio } from '../../state/studio-store';

/** Why the run ended, where it ended badly, and what is left of it. */
export function RunTrouble() {
  const { t } = useTranslation();
  const format = useFormat();
  const run = useStudio((state) => state.run);
  if (run?.status.phase === 'failed') {
    return (
      <Alert role="alert" color="red" icon={<IconAlertTriangle />} title={t('train.failedTitle')}>
        {run.status.error.message}
      </Alert>
    );
  }
  if (run?.status.phase === 'crashed') {
    const code = run.status.exitCode;
    return (
      <Alert role="alert" color="red" icon={<IconAlertTriangle />} title={t('train.crashedTitle')}>
        {run.exportable === null
          ? t('train.crashedNothing', { code })
          : t('train.crashedText', { code, iteration: format.count(run.exportable) })}
      </Alert>
    );
  }
  return null;
}
