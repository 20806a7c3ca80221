import { Menu, UnstyledButton } from '@mantine/core';
import type { DatasetState } from '@shared/contracts/state';
import { useTranslation } from 'react-i18next';
import { type Action, performIfEnabled } from '../actions/action';
import { openDataset, openMnist } from '../actions/file-actions';
import { useLabel, useReason } from '../actions/use-reason';
import { useStudio } from '../state/studio-store';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import classes from './DatasetChip.module.css';

/** Which dataset is in use and whether it is sound; opens another. */
export function DatasetChip() {
  const { t } = useTranslation();
  const dataset = useStudio((state) => state.dataset);
  const words = useWords();
  const reason = useReason(openDataset);
  return (
    <Menu position="bottom-start" width={340}>
      <Menu.Target>
        <UnstyledButton className={classes.chip} data-status={dataset?.status ?? 'checking'}>
          <span className={classes.dot} aria-hidden />
          <DatasetText dataset={dataset} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {dataset && (
          <div className={classes.detail}>
            <div className={classes.folder}>{dataset.folder}</div>
            {dataset.status === 'failed' && (
              <div className={classes.error}>{words.text(dataset.error.phrase ?? dataset.error.message)}</div>
            )}
            {dataset.status === 'ready' && t(dataset.original ? 'dataset.verified' : 'dataset.customHelp')}
          </div>
        )}
        <Menu.Divider />
        <Entry action={openMnist} />
        <Entry action={openDataset} />
        {reason !== null && <Menu.Label>{reason}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

function DatasetText({ dataset }: { dataset: DatasetState | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!dataset || dataset.status === 'checking') return <>{t('dataset.checking')}</>;
  if (dataset.status === 'failed') return <>{t('dataset.failed')}</>;
  return (
    <>
      {t(dataset.original ? 'dataset.original' : 'dataset.custom')}{' '}
      <strong>
        {format.count(dataset.trainingImages)} + {format.count(dataset.testImages)}
      </strong>
    </>
  );
}

function Entry({ action }: { action: Action }) {
  const label = useLabel(action);
  const reason = useReason(action);
  return (
    <Menu.Item leftSection={<action.Icon size={16} aria-hidden />} disabled={reason !== null} onClick={() => performIfEnabled(action)}>
      {label}
    </Menu.Item>
  );
}
