import { NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly unit?: string | undefined;
  readonly value: number;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly step: number;
  readonly integer: boolean;
  readonly disabled?: boolean;
  /** Called with numbers in range only. */
  readonly onChange: (value: number) => void;
}

/** A number with its range: a half-typed or impossible one stays in the field only until it is left, then is clamped. */
export function NumberField({ label, help, unit, value, minimum, maximum, step, integer, disabled, onChange }: NumberFieldProps) {
  const [entered, setEntered] = useState<string | number>(value);
  useEffect(() => setEntered(value), [value]);
  const inRange = (number: number) => number >= (minimum ?? Number.NEGATIVE_INFINITY) && number <= (maximum ?? Number.POSITIVE_INFINITY);
  return (
    <NumberInput
      label={label}
      description={help}
      size="xs"
      disabled={disabled}
      value={entered}
      min={minimum}
      max={maximum}
      step={step}
      allowDecimal={!integer}
      allowNegative={(minimum ?? -1) < 0}
      clampBehavior="blur"
      thousandSeparator=","
      suffix={unit ? ` ${unit}` : ''}
      onChange={(number) => {
        setEntered(number);
        if (typeof number === 'number' && inRange(number)) onChange(number);
      }}
      onBlur={() => {
        if (typeof entered !== 'number') setEntered(value); // emptied
      }}
    />
  );
}
