import { ActionIcon, Menu, Select } from '@mantine/core';
import { errorFrom } from '@shared/kasane-error';
import { IconDots } from '@tabler/icons-react';
import { type Action, performIfEnabled } from '../../../actions/action';
import { useLabel, useReason } from '../../../actions/use-reason';
import { ActionButton } from '../../../controls/ActionButton';
import { attempt } from '../../../state/operations';
import { useWords } from '../../../words/use-words';
import { deleteSet, editSet, exportSet, mergeIntoSet, newSet, openSetFile } from '../set-actions';
import { closeSet, openSet, useSets } from '../state/set-store';
import classes from './Sets.module.css';

/** Which set is drawn into, and what can be done with it. */
export function SetBar() {
  const { t, text } = useWords();
  const listed = useSets((state) => state.listed);
  const open = useSets((state) => state.open);
  return (
    <div className={classes.bar} data-testid="set-bar">
      <Select
        size="xs"
        className={classes.select ?? ''}
        aria-label={t('ownSet.choose')}
        placeholder={t('ownSet.none')}
        value={open?.folder ?? null}
        data={listed.map(({ folder, name, trouble }) => ({
          value: folder,
          label: trouble ? `${name}: ${text(errorFrom(trouble).phrase)}` : name,
          disabled: trouble !== null,
        }))}
        clearable
        disabled={listed.length === 0}
        onChange={(folder) => (folder === null ? closeSet() : void attempt('openSet', async () => void (await openSet(folder))))}
        comboboxProps={{ withinPortal: false }}
      />
      <ActionButton action={newSet} size="xs" variant="default" />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t('ownSet.title')}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {[openSetFile, editSet, mergeIntoSet, exportSet, deleteSet].map((action) => (
            <Entry key={action.id} action={action} />
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Entry({ action }: { action: Action }) {
  const label = useLabel(action);
  const reason = useReason(action);
  return (
    <Menu.Item
      leftSection={<action.Icon size={16} aria-hidden />}
      disabled={reason !== null}
      title={reason ?? ''}
      onClick={() => performIfEnabled(action)}
    >
      {label}
    </Menu.Item>
  );
}
