/** Of a dataset without a test part a share is put aside for one: of each class alike, once, by what the images are. */

import { permutation } from '../../random/permutation';
import { createRandom } from '../../random/threefry';
import type { ImageSet } from '../image-set';
import { quotas } from './split';

export interface PutAside {
  readonly training: ImageSet;
  readonly test: ImageSet;
  /** Of the test images, each once. */
  readonly keys: readonly string[];
}

/**
 * `keys`: one for each image, the same where the images are. `known`: those put aside before, which stay where they are; of a
 * class that has none among them a share is chosen anew. Images of one key are never in both parts.
 */
export function putAside(
  all: ImageSet,
  share: number,
  seed: number,
  keys: readonly string[],
  known: ReadonlySet<string> = new Set(),
): PutAside {
  const byClass = Array.from({ length: all.classes.length }, (): number[] => []);
  for (const position of permutation(all.count, createRandom(seed, 'aside'), 0))
    byClass[all.labels[position] ?? Number.NaN]?.push(position);
  const wanted = quotas(byClass, Math.max(1, Math.round(all.count * share)), all.count);
  const chosen = new Set<string>();
  byClass.forEach((positions, label) => {
    const before = positions.filter((position) => known.has(keys[position] ?? ''));
    // One at least is left to train on.
    const now = before.length > 0 ? before : positions.slice(0, Math.min(wanted[label] ?? 0, positions.length - 1));
    for (const position of now) chosen.add(keys[position] ?? '');
  });
  const positions = Array.from({ length: all.count }, (_, position) => position);
  const isChosen = (position: number) => chosen.has(keys[position] ?? '');
  return {
    training: all.pick(positions.filter((position) => !isChosen(position))),
    test: all.pick(positions.filter(isChosen)),
    keys: [...chosen].toSorted(),
  };
}
