/** A form field made from a setting's schema: label, help, unit, range and step all come from there. */
import { Select } from '@mantine/core';
import type { z } from 'zod';
import { useSharedText } from '../i18n/use-shared-text';
import { describeSetting } from './describe-setting';
import { NumberField } from './NumberField';

interface SettingFieldProps {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly disabled?: boolean;
}

export function SettingField({ schema, value, onChange, disabled = false }: SettingFieldProps) {
  const text = useSharedText();
  const setting = describeSetting(schema);
  const label = text(setting.label);
  const help = setting.help && text(setting.help);
  if (setting.choices) {
    const data = Object.entries(setting.choices).map(([name, word]) => ({ value: name, label: text(word) }));
    return (
      <Select
        label={label}
        description={help}
        size="xs"
        disabled={disabled}
        allowDeselect={false}
        data={data}
        value={String(value)}
        onChange={(chosen) => chosen !== null && onChange(chosen)}
      />
    );
  }
  return (
    <NumberField
      {...setting}
      label={label}
      help={help}
      unit={setting.unit && text(setting.unit)}
      value={Number(value)}
      disabled={disabled}
      onChange={onChange}
    />
  );
}
