import type { Kind, KindSpec } from '@shared/kind';
import type { z } from 'zod';
import { SettingField } from './SettingField';

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
