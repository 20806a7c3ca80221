import { summarize } from '@shared/analysis/welch';
import type { RunSummary } from '@shared/contracts/run';
import type { Words } from '../../words/use-words';

/** `99.12 ± 0.05 %`: mean and sample standard deviation of shares; of one the share alone. */
export function meanText(values: readonly number[], { format }: Pick<Words, 'format'>): string {
  const { mean, deviation, count } = summarize(values);
  if (count < 2) return format.percent(mean);
  return `${format.percent(mean).replace(/\s*%$/, '')} ± ${format.percent(deviation)}`;
}

/** `× 5`, or `4 of 5` where some are not there. */
export function timesText(members: readonly [RunSummary, ...RunSummary[]], t: Words['t']): string {
  const of = members[0].repeat?.of ?? members.length;
  return members.length < of ? t('repeats.someOf', { count: members.length, of }) : t('repeats.times', { count: of });
}
