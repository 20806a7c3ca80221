import { Button, CloseButton, Group, Modal, Progress } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { EmptyState } from '../../components/EmptyState';
import { cancelReading, chooseData, closeDataDialog, namesTrouble, takeData, useData } from '../../state/data-store';
import { useIsRunning } from '../../state/operations';
import { useWords } from '../../words/use-words';
import classes from './DataDialog.module.css';
import { DataSheet } from './DataSheet';

/** What a place holds, how it is read, and the button that puts it to use. */
export function DataDialog() {
  const { t, text } = useWords();
  const { isOpen, preview, reading, trouble } = useData();
  const taking = useIsRunning('useData');
  const names = useData(namesTrouble);
  return (
    <Modal
      opened={isOpen}
      onClose={closeDataDialog}
      withCloseButton={false}
      size={preview ? 860 : 'lg'}
      attributes={{ content: { 'aria-label': t('data.title') } }}
    >
      <Group justify="space-between">
        <h2 className={classes.title}>{t('data.title')}</h2>
        <CloseButton aria-label={t('notice.close')} onClick={closeDataDialog} data-autofocus />
      </Group>
      {trouble && (
        <p className={classes.trouble} role="alert" data-testid="data-trouble">
          {text(trouble.phrase)}
        </p>
      )}
      {reading !== null && <Reading share={reading} />}
      {!preview && reading === null && (
        <EmptyState Icon={IconDatabase} title={t('data.empty')} text={t('data.emptyText')}>
          <Choose />
        </EmptyState>
      )}
      {preview && <DataSheet preview={preview} />}
      {preview && (
        <Group justify="space-between" className={classes.foot ?? ''}>
          <Choose />
          <Group gap={10}>
            {names && (
              <span className={classes.trouble} role="alert">
                {t(`data.noNames.${names}`)}
              </span>
            )}
            <Button size="xs" disabled={reading !== null || names !== null} loading={taking} onClick={takeData}>
              {t('data.use')}
            </Button>
          </Group>
        </Group>
      )}
    </Modal>
  );
}

function Choose() {
  const { t } = useWords();
  return (
    <Group gap={8}>
      <Button size="xs" variant="default" onClick={() => void chooseData('folder')}>
        {t('data.folder')}
      </Button>
      <Button size="xs" variant="default" onClick={() => void chooseData('files')}>
        {t('data.files')}
      </Button>
    </Group>
  );
}

function Reading({ share }: { share: number }) {
  const { t } = useWords();
  return (
    <div className={classes.reading} role="status">
      <span>{t('data.reading')}</span>
      <Progress value={100 * share} aria-label={t('data.reading')} className={classes.progress ?? ''} />
      <Button size="compact-xs" variant="default" onClick={cancelReading}>
        {t('data.cancel')}
      </Button>
    </div>
  );
}
