/** Which images of a set the gallery shows, in which order. */

import { outcomeOf } from '@shared/analysis/comparison';
import { byteAt, elementAt, floatAt } from '@shared/at';
import type { SetPredictions } from '@shared/contracts/state';
import type { Filter, Sorting } from './state/inspect-store';

/** Probability of the predicted class. */
export const confidenceOf = ({ probabilities, predicted, classes }: SetPredictions, image: number) =>
  floatAt(probabilities, image * classes.length + byteAt(predicted, image));

/** Of every class, in their order. */
export const probabilitiesOf = ({ probabilities, classes }: SetPredictions, image: number): number[] =>
  Array.from(probabilities.subarray(image * classes.length, (image + 1) * classes.length));

/** `doubtful`: positions whose labels the user doubts. */
export function shownImages(
  first: SetPredictions,
  second: SetPredictions | null,
  filter: Filter,
  sorting: Sorting,
  doubtful: ReadonlySet<number>,
): number[] {
  const all = Array.from({ length: first.count }, (_, image) => image);
  const isDoubtful = (image: number) => doubtful.has(elementAt(first.positions, image));
  const images = all.filter((image) => passes(image, first, second, filter) && (filter.group !== 'doubtful' || isDoubtful(image)));
  const measures = {
    confidence: (image: number) => -confidenceOf(first, image),
    loss: (image: number) => -floatAt(first.losses, image),
    index: (image: number) => elementAt(first.positions, image),
  };
  const measure = measures[sorting];
  return images.sort((a, b) => measure(a) - measure(b) || a - b);
}

function passes(image: number, first: SetPredictions, second: SetPredictions | null, { group, label, predicted, chosen }: Filter): boolean {
  const truth = byteAt(first.labels, image);
  const read = byteAt(first.predicted, image);
  if (chosen && !chosen.has(image)) return false;
  if (label !== null && truth !== label) return false;
  if (predicted !== null && read !== predicted) return false;
  if (group === 'all' || group === 'doubtful') return true;
  if (group === 'wrong' || group === 'right') return (read === truth) === (group === 'right');
  return second !== null && outcomeOf(truth, read, byteAt(second.predicted, image)) === group;
}

export interface Likely {
  readonly digit: number;
  readonly share: number;
}

/** The most probable classes, most probable first. */
export function likeliest(predictions: SetPredictions, image: number, count: number): Likely[] {
  return probabilitiesOf(predictions, image)
    .map((share, digit) => ({ digit, share }))
    .sort((a, b) => b.share - a.share)
    .slice(0, count);
}
