/** A search's trials as what its figures show. */
import type { TrialResult } from '@shared/search/results';
import type { Dimension } from '@shared/search/space';

/** [trials so far, the best accuracy among them], in the order of the trials. */
export function bestSoFar(trials: readonly TrialResult[]): (readonly [number, number])[] {
  let best = 0;
  return trials
    .toSorted((a, b) => a.trial - b.trial)
    .map(({ accuracy }, index) => {
      best = Math.max(best, accuracy ?? 0);
      return [index + 1, best] as const;
    });
}

export const trialsCsv = (trials: readonly TrialResult[], settings: readonly Dimension[]): string =>
  [
    ['trial', ...settings.map(({ path }) => path), 'epochs', 'validation accuracy'].join(','),
    ...trials.map(({ trial, values, epochs, accuracy }) =>
      [trial + 1, ...settings.map(({ path }) => values[path] ?? ''), epochs, accuracy ?? ''].join(','),
    ),
    '',
  ].join('\n');
