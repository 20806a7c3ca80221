import { MultiSelect, Select } from '@mantine/core';
import type { ModelSummary } from '@shared/contracts/run';
import { designName, useWords, type Words } from '../words/use-words';

interface PickerProps {
  readonly label: string;
  readonly models: readonly ModelSummary[];
}

const combobox = { withinPortal: false } as const;

/** One trained network of all there are, or none where `onChange` takes null. */
export function ModelPicker({
  label,
  models,
  value,
  onChange,
  placeholder,
  clearable = false,
}: PickerProps & {
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly placeholder?: string;
  readonly clearable?: boolean;
}) {
  const words = useWords();
  return (
    <Select
      size="xs"
      aria-label={label}
      data={optionsOf(models, words)}
      value={value}
      onChange={onChange}
      searchable
      clearable={clearable}
      allowDeselect={false}
      nothingFoundMessage={words.t('models.none')}
      comboboxProps={combobox}
      clearButtonProps={{ 'aria-label': words.t('models.clear') }}
      {...(placeholder !== undefined && { placeholder })}
    />
  );
}

/** Several, in the order in which they were chosen. */
export function ModelsPicker({
  label,
  models,
  value,
  onChange,
  most,
  placeholder,
}: PickerProps & {
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
  readonly most: number;
  readonly placeholder?: string;
}) {
  const words = useWords();
  return (
    <MultiSelect
      size="xs"
      aria-label={label}
      data={optionsOf(models, words)}
      value={[...value]}
      onChange={onChange}
      maxValues={most}
      {...(placeholder !== undefined && value.length === 0 && { placeholder })}
      searchable
      nothingFoundMessage={words.t('models.none')}
      comboboxProps={combobox}
    />
  );
}

const optionsOf = (models: readonly ModelSummary[], words: Words) =>
  models.map((model) => ({ value: model.id, label: modelName(model, words) }));

/** Its name, and what tells it from others of the same. */
export function modelName({ kind, name, created, seed, testAccuracy }: ModelSummary, { t, text, format }: Words): string {
  const parts = [designName(name, text)];
  if (kind === 'model') parts.push(t('models.shipped'));
  else if (seed !== null) parts.push(t('train.seed', { seed }));
  if (testAccuracy !== null) parts.push(format.percent(testAccuracy));
  if (created !== null) parts.push(format.moment(new Date(created)));
  return parts.join(' · ');
}
