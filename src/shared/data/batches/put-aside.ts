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
    const copies = new Map<string, number>();
    for (const position of positions) copies.set(keys[position] ?? '', (copies.get(keys[position] ?? '') ?? 0) + 1);
    const before = [...copies.keys()].filter((key) => known.has(key));
    for (const key of before.length > 0 ? before : chooseKeys(copies, wanted[label] ?? 0, chosen)) chosen.add(key);
  });
  const positions = Array.from({ length: all.count }, (_, position) => position);
  const isChosen = (position: number) => chosen.has(keys[position] ?? '');
  return {
    training: all.pick(positions.filter((position) => !isChosen(position))),
    test: all.pick(positions.filter(isChosen)),
    keys: [...chosen].toSorted(),
  };
}

/**
 * Of a class's keys, each with how many images share it: in order those that fit into the share, so that copies do not swell it;
 * where none fits, the one of fewest images. One key at least is left to train on.
 */
function chooseKeys(copies: ReadonlyMap<string, number>, wanted: number, chosen: ReadonlySet<string>): string[] {
  const free = [...copies].filter(([key]) => !chosen.has(key));
  const found: string[] = [];
  let taken = [...copies].reduce((sum, [key, images]) => (chosen.has(key) ? sum + images : sum), 0);
  for (const [key, images] of free) {
    if (taken + images > wanted || found.length === free.length - 1) continue;
    found.push(key);
    taken += images;
  }
  if (taken > 0 || wanted < 1 || free.length < 2) return found;
  return [free.reduce((least, each) => (each[1] < least[1] ? each : least))[0]];
}
