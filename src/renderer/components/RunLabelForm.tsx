import { TagsInput, Textarea, TextInput } from '@mantine/core';
import type { RunLabel } from '@shared/spec/run-label';
import { useEffect, useState } from 'react';
import { useWords } from '../words/use-words';
import { ColourChoice } from './ColourChoice';

interface RunLabelFormProps {
  readonly label: RunLabel;
  /** What the run is called while it has no name of its own. */
  readonly design: string;
  /** Tags that other runs have. */
  readonly tags: readonly string[];
  /** Called with what differs from before, when a field is left. */
  readonly onSave: (label: RunLabel) => void;
}

/** What the user calls a run, its colour, its tags, and what they noted about it. */
export function RunLabelForm({ label, design, tags, onSave }: RunLabelFormProps) {
  const { t, text } = useWords();
  const [draft, setDraft] = useState(label);
  // Every listing makes labels anew; only one that says something else takes the place of what is being written.
  const said = JSON.stringify(label);
  useEffect(() => setDraft(JSON.parse(said)), [said]);
  const save = (next: RunLabel) => {
    setDraft(next);
    if (JSON.stringify(next) !== said) onSave(next);
  };
  return (
    <>
      <TextInput
        size="xs"
        label={t('notes.name')}
        placeholder={text(design)}
        maxLength={80}
        value={draft.name}
        onChange={({ currentTarget }) => setDraft({ ...draft, name: currentTarget.value })}
        onBlur={() => save(draft)}
      />
      <ColourChoice value={draft.colour} onChange={(colour) => save({ ...draft, colour })} />
      <TagsInput
        size="xs"
        label={t('runs.tags')}
        maxTags={20}
        data={[...tags]}
        comboboxProps={{ withinPortal: false }}
        value={[...draft.tags]}
        onChange={(next) => save({ ...draft, tags: next.map((tag) => tag.trim().slice(0, 40)).filter(Boolean) })}
      />
      <Textarea
        size="xs"
        label={t('notes.notes')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        value={draft.notes}
        onChange={({ currentTarget }) => setDraft({ ...draft, notes: currentTarget.value })}
        onBlur={() => save(draft)}
      />
    </>
  );
}
