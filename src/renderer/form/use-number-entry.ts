import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { complain } from './entries-store';
import { complaintOf, isTaken, type NumberRange } from './number-range';
import { readNumber, writeNumber } from './read-number';

export interface NumberEntryProps extends NumberRange {
  readonly label: string;
  readonly unit?: string | undefined;
  readonly value: number;
  readonly step: number;
  /** Called with numbers that are taken only. */
  readonly onChange: (value: number) => void;
}

/**
 * A number being typed. What is no number, or out of range, stays as it was typed and is complained of, and the value is again
 * what it was before anything was typed; what comes from elsewhere (an undo, a preset) replaces what stands there.
 */
export function useNumberEntry({ label, unit = '', value, step, onChange, ...range }: NumberEntryProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [entered, setEntered] = useState(() => writeNumber(value));
  /** What the owner of the value was last told, or told us. */
  const agreed = useRef(value);
  const before = useRef(value);
  useEffect(() => {
    if (value === agreed.current) return;
    agreed.current = value;
    setEntered(writeNumber(value));
  }, [value]);

  const complaint = complaintOf(entered, label, unit, range, t);
  // A form with it is not submitted, and nothing else is started by what it shows.
  const id = useId();
  useEffect(() => {
    input.current?.setCustomValidity(complaint ?? '');
    complain(id, complaint);
  }, [id, complaint]);
  useEffect(() => () => complain(id, null), [id]);

  const agree = (next: number) => {
    if (next === agreed.current) return;
    agreed.current = next;
    onChange(next);
  };
  const type = (text: string) => {
    setEntered(text);
    const number = readNumber(text, unit);
    agree(number !== null && isTaken(number, range) ? number : before.current);
  };
  /** One step up or down, as far as the range goes. */
  const move = (direction: number) => {
    const next = Number((value + direction * step).toPrecision(12));
    const within = Math.max(range.minimum ?? next, Math.min(range.maximum ?? next, next));
    if (!isTaken(within, range)) return;
    setEntered(writeNumber(within));
    agree(within);
  };
  return {
    complaint,
    move,
    field: {
      ref: input,
      value: entered,
      onFocus: () => {
        before.current = value;
      },
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) => type(currentTarget.value),
      onBlur: () => {
        if (complaint === null) setEntered(writeNumber(value));
      },
      onKeyDown: (event: KeyboardEvent) => {
        const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (direction && !event.altKey && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          move(direction);
        }
        if (event.key === 'Escape' && complaint !== null) {
          event.stopPropagation(); // what is open around it stays
          setEntered(writeNumber(before.current));
        }
      },
    },
  };
}
