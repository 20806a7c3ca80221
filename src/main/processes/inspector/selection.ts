/** The images of a set that a model is evaluated on. */

import type { Surroundings } from '@shared/contracts/processes';
import type { InspectedSet } from '@shared/contracts/state';
import type { ImageSet } from '@shared/data/image-set';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { datasetIn, splitOf } from '../../datasets/dataset-cache';
import { drawingsFolderOf, readDrawings } from '../../datasets/drawings/drawings-file';
import type { Model } from '../../models/model';

export interface Selection {
  readonly images: ImageSet;
  /** As in SetPredictions. */
  readonly key: string;
  readonly positions: Uint32Array;
  readonly checksum: string | null;
}

const inOrder = (count: number) => Uint32Array.from({ length: count }, (_, position) => position);

/** The images of a set; those held back are the model's own. Throws a KasaneError where there are none. */
export async function selectionOf(
  set: InspectedSet,
  { spec: { seed, data, network } }: Pick<Model, 'spec'>,
  folders: Pick<Surroundings['folders'], 'drawings' | 'dataset'>,
): Promise<Selection> {
  if (set === 'drawings') {
    const set = { classes: network.classes, shape: network.input };
    const { images, stamp } = await readDrawings(drawingsFolderOf(folders.drawings, set), set);
    if (images.count === 0) throw new KasaneError(phrase`no drawings are kept yet; draw and save one with its label`);
    return { images, key: `drawings ${stamp}`, positions: inOrder(images.count), checksum: null };
  }
  const { training, test, checksums, validation: validationPart } = await datasetIn(folders.dataset);
  if (set === 'test') return { images: test, key: 'test', positions: inOrder(test.count), checksum: checksums.testImages ?? null };
  const limit = Math.min(data.limit || training.count, training.count);
  const count = validationPart ? validationPart.count : Math.min(data.validation, limit - 1);
  if (count === 0) throw new KasaneError(phrase`this run held no images back for validation; choose the test set`);
  const key = `validation ${seed} ${limit} ${count}`;
  const { validation, heldBack } = await splitOf(folders.dataset, limit, count, seed);
  return {
    images: validation,
    key,
    positions: Uint32Array.from(heldBack),
    checksum: (validationPart ? checksums.validationImages : checksums.trainingImages) ?? null,
  };
}
