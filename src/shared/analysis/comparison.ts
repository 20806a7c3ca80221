/** Two classifiers on the same images. */
import { elementAt } from '../at';

export type Outcome = 'bothRight' | 'fixed' | 'broken' | 'bothWrong';

/** What became of an image from the first classifier to the second. */
export function outcomeOf(label: number, first: number, second: number): Outcome {
  if (first === label) return second === label ? 'bothRight' : 'broken';
  return second === label ? 'fixed' : 'bothWrong';
}

export interface Comparison extends Readonly<Record<Outcome, number>> {
  /** McNemar's: how likely so uneven a split of fixed and broken is, or a more uneven one, if both classifiers were equally good. */
  readonly p: number;
}

export function compare(
  labels: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  counted: (image: number) => boolean = () => true,
): Comparison {
  const counts: Record<Outcome, number> = { bothRight: 0, fixed: 0, broken: 0, bothWrong: 0 };
  for (let image = 0; image < labels.length; image++)
    if (counted(image)) counts[outcomeOf(elementAt(labels, image), elementAt(first, image), elementAt(second, image))]++;
  return { ...counts, p: mcNemar(counts.fixed, counts.broken) };
}

/** The exact two-sided test (Q. McNemar, Psychometrika 12, 1947): fixed ~ Binomial(fixed + broken, ½). */
export function mcNemar(fixed: number, broken: number): number {
  const count = fixed + broken;
  const less = Math.min(fixed, broken);
  let logTerm = -count * Math.LN2;
  let tail = 0;
  for (let each = 0; each <= less; each++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log(count - each) - Math.log(each + 1);
  }
  return Math.min(1, 2 * tail);
}
