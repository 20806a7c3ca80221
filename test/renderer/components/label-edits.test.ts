import { noLabel } from '@shared/spec/run-label';
import { describe, expect, it } from 'vitest';
import { areSameLabels, editedLabel, editsLeft } from '../../../src/renderer/components/label-edits';

describe('what is written on a label', () => {
  it('outlives a listing from before its last change, and goes once the run says it', () => {
    const edits = { name: 'Short one', tags: ['baseline'] };
    const listed = { ...noLabel, name: 'Short one' };
    const left = editsLeft(listed, edits);
    expect(left).toEqual({ tags: ['baseline'] });
    expect(editedLabel(listed, left)).toEqual({ ...noLabel, ...edits });
    expect(editsLeft(editedLabel(listed, left), left)).toEqual({});
  });

  it('stays while it is being typed, also where the run said the same before and says an older text now', () => {
    const label = { ...noLabel, notes: 'Half of' };
    const typing = editsLeft(label, { notes: 'Half of', name: '' }, 'notes');
    expect(typing).toEqual({ notes: 'Half of' });
    expect(editedLabel(noLabel, editsLeft(noLabel, typing, 'notes')).notes).toBe('Half of');
    expect(editsLeft(label, typing)).toEqual({});
  });

  it('is the same where every field is', () => {
    expect(areSameLabels({ ...noLabel, tags: ['a'] }, { ...noLabel, tags: ['a'] })).toBe(true);
    for (const change of [{ name: 'a' }, { colour: 'green' as const }, { notes: 'a' }, { tags: ['a'] }])
      expect(areSameLabels({ ...noLabel, ...change }, noLabel)).toBe(false);
  });
});
