/** A search's trials as what its figures show. */
import type { SearchState, TrialState } from '@shared/contracts/state';
import type { TrialResult } from '@shared/studies/results';
import { type Dimension, settingsWithin, type Value } from '@shared/studies/space';
import { settingLabel, valueName } from '../../form/setting-name';
import type { Words } from '../../words/use-words';

/** What is tried, as its figures name it. */
export interface NamedDimension {
  readonly dimension: Dimension;
  readonly name: string;
  formatValue(value: Value | undefined): string;
}

export function namedDimensions({ space, spec }: SearchState['search'], words: Words): NamedDimension[] {
  const known = settingsWithin(space, spec);
  return space.settings.map((dimension) => {
    const setting = known.get(dimension.path)?.setting;
    return {
      dimension,
      name: setting ? settingLabel(setting, words.text) : dimension.path,
      formatValue: (value) => valueName(setting, value, words),
    };
  });
}

/** [jobs done so far, the best accuracy among them] in the order of the jobs, as a stair. */
export function bestSoFar(trials: readonly TrialState[]): (readonly [number, number])[] {
  let best: number | null = null;
  return trials
    .flatMap(({ outcomes }) => outcomes)
    .toSorted((a, b) => a.number - b.number)
    .flatMap(({ accuracy }, index) => {
      const before: number | null = best;
      if (accuracy !== null) best = Math.max(best ?? 0, accuracy);
      if (best === null) return [];
      return before === null || before === best ? [[index + 1, best] as const] : [[index + 1, before] as const, [index + 1, best] as const];
    });
}

/** Epochs that the trials have been trained, those at work included. */
export const epochsDone = (trials: readonly TrialState[]): number =>
  trials.reduce((sum, { running, epochs, curve }) => sum + (running ? Math.max(epochs, curve.at(-1)?.epoch ?? 0) : epochs), 0);

export const trialsCsv = (trials: readonly TrialResult[], settings: readonly Dimension[]): string =>
  [
    ['trial', ...settings.map(({ path }) => path), 'epochs', 'validation accuracy'].join(','),
    ...trials.map(({ trial, values, epochs, accuracy }) =>
      [trial + 1, ...settings.map(({ path }) => values[path] ?? ''), epochs, accuracy ?? ''].join(','),
    ),
    '',
  ].join('\n');
