/**
 * What a person has written on a run's label and the run does not say yet. It stays theirs until it does: a listing that was
 * begun before their change was saved comes after it.
 */
import type { RunLabel } from '@shared/spec/run-label';

export type LabelEdits = Partial<RunLabel>;

export const editedLabel = (label: RunLabel, edits: LabelEdits): RunLabel => ({ ...label, ...edits });

export const areSameLabels = (one: RunLabel, other: RunLabel): boolean =>
  one.name === other.name &&
  one.colour === other.colour &&
  one.notes === other.notes &&
  JSON.stringify(one.tags) === JSON.stringify(other.tags);

/** The edits that `label` differs from, and what is being typed, whatever it says: an older listing may still come. */
export const editsLeft = (label: RunLabel, edits: LabelEdits, typing: keyof RunLabel | null = null): LabelEdits =>
  Object.fromEntries(
    Object.entries(edits).filter(
      ([field, value]) => field === typing || JSON.stringify(value) !== JSON.stringify(label[field as keyof RunLabel]),
    ),
  );
