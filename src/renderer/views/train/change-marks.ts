import { differences, type SpecChange } from '@shared/spec/changes';
import type { RunSpec } from '@shared/spec/run-spec';
import type { CurveMark } from '../../charts/curve-view';
import { settingName, valueNameAt } from '../../form/setting-name';
import type { Words } from '../../words/use-words';

/** The changes of a run as marks of its curves: what was changed, from what to what. */
export function marksOf(first: RunSpec, changes: readonly SpecChange[], words: Words): CurveMark[] {
  return changes.map(({ iteration, spec }, index) => {
    const before = changes[index - 1]?.spec ?? first;
    return { iteration, text: differenceTexts(before, spec, words).join(', ') };
  });
}

/** `Learning rate 0.001 → 0.0005`, one for each setting that differs; settings of a schedule that is gone go with it. */
export const differenceTexts = (before: RunSpec, after: RunSpec, words: Words): string[] =>
  differences(before, after)
    .filter(({ path, after: value }) => !(path.startsWith('schedule.') && value === undefined))
    .map(({ path, before: old, after: value }) => {
      const [from, to] = [valueNameAt(path, old, before, words), valueNameAt(path, value, after, words)];
      return `${settingName(path, after, words)} ${from} → ${to}`;
    });
