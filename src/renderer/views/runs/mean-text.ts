import { summarize } from '@shared/analysis/welch';
import type { Words } from '../../words/use-words';

/** `99.12 ± 0.05 %`: mean and sample standard deviation of shares; of one the share alone. */
export function meanText(values: readonly number[], { format }: Pick<Words, 'format'>): string {
  const { mean, deviation, count } = summarize(values);
  if (count < 2) return format.percent(mean);
  return `${format.percent(mean).replace(/\s*%$/, '')} ± ${format.percent(deviation)}`;
}
