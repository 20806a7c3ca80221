import { Menu, UnstyledButton } from '@mantine/core';
import type { DatasetState } from '@shared/ipc/state';
import { useTranslation } from 'react-i18next';
import { openDataset } from '../actions/actions';
import { useFormat } from '../i18n/use-format';
import { useStudio } from '../state/studio-store';
import classes from './DatasetChip.module.css';

/** Which dataset is in use and whether it is sound; opens another. */
export function DatasetChip() {
  const { t } = useTranslation();
  const dataset = useStudio((state) => state.dataset);
  const enabled = useStudio(() => openDataset.enabled());
  return (
    <Menu position="bottom-start" shadow="md" width={340}>
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
            {dataset.status === 'failed' && <div className={classes.error}>{dataset.error.message}</div>}
            {dataset.status === 'ready' && t(dataset.original ? 'dataset.verified' : 'dataset.customHelp')}
          </div>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<openDataset.Icon size={16} />} disabled={enabled !== true} onClick={openDataset.perform}>
          {t(openDataset.label)}
        </Menu.Item>
        {enabled !== true && <Menu.Label>{t(enabled)}</Menu.Label>}
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
