import { Menu, UnstyledButton } from '@mantine/core';
import type { DatasetState } from '@shared/contracts/state';
import { IconCheck, IconX } from '@tabler/icons-react';
import { type Action, performIfEnabled } from '../actions/action';
import { openData, openMnist } from '../actions/file-actions';
import { useLabel, useReason } from '../actions/use-reason';
import { forgetDataset, openListed, refreshDatasets, useData } from '../state/data-store';
import { attempt } from '../state/operations';
import { useStudio } from '../state/studio-store';
import { newSet } from '../views/draw/set-actions';
import { useWords } from '../words/use-words';
import classes from './DatasetChip.module.css';

/** Which dataset is in use and whether it is sound; offers those that were used before, and to open another. */
export function DatasetChip() {
  const { t, text, format } = useWords();
  const dataset = useStudio((state) => state.dataset);
  const listed = useData((state) => state.listed);
  const reason = useReason(openData);
  const current = listed.find(({ folder }) => folder === dataset?.folder);
  return (
    <Menu position="bottom-start" width={360} onOpen={() => void attempt('listDatasets', async () => void (await refreshDatasets()))}>
      <Menu.Target>
        <UnstyledButton className={classes.chip} data-status={dataset?.status ?? 'checking'} data-testid="dataset-chip">
          <span className={classes.dot} aria-hidden />
          <DatasetText dataset={dataset} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {dataset && (
          <div className={classes.detail}>
            <div className={classes.folder}>{dataset.folder}</div>
            {dataset.status === 'failed' && <div className={classes.error}>{text(dataset.error.phrase ?? dataset.error.message)}</div>}
            {dataset.status === 'ready' && (
              <div>
                {dataset.original
                  ? t('dataset.verified')
                  : t('dataset.about', {
                      source: text(dataset.source),
                      ...{ height: dataset.shape[0], width: dataset.shape[1] },
                      colour: t(dataset.shape[2] === 3 ? 'data.colour' : 'data.grey'),
                      classes: format.count(dataset.classes.length),
                    })}
              </div>
            )}
          </div>
        )}
        <Menu.Divider />
        <Menu.Label>{t('data.list')}</Menu.Label>
        <Entry action={openMnist} />
        {listed.map(({ folder, name }) => {
          const isInUse = dataset?.folder === folder;
          return (
            <Menu.Item
              key={folder}
              title={folder}
              disabled={reason !== null || isInUse}
              leftSection={isInUse ? <IconCheck size={16} aria-label={t('data.inUse')} /> : <span className={classes.gap} aria-hidden />}
              onClick={() => openListed(folder)}
              onKeyDown={(event) => {
                if (event.key !== 'Delete') return;
                event.preventDefault();
                forgetDataset(folder);
              }}
            >
              {name}
            </Menu.Item>
          );
        })}
        <Menu.Divider />
        <Entry action={openData} />
        <Entry action={newSet} />
        {current && (
          <Menu.Item leftSection={<IconX size={16} aria-hidden />} onClick={() => forgetDataset(current.folder)}>
            {t('data.forget', { name: current.name })}
          </Menu.Item>
        )}
        {reason !== null && <Menu.Label>{reason}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

function DatasetText({ dataset }: { dataset: DatasetState | null }) {
  const { t, text, format } = useWords();
  if (!dataset || dataset.status === 'checking') return <>{t('dataset.checking')}</>;
  if (dataset.status === 'failed') return <>{t('dataset.failed')}</>;
  return (
    <>
      <span className={classes.name}>{dataset.original ? t('dataset.original') : text(dataset.name)}</span>{' '}
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
