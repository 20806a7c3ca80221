import { Textarea, TextInput } from '@mantine/core';
import type { RunLabel } from '@shared/spec/run-label';
import { useEffect, useState } from 'react';
import { designFromRun } from '../../actions/run-actions';
import { ActionButton } from '../../components/ActionButton';
import { Card } from '../../components/Card';
import { ColourChoice } from '../../components/ColourChoice';
import { useWords } from '../../i18n/use-words';
import { ask } from '../../state/bridge';
import { attempt, useStudio } from '../../state/studio-store';

/** What the user calls the run, its colour, and what they noted about it; kept with the run. */
export function RunNotes() {
  const { t, text } = useWords();
  const label = useStudio((state) => state.run?.label ?? null);
  const design = useStudio((state) => state.run?.spec.name ?? '');
  const [draft, setDraft] = useState(label);
  useEffect(() => setDraft(label), [label]);
  if (!label || !draft) return null;
  const save = (next: RunLabel) => {
    setDraft(next);
    if (JSON.stringify(next) !== JSON.stringify(label)) void attempt(async () => void (await ask('labelRun', { label: next })));
  };
  return (
    <Card title={t('notes.title')}>
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
      <ActionButton action={designFromRun} size="xs" variant="default" />
    </Card>
  );
}
