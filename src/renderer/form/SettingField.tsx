/** A form field made from a setting's schema: label, help, unit, range and step all come from there. */
import { NumberInput, Select } from '@mantine/core';
import type { z } from 'zod';
import { useSharedText } from '../i18n/use-shared-text';
import { describeSetting } from './describe-setting';

interface SettingFieldProps {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly disabled?: boolean;
}

export function SettingField({ schema, value, onChange, disabled = false }: SettingFieldProps) {
  const text = useSharedText();
  const setting = describeSetting(schema);
  const common = { label: text(setting.label), description: setting.help && text(setting.help), disabled, size: 'xs' } as const;
  if (setting.choices) {
    const data = Object.entries(setting.choices).map(([name, label]) => ({ value: name, label: text(label) }));
    return (
      <Select
        {...common}
        data={data}
        value={String(value)}
        onChange={(chosen) => chosen !== null && onChange(chosen)}
        allowDeselect={false}
      />
    );
  }
  return (
    <NumberInput
      {...common}
      value={Number(value)}
      min={setting.minimum}
      max={setting.maximum}
      step={setting.step}
      allowDecimal={!setting.integer}
      allowNegative={(setting.minimum ?? -1) < 0}
      clampBehavior="blur"
      thousandSeparator=","
      suffix={setting.unit ? ` ${text(setting.unit)}` : ''}
      onChange={(entered) => {
        // A half-typed or impossible number stays in the field until it is one; leaving the field clamps it.
        if (typeof entered === 'number' && schema.safeParse(entered).success) onChange(entered);
      }}
    />
  );
}
