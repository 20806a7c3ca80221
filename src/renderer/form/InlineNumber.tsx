import { describeSetting } from '@shared/describe-setting';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { z } from 'zod';
import { useSharedText } from '../words/use-shared-text';
import classes from './InlineNumber.module.css';

interface InlineNumberProps {
  readonly schema: z.ZodType;
  readonly value: number;
  /** Of what it is the setting, for those who cannot see it. */
  readonly of: string;
  readonly tabIndex: number;
  readonly onChange: (value: number) => void;
}

/** A number edited where it stands, small and cheap to draw: typed, or stepped with the arrow keys. Out of range it is not taken. */
export function InlineNumber({ schema, value, of, tabIndex, onChange }: InlineNumberProps) {
  const text = useSharedText();
  const { label, step } = describeSetting(schema);
  const [entered, setEntered] = useState(String(value));
  useEffect(() => setEntered(String(value)), [value]);
  const valid = entered.trim() !== '' && schema.safeParse(Number(entered)).success;

  const take = (next: string) => {
    setEntered(next);
    if (next.trim() !== '' && schema.safeParse(Number(next)).success) onChange(Number(next));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      take(String(Number((value + direction * step).toPrecision(12))));
    }
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.closest<HTMLElement>('[role=row]')?.focus();
  };
  return (
    <input
      className={classes.input}
      inputMode="decimal"
      aria-label={`${of}: ${text(label)}`}
      aria-invalid={!valid}
      size={Math.max(2, entered.length)}
      tabIndex={tabIndex}
      value={entered}
      onChange={({ currentTarget }) => take(currentTarget.value)}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onBlur={() => setEntered(String(value))}
      onKeyDown={onKeyDown}
    />
  );
}
