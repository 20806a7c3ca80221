import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ToggleChip.module.css';

interface ToggleChipProps {
  readonly pressed: boolean;
  readonly onToggle: () => void;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** Something that is on or off, said by its dot and its border too. */
export function ToggleChip({ pressed, onToggle, hint, children }: ToggleChipProps) {
  return (
    <Tooltip label={hint} disabled={hint === undefined} multiline maw={300}>
      <UnstyledButton className={classes.chip} aria-pressed={pressed} onClick={onToggle}>
        <span className={classes.dot} aria-hidden />
        {children}
      </UnstyledButton>
    </Tooltip>
  );
}
