/**
 * Whether an image is unlike those a network was trained on: its distance from the images of the class it is predicted as, in what
 * the last hidden layer makes of it and in the image itself. A network answers a triangle as surely as a 0; how far that lies from
 * every 0 it has seen, its probabilities do not say.
 *
 * Distances are Mahalanobis' with the covariance of each class, drawn towards that of all (Friedman 1989), as K. Lee et al. 2018
 * use them for what is out of distribution. Their logarithms are added; images beyond what 99.5 % of the validation images stay
 * within, of those that are read right, are unlike.
 */
import { byteAt, floatAt, integerAt } from '../at';
import type { ImageSet } from '../data/image-set';
import { createRandom } from '../random/threefry';

/** Of the validation images that are read right so many are as far at most, 0 … 1. */
const WITHIN = 0.995;
/** How far each covariance is drawn towards that of all classes, and how much of the mean variance is added to every direction. */
const SHARED = 0.5;
const ADDED = { features: 0.01, image: 0.05 };
/** Images are looked at by so many squares to a side at most. */
const SQUARES = 14;
/** Features at most, and numbers of all covariances together: more features are added up with random signs (Weinberger et al. 2009). */
const [MOST_FEATURES, MOST_NUMBERS] = [256, 4_000_000];
/** Rows between two looks at whether other work waits. */
const SLICE = 50;

/** Points of a class: their mean, and the lower Cholesky factor of their covariance, row by row. */
interface Cloud {
  readonly mean: Float64Array;
  readonly factor: Float64Array;
}

export interface Likeness {
  /** By class; null where there was none to learn from. */
  readonly features: readonly (Cloud | null)[];
  readonly images: readonly (Cloud | null)[];
  readonly threshold: number;
}

/** What a network makes of images: features [image][feature], and the class that each is predicted as. */
export interface Seen {
  readonly set: ImageSet;
  readonly features: Float32Array;
  readonly predicted: ArrayLike<number>;
}

/** Yields now and then, for other work. Training images are those of their labels, validation images those of their predictions. */
export function* learnLikeness(training: Seen, validation: Seen): Generator<void, Likeness> {
  const { set } = training;
  const classes = set.classes.length;
  const features = yield* cloudsOf(rowsOf(training), set.labels, classes, ADDED.features);
  const images = yield* cloudsOf(squaresOf(set), set.labels, classes, ADDED.image);
  const known = { features, images, threshold: Number.POSITIVE_INFINITY };
  // What it reads wrong is compared with a class that it is not of.
  const isRight = (_: number, index: number) => validation.predicted[index] === validation.set.labels[index];
  const distances = (yield* distancesOf(known, validation)).filter(isRight).toSorted((a, b) => a - b);
  const place = Math.min(distances.length - 1, Math.floor(WITHIN * distances.length));
  return { ...known, threshold: distances[place] ?? Number.POSITIVE_INFINITY };
}

/** Of each image, how far it is from its class as a multiple of the farthest that is usual; above 1 it is unlike. */
export function* unlikenessOf(likeness: Likeness, seen: Seen): Generator<void, number[]> {
  const distances = yield* distancesOf(likeness, seen);
  return distances.map((each) => Math.exp((each - likeness.threshold) / 2));
}

function* distancesOf({ features, images }: Pick<Likeness, 'features' | 'images'>, seen: Seen): Generator<void, number[]> {
  const [rows, squares] = [rowsOf(seen), squaresOf(seen.set)];
  const found: number[] = [];
  for (const [index, row] of rows.entries()) {
    const [of, image] = [seen.predicted[index] ?? 0, squares[index]];
    const [near, alike] = [features[of], images[of]];
    // Of a class that training has none of nothing is known.
    const isKnown = near && alike && image;
    found.push(isKnown ? Math.log(distance(near, row)) + Math.log(distance(alike, image)) : Number.NEGATIVE_INFINITY);
    if (index % SLICE === 0) yield;
  }
  return found;
}

/** How many numbers each image becomes at most: covariances take the square of that for each class. */
const sizeFor = ({ classes }: ImageSet) => Math.min(MOST_FEATURES, Math.floor(Math.sqrt(MOST_NUMBERS / classes.length)));

/** Features of each image; where there are too many, each is added to one of as many sums as there may be. */
function rowsOf({ set, features }: Pick<Seen, 'set' | 'features'>): Float32Array[] {
  const size = set.count === 0 ? 0 : features.length / set.count;
  const most = sizeFor(set);
  const rows = Array.from({ length: set.count }, (_, row) => features.subarray(row * size, (row + 1) * size));
  if (size <= most) return rows;
  const random = createRandom(1, 'aside');
  const places = Int32Array.from({ length: size }, (_, each) => random.below(most, 0, each));
  const signs = Float32Array.from({ length: size }, (_, each) => (random.below(2, 1, each) === 0 ? -1 : 1));
  return rows.map((row) => {
    const sums = new Float32Array(most);
    for (let each = 0; each < size; each++) {
      const place = integerAt(places, each);
      sums[place] = floatAt(sums, place) + floatAt(signs, each) * floatAt(row, each);
    }
    return sums;
  });
}

/** Means of squares of each image, 0 … 1, of all channels together. */
function squaresOf(set: ImageSet): Float32Array[] {
  const [height, width, channels] = set.shape;
  const most = Math.min(SQUARES, Math.floor(Math.sqrt(sizeFor(set))));
  const [down, across] = [Math.min(most, height), Math.min(most, width)];
  const column = Int32Array.from({ length: width }, (_, x) => Math.floor((x * across) / width));
  const counts = new Float32Array(down * across);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const square = Math.floor((y * down) / height) * across + (column[x] ?? 0);
      counts[square] = floatAt(counts, square) + 255 * channels;
    }
  return Array.from({ length: set.count }, (_, index) => {
    const image = set.image(index);
    const sums = new Float32Array(down * across);
    for (let y = 0, at = 0; y < height; y++) {
      const line = Math.floor((y * down) / height) * across;
      for (let x = 0; x < width; x++) {
        const square = line + (column[x] ?? 0);
        for (let channel = 0; channel < channels; channel++, at++) sums[square] = floatAt(sums, square) + byteAt(image, at);
      }
    }
    return sums.map((sum, square) => sum / floatAt(counts, square));
  });
}

/** Of each class its mean and covariance. */
function* cloudsOf(
  rows: readonly Float32Array[],
  labels: ArrayLike<number>,
  classes: number,
  added: number,
): Generator<void, (Cloud | null)[]> {
  const size = rows[0]?.length ?? 0;
  const members = Array.from({ length: classes }, (): Float32Array[] => []);
  for (const [index, row] of rows.entries()) members[labels[index] ?? -1]?.push(row);
  const pooled = new Float64Array(size * size);
  const found: ({ readonly mean: Float64Array; readonly sums: Float64Array; readonly count: number } | null)[] = [];
  for (const own of members) {
    if (own.length === 0) {
      found.push(null);
      continue;
    }
    const mean = new Float64Array(size);
    for (const row of own) for (let each = 0; each < size; each++) mean[each] = floatAt(mean, each) + floatAt(row, each) / own.length;
    const sums = yield* productsAround(own, mean);
    for (let at = 0; at < pooled.length; at++) pooled[at] = floatAt(pooled, at) + floatAt(sums, at) / rows.length;
    found.push({ mean, sums, count: own.length });
  }
  let trace = 0;
  for (let each = 0; each < size; each++) trace += floatAt(pooled, each * size + each);
  const ridge = Math.max((added * trace) / size, 1e-12);
  const clouds: (Cloud | null)[] = [];
  for (const cloud of found) {
    yield;
    if (!cloud) {
      clouds.push(null);
      continue;
    }
    const { mean, sums, count } = cloud;
    const covariance = sums.map((sum, at) => ((1 - SHARED) * sum) / count + SHARED * floatAt(pooled, at));
    for (let each = 0; each < size; each++) covariance[each * size + each] = floatAt(covariance, each * size + each) + ridge;
    clouds.push({ mean, factor: factored(covariance, size) });
  }
  return clouds;
}

/** Σ (x − mean)(x − mean)ᵀ, of which the lower triangle is filled. */
function* productsAround(rows: readonly Float32Array[], mean: Float64Array): Generator<void, Float64Array> {
  const size = mean.length;
  const sums = new Float64Array(size * size);
  const off = new Float64Array(size);
  for (const [index, row] of rows.entries()) {
    if (index % SLICE === 0) yield;
    for (let each = 0; each < size; each++) off[each] = floatAt(row, each) - floatAt(mean, each);
    for (let a = 0; a < size; a++) {
      const here = floatAt(off, a);
      if (here === 0) continue;
      for (let b = 0, at = a * size; b <= a; b++, at++) sums[at] = floatAt(sums, at) + here * floatAt(off, b);
    }
  }
  return sums;
}

/** L of L·Lᵀ, by A.-L. Cholesky. */
function factored(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = floatAt(matrix, a * size + b);
      for (let each = 0; each < b; each++) sum -= floatAt(factor, a * size + each) * floatAt(factor, b * size + each);
      factor[a * size + b] = a === b ? Math.sqrt(Math.max(sum, 1e-12)) : sum / floatAt(factor, b * size + b);
    }
  }
  return factor;
}

/** (x − mean)ᵀ · covariance⁻¹ · (x − mean), by forward substitution. */
function distance({ mean, factor }: Cloud, row: Float32Array): number {
  const size = mean.length;
  const solved = new Float64Array(size);
  let sum = 0;
  for (let a = 0; a < size; a++) {
    let value = floatAt(row, a) - floatAt(mean, a);
    for (let b = 0; b < a; b++) value -= floatAt(factor, a * size + b) * floatAt(solved, b);
    value /= floatAt(factor, a * size + a);
    solved[a] = value;
    sum += value * value;
  }
  return sum + Number.MIN_VALUE;
}
