/** How a network takes what drawings do and test digits do not: given the image as it is, and given it normalised. */

import { distortions } from '../analysis/distortions';
import type { GreyImage } from '../analysis/distortions/distortion';
import { planesOf, together } from '../analysis/distortions/planes';
import { byteAt } from '../at';
import { inkOf } from '../data/digits/ink';
import { DIGIT_SIDE, normalisePicture } from '../data/digits/normalise';
import type { ImageSet } from '../data/image-set';
import { isForInk, type Recipe } from '../data/recipe';
import type { Classifier } from './classifier';

export interface RobustnessRow {
  readonly id: string;
  readonly label: string;
  /** Accuracies, 0 … 1. An image without ink after the distortion counts as wrong when normalised. */
  readonly naive: number;
  /** Null where images are not of the size that digits are normalised to. */
  readonly normalised: number | null;
}

export interface Robustness {
  readonly images: number;
  readonly rows: readonly RobustnessRow[];
}

/** Images taken at once between two looks at whether to go on. */
const SLICE = 100;

/**
 * Of a set that a network was trained on by `recipe`: rows about strokes are tried on ink alone. Yields the share done, 0 … 1.
 */
export function* measureRobustness(classifier: Classifier, set: ImageSet, recipe: Recipe = 'mnist'): Generator<number, Robustness> {
  const { count, labels } = set;
  const [height, width] = set.shape;
  const normalises = recipe === 'mnist' && width === DIGIT_SIDE && height === DIGIT_SIDE;
  const tried = distortions.filter(({ ofInk }) => !ofInk || isForInk(recipe));
  const rows: RobustnessRow[] = [];
  for (const [index, { id, label, apply }] of tried.entries()) {
    const right = { naive: 0, normalised: 0 };
    for (let from = 0; from < count; from += SLICE) {
      const to = Math.min(from + SLICE, count);
      const distorted = Array.from({ length: to - from }, (_, each) => {
        const place = from + each;
        return planesOf(set, place, recipe).map((plane) => apply(plane, place));
      });
      const slice = labels.subarray(from, to);
      right.naive += countRight(
        classifier,
        distorted.map((planes) =>
          together(
            planes.map((plane) => shrunk(plane, { width, height })),
            recipe,
          ),
        ),
        slice,
      );
      const normalise = ([plane]: readonly GreyImage[]) => (plane ? normalised(plane) : null);
      if (normalises) right.normalised += countRight(classifier, distorted.map(normalise), slice);
      yield (index + to / count) / tried.length;
    }
    rows.push({ id, label, naive: right.naive / count, normalised: normalises ? right.normalised / count : null });
  }
  return { images: count, rows };
}

function countRight(classifier: Classifier, images: readonly (Uint8Array | null)[], labels: Uint8Array): number {
  const size = images.find((image) => image !== null)?.length ?? 0;
  const joined = new Uint8Array(images.length * size);
  images.forEach((image, index) => {
    if (image) joined.set(image, index * size);
  });
  return classifier.probabilities(joined).filter((probabilities, index) => {
    return images[index] && probabilities.indexOf(Math.max(...probabilities)) === labels[index];
  }).length;
}

/** As it is; of a larger one, as many pixels as the network takes. */
function shrunk({ width, height, pixels }: GreyImage, wanted: Pick<GreyImage, 'width' | 'height'>): Uint8Array {
  if (width === wanted.width && height === wanted.height) return pixels;
  const [cellWidth, cellHeight] = [width / wanted.width, height / wanted.height];
  return Uint8Array.from({ length: wanted.width * wanted.height }, (_, pixel) => {
    const [x, y] = [(pixel % wanted.width) * cellWidth, Math.floor(pixel / wanted.width) * cellHeight];
    let sum = 0;
    for (let row = y; row < y + cellHeight; row++)
      for (let column = x; column < x + cellWidth; column++) sum += byteAt(pixels, row * width + column);
    return Math.round(sum / (cellWidth * cellHeight));
  });
}

/** As a picture of unknown polarity. */
function normalised({ width, height, pixels }: GreyImage): Uint8Array | null {
  const data = new Uint8Array(pixels.length * 4);
  for (const [pixel, value] of pixels.entries()) data.fill(value, 4 * pixel, 4 * pixel + 3).fill(255, 4 * pixel + 3, 4 * pixel + 4);
  return normalisePicture(inkOf({ width, height, data }))?.pixels ?? null;
}
