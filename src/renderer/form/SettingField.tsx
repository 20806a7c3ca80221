/**
 * Forms made from schemas: a field for a setting, a choice of kind with the fields of its settings. Each holds the other, for
 * a setting may be of some kind; labels, help, units, ranges and steps all come from the schemas.
 */
import { Switch } from '@mantine/core';
import { describeSetting } from '@shared/describe-setting';
import { findKind, type Kind, type KindSpec } from '@shared/kind';
import type { z } from 'zod';
import { useSharedText } from '../words/use-shared-text';
import { ChoiceField } from './ChoiceField';
import { useEditors } from './editors';
import classes from './KindField.module.css';
import { NumberField } from './NumberField';

export interface SettingFieldProps {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly disabled?: boolean;
}

export function SettingField({ schema, value, onChange, disabled = false }: SettingFieldProps) {
  const text = useSharedText();
  const editors = useEditors();
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

interface KindFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly kinds: readonly Kind<unknown>[];
  readonly value: unknown;
  readonly onChange: (value: KindSpec) => void;
  readonly disabled?: boolean;
}

/** A choice of kind with the settings of the one chosen; settings that the next kind has too are kept. */
export function KindField({ label, help, kinds, value, onChange, disabled = false }: KindFieldProps) {
  const text = useSharedText();
  const spec = value as KindSpec;
  const kind = findKind(kinds, spec.type);
  const choose = (type: string) => {
    const usual = findKind(kinds, type).settings;
    const kept = usual.safeParse(
      Object.fromEntries(Object.keys(usual.shape).flatMap((name) => (name in spec ? [[name, spec[name]]] : []))),
    );
    onChange({ type, ...(kept.success ? kept.data : usual.parse({})) });
  };
  return (
    <div className={classes.kind}>
      <ChoiceField
        label={label}
        help={help}
        choices={kinds.map((each) => ({ value: each.type, label: text(each.label) }))}
        value={spec.type}
        onChange={choose}
        disabled={disabled}
      />
      {Object.keys(kind.settings.shape).length > 0 && (
        <div className={classes.settings}>
          <SettingsFields kind={kind} value={spec} disabled={disabled} onChange={onChange} />
        </div>
      )}
    </div>
  );
}

interface SettingsFieldsProps {
  readonly kind: Pick<Kind<unknown>, 'settings'>;
  readonly value: KindSpec;
  readonly onChange: (value: KindSpec) => void;
  readonly disabled?: boolean;
}

/** A field for each setting of a kind. */
export function SettingsFields({ kind, value, onChange, disabled = false }: SettingsFieldsProps) {
  return Object.entries(kind.settings.shape).map(([name, schema]) => (
    <SettingField
      key={name}
      schema={schema as z.ZodType}
      value={value[name]}
      disabled={disabled}
      onChange={(setting) => onChange({ ...value, [name]: setting })}
    />
  ));
}
