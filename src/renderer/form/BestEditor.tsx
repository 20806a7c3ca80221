import { Select } from '@mantine/core';
import { useEffect } from 'react';
import { subjectName } from '../components/SubjectPicker';
import { useWords } from '../i18n/use-words';
import { bestOf, useEvaluated } from '../state/subjects-store';
import type { EditorProps } from './editors';

/** One of the runs that were evaluated on the test set; the best until another is chosen. */
export function BestEditor({ label, value, onChange, disabled }: EditorProps) {
  const words = useWords();
  const evaluated = useEvaluated();
  const [best] = evaluated;
  useEffect(() => {
    if (value == null && best) onChange(bestOf(best, words));
  }, [value, best, onChange, words]);
  const name = typeof value === 'object' && value !== null ? String(Reflect.get(value, 'name')) : null;
  return (
    <Select
      size="xs"
      label={label}
      disabled={disabled}
      placeholder={words.t('lab.noBest')}
      data={evaluated.map((subject) => ({ value: subject.id, label: subjectName(subject, words) }))}
      value={evaluated.find((subject) => bestOf(subject, words).name === name)?.id ?? null}
      onChange={(id) => {
        const chosen = evaluated.find((subject) => subject.id === id);
        onChange(chosen ? bestOf(chosen, words) : null);
      }}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
