import { Alert, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { goOn } from '../../actions/actions';
import { ActionButton } from '../../components/ActionButton';
import { useFormat } from '../../i18n/use-format';
import { useStudio } from '../../state/studio-store';

/** Why the run ended, where it ended badly, and what is left of it; and where it cannot be written down. */
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
        {run.exportable === null ? (
          t('train.crashedNothing', { code })
        ) : (
          <Stack gap="sm" align="flex-start">
            {t('train.crashedText', { code, iteration: format.count(run.exportable) })}
            <ActionButton action={goOn} variant="default" size="xs" />
          </Stack>
        )}
      </Alert>
    );
  }
  if (run?.recordingTrouble) {
    return (
      <Alert role="alert" color="yellow" icon={<IconAlertTriangle />} title={t('train.recordingTitle')}>
        {t('train.recordingText', { problem: run.recordingTrouble.message })}
      </Alert>
    );
  }
  return null;
}
