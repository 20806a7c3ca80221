import { Alert, Group, Stack } from '@mantine/core';
import { isActive } from '@shared/contracts/run';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useReason } from '../../actions/use-reason';
import { ActionButton } from '../../controls/ActionButton';
import { useStudio } from '../../state/studio-store';
import { designName, useWords } from '../../words/use-words';
import { closeRun, resumeRun } from './actions';

/** Why the run ended, where it ended badly, and what is left of it; and where it cannot be written down. */
export function RunTrouble() {
  const { t, text, format } = useWords();
  const run = useStudio((state) => state.run);
  const canResume = useReason(resumeRun) === null;
  const passedOver = run?.passedOver && t('train.passedOverText', { problem: text(run.passedOver.phrase ?? run.passedOver.message) });
  if (run?.status.phase === 'failed') {
    return (
      <Alert role="alert" color="red" icon={<IconAlertTriangle />} title={t('train.failedTitle')}>
        <Stack gap="sm" align="flex-start">
          {text(run.status.error.phrase ?? run.status.error.message)}
          {canResume && <ActionButton action={resumeRun} variant="default" size="xs" />}
        </Stack>
      </Alert>
    );
  }
  if (run?.status.phase === 'interrupted') {
    const { label, spec, iteration, iterations } = run;
    return (
      <Alert role="alert" color="yellow" icon={<IconAlertTriangle />} title={t('train.interruptedTitle')}>
        <Stack gap="sm" align="flex-start">
          {t('train.interruptedText', {
            name: designName(label.name || spec.name, text),
            iteration: format.count(iteration),
            iterations: format.count(iterations),
          })}
          {passedOver && <span>{passedOver}</span>}
          <Group gap="xs">
            <ActionButton action={resumeRun} size="xs" />
            <ActionButton action={closeRun} variant="default" size="xs" />
          </Group>
        </Stack>
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
            <ActionButton action={resumeRun} variant="default" size="xs" />
          </Stack>
        )}
      </Alert>
    );
  }
  if (run?.recordingTrouble) {
    return (
      <Alert role="alert" color="yellow" icon={<IconAlertTriangle />} title={t('train.recordingTitle')}>
        {t('train.recordingText', { problem: text(run.recordingTrouble.phrase ?? run.recordingTrouble.message) })}
      </Alert>
    );
  }
  if (run?.passedOver && isActive(run.status)) {
    return (
      <Alert role="alert" color="yellow" icon={<IconAlertTriangle />} title={t('train.passedOverTitle')}>
        {passedOver}
      </Alert>
    );
  }
  return null;
}
