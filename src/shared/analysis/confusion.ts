import { elementAt, numberAt } from '../at';

/** Counts [true][predicted]. */
export type ConfusionMatrix = number[][];

export const emptyConfusion = (classes: number): ConfusionMatrix =>
  Array.from({ length: classes }, () => new Array<number>(classes).fill(0));

export function confusionOf(
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
  counted: (image: number) => boolean = () => true,
) {
  const confusion = emptyConfusion(classes);
  for (let image = 0; image < labels.length; image++) {
    const row = confusion[elementAt(labels, image)];
    const column = elementAt(predicted, image);
    if (row && counted(image)) row[column] = numberAt(row, column) + 1;
  }
  return confusion;
}

/** How well one class is told from the others; null where there is nothing to tell it by. */
export interface ClassScores {
  readonly images: number;
  /** Of the images predicted as this class, the share that is. */
  readonly precision: number | null;
  /** Of the images of this class, the share that is predicted as it. */
  readonly recall: number | null;
}

export const classScores = (confusion: ConfusionMatrix): ClassScores[] =>
  confusion.map((row, digit) => {
    const images = row.reduce((sum, count) => sum + count, 0);
    const read = confusion.reduce((sum, each) => sum + numberAt(each, digit), 0);
    const right = numberAt(row, digit);
    return { images, precision: read > 0 ? right / read : null, recall: images > 0 ? right / images : null };
  });

/** A mistake: how many images of a class are predicted as another. */
export interface ConfusedPair {
  readonly label: number;
  readonly predicted: number;
  readonly count: number;
  /** Images of the class. */
  readonly of: number;
}

/** Mistakes, the most frequent first. */
export const worstPairs = (confusion: ConfusionMatrix): ConfusedPair[] =>
  confusion
    .flatMap((row, label) => {
      const of = row.reduce((sum, count) => sum + count, 0);
      return row.map((count, predicted) => ({ label, predicted, count, of }));
    })
    .filter(({ label, predicted, count }) => label !== predicted && count > 0)
    .toSorted((a, b) => b.count - a.count || a.label - b.label || a.predicted - b.predicted);
