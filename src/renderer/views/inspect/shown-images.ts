/** Which images of a set the gallery shows, in which order. */
import { outcomeOf } from '@shared/analysis/comparison';
import type { SetAnswers } from '@shared/contracts/state';
import type { Filter, Sorting } from './state/inspect-store';

/** Of the class it was read as. */
export const confidenceOf = ({ probabilities, predicted, classes }: SetAnswers, image: number) =>
  probabilities[image * classes.length + (predicted[image] ?? 0)] ?? 0;

export function shownImages(first: SetAnswers, second: SetAnswers | null, filter: Filter, sorting: Sorting): number[] {
  const images = Array.from({ length: first.count }, (_, image) => image).filter((image) => passes(image, first, second, filter));
  const measures = {
    confidence: (image: number) => -confidenceOf(first, image),
    loss: (image: number) => -(first.losses[image] ?? 0),
    index: (image: number) => first.positions[image] ?? 0,
  };
  const measure = measures[sorting];
  return images.sort((a, b) => measure(a) - measure(b) || a - b);
}

function passes(image: number, first: SetAnswers, second: SetAnswers | null, { group, label, predicted, chosen }: Filter): boolean {
  const truth = first.labels[image] ?? 0;
  const read = first.predicted[image] ?? 0;
  if (chosen && !chosen.has(image)) return false;
  if (label !== null && truth !== label) return false;
  if (predicted !== null && read !== predicted) return false;
  if (group === 'all') return true;
  if (group === 'wrong' || group === 'right') return (read === truth) === (group === 'right');
  return second !== null && outcomeOf(truth, read, second.predicted[image] ?? 0) === group;
}

export interface Likely {
  readonly digit: number;
  readonly share: number;
}

/** The most probable classes, most probable first. */
export function likeliest({ probabilities, classes }: SetAnswers, image: number, count: number): Likely[] {
  return Array.from(classes, (_, digit) => ({ digit, share: probabilities[image * classes.length + digit] ?? 0 }))
    .sort((a, b) => b.share - a.share)
    .slice(0, count);
}
