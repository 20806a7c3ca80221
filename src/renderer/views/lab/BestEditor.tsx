import { Select } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { modelName } from '../../components/ModelPicker';
import type { EditorProps } from '../../form/editors';
import { rankedOf, useEvaluated } from '../../state/models';
import { useWords } from '../../words/use-words';

/** One of the runs that were evaluated on MNIST's test set; the best there is until another is chosen. */
export function BestEditor({ label, value, onChange, disabled }: EditorProps) {
  const words = useWords();
  const evaluated = useEvaluated();
  const [best] = evaluated;
  const byHand = useRef(false);
  useEffect(() => {
    if (!best || byHand.current) return;
    const found = rankedOf(best, words);
    if (JSON.stringify(found) !== JSON.stringify(value)) onChange(found);
  }, [value, best, onChange, words]);
  const name = typeof value === 'object' && value !== null ? String(Reflect.get(value, 'name')) : null;
  return (
    <Select
      size="xs"
      label={label}
      disabled={disabled}
      placeholder={words.t('lab.noBest')}
      data={evaluated.map((model) => ({ value: model.id, label: modelName(model, words) }))}
      value={evaluated.find((model) => rankedOf(model, words).name === name)?.id ?? null}
      onChange={(id) => {
        byHand.current = true;
        const chosen = evaluated.find((model) => model.id === id);
        onChange(chosen ? rankedOf(chosen, words) : null);
      }}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
