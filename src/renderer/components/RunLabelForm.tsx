import { TagsInput, Textarea, TextInput } from '@mantine/core';
import type { RunLabel } from '@shared/spec/run-label';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/use-words';
import { ColourChoice } from './ColourChoice';
import { areSameLabels, editedLabel, editsLeft, type LabelEdits } from './label-edits';

interface RunLabelFormProps {
  readonly label: RunLabel;
  /** What the run is called while it has no name of its own. */
  readonly design: string;
  /** Tags that other runs have. */
  readonly tags: readonly string[];
  /** Called with what differs from before, when a field is left. */
  readonly onSave: (label: RunLabel) => void;
}

type TypedField = 'name' | 'notes';

/** What the user calls a run, its colour, its tags, and what they noted about it. A text is theirs until they leave its field. */
export function RunLabelForm({ label, design, tags, onSave }: RunLabelFormProps) {
  const { t, text } = useWords();
  const [edits, setEdits] = useState<LabelEdits>({});
  const draft = editedLabel(label, edits);
  const typing = useRef<TypedField | null>(null);
  /** What the run will say once all that was saved has been read back. */
  const sent = useRef(label);
  // Every listing makes labels anew; only one that says something else counts.
  const said = JSON.stringify(label);
  useEffect(() => {
    sent.current = JSON.parse(said);
    setEdits((before) => editsLeft(JSON.parse(said), before, typing.current));
  }, [said]);
  const edit = (change: LabelEdits) => setEdits((before) => ({ ...before, ...change }));
  const save = (change: LabelEdits = {}) => {
    edit(change);
    const next = editedLabel(draft, change);
    if (areSameLabels(next, sent.current)) return;
    sent.current = next;
    onSave(next);
  };
  // A form that goes while something is typed in it, as with a change of view, saves that.
  const leave = useRef(save);
  leave.current = save;
  useEffect(() => () => leave.current(), []);
  const typed = (field: TypedField) => ({
    value: draft[field],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => edit({ [field]: currentTarget.value }),
    onFocus: () => {
      typing.current = field;
      edit({ [field]: draft[field] });
    },
    onBlur: () => {
      typing.current = null;
      save();
      setEdits((before) => editsLeft(label, before));
    },
  });
  return (
    <>
      <TextInput size="xs" label={t('notes.name')} placeholder={text(design)} maxLength={80} {...typed('name')} />
      <ColourChoice value={draft.colour} onChange={(colour) => save({ colour })} />
      <TagsInput
        size="xs"
        label={t('runs.tags')}
        maxTags={20}
        data={[...tags]}
        comboboxProps={{ withinPortal: false }}
        value={[...draft.tags]}
        onChange={(next) => save({ tags: next.map((tag) => tag.trim().slice(0, 40)).filter(Boolean) })}
      />
      <Textarea size="xs" label={t('notes.notes')} autosize minRows={2} maxRows={8} maxLength={10_000} {...typed('notes')} />
    </>
  );
}
