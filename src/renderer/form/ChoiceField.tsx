import { Select } from '@mantine/core';

interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly help?: string | undefined;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  /** Called with another choice only. */
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
}

/** One of some choices, always. */
export function ChoiceField<Value extends string>({ label, help, choices, value, onChange, disabled = false }: ChoiceFieldProps<Value>) {
  return (
    <Select
      label={label}
      description={help}
      size="xs"
      disabled={disabled}
      allowDeselect={false}
      data={choices}
      value={value}
      onChange={(chosen) => chosen !== null && chosen !== value && onChange(chosen as Value)}
    />
  );
}
