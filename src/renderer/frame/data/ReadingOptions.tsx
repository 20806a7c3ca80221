import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import type { DataPreview } from '@shared/contracts/state';
import { type DataOptions, dataOptionsSchema, sides } from '@shared/data/sources/options';
import { describeSetting } from '@shared/describe-setting';
import { readAgain, useData } from '../../state/data-store';
import { useWords } from '../../words/use-words';
import classes from './DataDialog.module.css';

const combobox = { withinPortal: false } as const;

/** What can be chosen of how this place is read; it is read again at once. */
export function ReadingOptions({ preview }: { preview: DataPreview }) {
  const { t, text } = useWords();
  const busy = useData((state) => state.reading !== null);
  if (preview.choices.length === 0 && preview.settings.length === 0) return null;
  return (
    <fieldset className={classes.options} disabled={busy}>
      <legend className={classes.heading}>{t('data.options')}</legend>
      {preview.choices.length > 0 && (
        <Select
          size="xs"
          label={t('data.choice')}
          data={preview.choices.map((choice) => ({ value: choice, label: choice || '–' }))}
          value={preview.choice}
          onChange={(choice) => choice !== null && readAgain({ choice })}
          allowDeselect={false}
          comboboxProps={combobox}
        />
      )}
      {preview.settings.map((name) => (
        <OptionField key={name} name={name} options={preview.options} text={text} automatic={t('data.automatic')} />
      ))}
    </fieldset>
  );
}

interface OptionFieldProps {
  readonly name: keyof DataOptions;
  readonly options: DataOptions;
  readonly text: (english: string) => string;
  readonly automatic: string;
}

function OptionField({ name, options, text, automatic }: OptionFieldProps) {
  const { label, help, choices, boolean } = describeSetting(dataOptionsSchema.shape[name]);
  const value = options[name];
  const change = (next: unknown) => readAgain({ [name]: next });
  const common = { size: 'xs', label: text(label) } as const;
  if (boolean)
    return (
      <Switch
        {...common}
        {...(help && { description: text(help) })}
        checked={value === true}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    );
  if (name === 'side')
    return (
      <Select
        {...common}
        data={[{ value: '0', label: automatic }, ...sides.map((side) => ({ value: String(side), label: `${side}×${side}` }))]}
        value={String(value)}
        onChange={(side) => side !== null && change(Number(side))}
        allowDeselect={false}
        comboboxProps={combobox}
      />
    );
  if (name === 'share')
    return (
      <NumberInput
        {...common}
        min={1}
        max={50}
        suffix=" %"
        decimalScale={1}
        value={Number((100 * Number(value)).toFixed(1))}
        onBlur={(event) => {
          const share = Number.parseFloat(event.currentTarget.value) / 100;
          if (share > 0 && share <= 0.5 && Math.abs(share - Number(value)) > 1e-3) change(share);
        }}
      />
    );
  if (choices)
    return (
      <Select
        {...common}
        data={Object.entries(choices).map(([each, word]) => ({ value: each, label: text(word) }))}
        value={String(value)}
        onChange={(next) => next !== null && change(next)}
        allowDeselect={false}
        comboboxProps={combobox}
      />
    );
  return (
    <TextInput
      {...common}
      placeholder={automatic}
      defaultValue={String(value)}
      onBlur={(event) => event.currentTarget.value !== value && change(event.currentTarget.value)}
    />
  );
}
