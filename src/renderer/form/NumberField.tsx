import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import classes from './NumberField.module.css';
import { type NumberEntryProps, useNumberEntry } from './use-number-entry';

interface NumberFieldProps extends NumberEntryProps {
  readonly help?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** A number with its range, typed in any way people write numbers, or stepped with the arrows. */
export function NumberField({ help, disabled, ...entry }: NumberFieldProps) {
  const { complaint, move, field } = useNumberEntry(entry);
  const arrows = [
    [1, IconChevronUp],
    [-1, IconChevronDown],
  ] as const;
  return (
    <TextInput
      {...field}
      label={entry.label}
      description={help}
      error={complaint}
      size="xs"
      disabled={disabled}
      inputMode="decimal"
      autoComplete="off"
      rightSectionPointerEvents="all"
      rightSectionWidth={`calc(24px + ${widthOf(entry.unit ?? '')})`}
      rightSection={
        <span className={classes.end}>
          {entry.unit && <span className={classes.unit}>{entry.unit}</span>}
          {/* By keyboard the arrow keys do the same. */}
          <span className={classes.arrows} aria-hidden>
            {arrows.map(([direction, Icon]) => (
              <ActionIcon
                key={direction}
                className={classes.arrow}
                variant="subtle"
                color="gray"
                tabIndex={-1}
                disabled={disabled}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => move(direction)}
              >
                <Icon size={10} />
              </ActionIcon>
            ))}
          </span>
        </span>
      }
    />
  );
}

/** Of a text in a row, as far as its letters tell: Japanese ones are as wide as high. */
const widthOf = (unit: string) => (unit === '' ? '0px' : `${unit.length}${/[^ -ÿ]/.test(unit) ? 'em' : 'ch'}`);
