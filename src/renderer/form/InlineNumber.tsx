import { describeSetting } from '@shared/describe-setting';
import { useId } from 'react';
import type { z } from 'zod';
import { useSharedText } from '../words/use-shared-text';
import classes from './InlineNumber.module.css';
import { useNumberEntry } from './use-number-entry';

interface InlineNumberProps {
  readonly schema: z.ZodType;
  readonly value: number;
  /** Of what it is the setting, for those who cannot see it. */
  readonly of: string;
  readonly tabIndex: number;
  readonly onChange: (value: number) => void;
}

/** A number edited where it stands, small and cheap to draw: typed, or stepped with the arrow keys. */
export function InlineNumber({ schema, value, of, tabIndex, onChange }: InlineNumberProps) {
  const text = useSharedText();
  const id = useId();
  const setting = describeSetting(schema);
  const label = `${of}: ${text(setting.label)}`;
  const { complaint, field } = useNumberEntry({ ...setting, label, unit: setting.unit && text(setting.unit), value, onChange });
  return (
    <span className={classes.place}>
      <input
        {...field}
        className={classes.input}
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={complaint !== null}
        aria-errormessage={complaint === null ? undefined : id}
        size={Math.max(2, field.value.length)}
        tabIndex={tabIndex}
        onFocus={(event) => {
          field.onFocus();
          event.currentTarget.select();
        }}
        onKeyDown={(event) => {
          field.onKeyDown(event);
          if (event.key === 'Enter' || (event.key === 'Escape' && complaint === null)) {
            event.currentTarget.closest<HTMLElement>('[role=row]')?.focus();
          }
        }}
      />
      {complaint !== null && (
        <span id={id} role="alert" className={classes.complaint}>
          {complaint}
        </span>
      )}
    </span>
  );
}
