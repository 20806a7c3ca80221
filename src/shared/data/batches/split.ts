import { numberAt } from '../../at';
import { permutation } from '../../random/permutation';
import { createRandom } from '../../random/threefry';
import type { Dataset, ImageSet } from '../image-set';

export interface Split {
  readonly training: ImageSet;
  readonly validation: ImageSet;
  /** Where in the source the images of the validation set are. */
  readonly heldBack: readonly number[];
}

/**
 * Splits images into training and validation by a seeded, class-stratified shuffle: each class gives to the validation
 * set its share of it (largest remainders first, so that the count is exact). Both sets keep the order of the source.
 */
export function splitImages(source: ImageSet, validationCount: number, seed: number): Split {
  if (validationCount === 0) return { training: source, validation: source.pick([]), heldBack: [] };
  const random = createRandom(seed, 'split');
  const order = permutation(source.count, random, 0);
  const byClass = Array.from({ length: source.classes.length }, (): number[] => []);
  for (const position of order) byClass[source.labels[position] ?? Number.NaN]?.push(position);

  const held = new Set(quotas(byClass, validationCount, source.count).flatMap((quota, label) => byClass[label]?.slice(0, quota) ?? []));
  const positions = Array.from({ length: source.count }, (_, position) => position);
  const kept = positions.filter((position) => !held.has(position));
  const heldBack = positions.filter((position) => held.has(position));
  return { training: source.pick(kept), validation: source.pick(heldBack), heldBack };
}

/**
 * The first `images` training images of a dataset, and what to validate on: the dataset's own validation images, or where it
 * has none so many of those.
 */
export function splitDataset({ training, validation }: Dataset, images: number, validationCount: number, seed: number): Split {
  const taken = training.slice(0, images);
  if (!validation) return splitImages(taken, validationCount, seed);
  return { training: taken, validation, heldBack: Array.from({ length: validation.count }, (_, position) => position) };
}

/** How many of each class: the floor of its share, the rest to the largest remainders. */
export function quotas(byClass: readonly number[][], wanted: number, total: number): number[] {
  const shares = byClass.map((positions) => (positions.length * wanted) / total);
  const result = shares.map(Math.floor);
  const byRemainder = shares.map((share, label) => ({ label, remainder: share % 1 })).sort((a, b) => b.remainder - a.remainder);
  let missing = wanted - result.reduce((sum, quota) => sum + quota, 0);
  for (const { label } of byRemainder) {
    if (missing-- <= 0) break;
    result[label] = numberAt(result, label) + 1;
  }
  return result;
}
