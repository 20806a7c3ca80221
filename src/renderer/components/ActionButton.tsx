import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Action } from '../actions/actions';
import { shortcutText } from '../actions/shortcut-text';
import { useStudio } from '../state/studio-store';

/** A button for an action: its icon, its words, its shortcut, and the reason where it cannot be performed now. */
export function ActionButton({ action, ...props }: { action: Action } & ButtonProps) {
  const { t } = useTranslation();
  const enabled = useStudio(() => action.enabled());
  const reason = enabled === true ? null : t(enabled);
  const hint = [reason, action.shortcut && shortcutText(action.shortcut)].filter(Boolean).join(' · ');
  return (
    <Tooltip label={hint} disabled={hint === ''}>
      <Button
        {...props}
        leftSection={<action.Icon size={16} aria-hidden />}
        aria-disabled={enabled !== true}
        data-disabled={enabled !== true || undefined}
        aria-keyshortcuts={action.shortcut?.replace('mod', 'Control')}
        onClick={() => {
          if (action.enabled() === true) action.perform();
        }}
      >
        {t(action.label)}
      </Button>
    </Tooltip>
  );
}
