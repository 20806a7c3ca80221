import { ActionIcon, Kbd, Menu, Tooltip } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { useState } from 'react';
import { type Action, performIfEnabled } from '../actions/action';
import { shortcutText } from '../actions/shortcut-text';
import { useLabel, useReason } from '../actions/use-reason';
import { useWords } from '../words/use-words';
import classes from './ActionMenu.module.css';
import { menus, type ActionMenu as Section } from './menus';

/** Presets and layers have menus of their own, where they are chosen. */
const sections = menus.filter(({ elsewhere }) => !elsewhere);

/** The menu: the actions in their groups, with their shortcuts. */
export function ActionMenu() {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <Menu position="bottom-start" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Tooltip label={t('menu.title')} disabled={opened}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('menu.title')}>
            <IconMenu2 size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        <div className={classes.columns}>
          {sections.map((section) => (
            <Group key={section.id} section={section} />
          ))}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}

function Group({ section }: { section: Section }) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a menu is no fieldset
    <div className={classes.group} role="group" aria-label={t(section.label)}>
      <Menu.Label aria-hidden>{t(section.label)}</Menu.Label>
      {section.actions.map((action) => (
        <Entry key={action.id} action={action} />
      ))}
    </div>
  );
}

function Entry({ action }: { action: Action }) {
  const label = useLabel(action);
  const reason = useReason(action);
  const shortcut = action.shortcuts?.[0];
  return (
    <Menu.Item
      disabled={reason !== null}
      title={reason ?? undefined}
      leftSection={<action.Icon size={16} aria-hidden />}
      rightSection={shortcut && <Kbd size="xs">{shortcutText(shortcut)}</Kbd>}
      onClick={() => performIfEnabled(action)}
    >
      {label}
    </Menu.Item>
  );
}
