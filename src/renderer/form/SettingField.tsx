/** A form field made from a setting's schema: label, help, unit, range and step all come from there. */
import { Switch } from '@mantine/core';
import { describeSetting } from '@shared/describe-setting';
import type { z } from 'zod';
import { useSharedText } from '../words/use-shared-text';
import { ChoiceField } from './ChoiceField';
import { editors } from './editors';
import { KindField } from './KindField';
import { NumberField } from './NumberField';

export interface SettingFieldProps {
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
  if (setting.kinds)
    return <KindField label={label} help={help} kinds={setting.kinds()} value={value} onChange={onChange} disabled={disabled} />;
  if (setting.editor) {
    const Editor = editors[setting.editor];
    return <Editor label={label} help={help} value={value} onChange={onChange} disabled={disabled} />;
  }
  if (setting.choices) {
    const data = Object.entries(setting.choices).map(([name, word]) => ({ value: name, label: text(word) }));
    return <ChoiceField label={label} help={help} choices={data} value={String(value)} onChange={onChange} disabled={disabled} />;
  }
  if (setting.boolean) {
    return (
      <Switch
        label={label}
        description={help}
        size="xs"
        disabled={disabled}
        checked={value === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
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
