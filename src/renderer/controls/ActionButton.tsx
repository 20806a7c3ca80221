import { ActionIcon, type ActionIconProps, Button, type ButtonProps, Tooltip } from '@mantine/core';
import { type Action, performIfEnabled } from '../actions/action';
import { keyShortcuts, shortcutText } from '../actions/shortcut-text';
import { useLabel, useReason } from '../actions/use-reason';

/** A button for an action: its icon, its words, its shortcut, and the reason where it cannot be performed now. */
export function ActionButton({ action, ...props }: { action: Action } & ButtonProps) {
  const { label, reason, common } = useActionButton(action);
  const hint = [reason, shortcutOf(action)].filter(Boolean).join(' · ');
  return (
    <Tooltip label={hint} disabled={hint === ''} multiline maw={360}>
      <Button {...props} {...common} leftSection={<action.Icon size={16} aria-hidden />}>
        {label}
      </Button>
    </Tooltip>
  );
}

/** The same as an icon; its words are in the hint. */
export function ActionIconButton({ action, ...props }: { action: Action } & ActionIconProps) {
  const { label, reason, common } = useActionButton(action);
  return (
    <Tooltip label={[label, reason, shortcutOf(action)].filter(Boolean).join(' · ')} multiline maw={360}>
      <ActionIcon variant="default" {...props} {...common} aria-label={label}>
        <action.Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

const shortcutOf = ({ shortcuts: [first] = [] }: Action) => first && shortcutText(first);

function useActionButton(action: Action) {
  const label = useLabel(action);
  const reason = useReason(action);
  const common = {
    'aria-disabled': reason !== null,
    'data-disabled': reason !== null || undefined,
    'aria-keyshortcuts': action.shortcuts && keyShortcuts(action.shortcuts),
    onClick: () => performIfEnabled(action),
  };
  return { label, reason, common };
}
