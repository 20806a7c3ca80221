/** The images that networks are asked about: the dataset last used stays in memory, and so do its splits. */

import type { ImageSources } from '@shared/contracts/inspector-messages';
import type { InspectedSet } from '@shared/contracts/state';
import { type Split, splitImages } from '@shared/data/batches/split';
import type { LabelledImages } from '@shared/data/image-set';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { readDrawings } from '../../datasets/drawings/drawings-file';
import { type LoadedDataset, loadDataset } from '../../datasets/load-dataset';
import type { Subject } from '../../models/model';

let loaded: Promise<LoadedDataset> | null = null;
let loadedFolder = '';
const splits = new Map<string, Split>();

export function datasetIn(folder: string): Promise<LoadedDataset> {
  if (loaded && loadedFolder === folder) return loaded;
  forgetDataset();
  const loading = loadDataset(folder);
  loaded = loading;
  loadedFolder = folder;
  loading.catch(() => {
    if (loaded === loading) loaded = null;
  });
  return loading;
}

/** Its files may have changed since. */
export function forgetDataset(): void {
  loaded = null;
  splits.clear();
}

export interface Selection extends LabelledImages {
  /** As in SetAnswers. */
  readonly key: string;
  readonly positions: Uint32Array;
  readonly checksum: string | null;
}

const inOrder = (count: number) => Uint32Array.from({ length: count }, (_, position) => position);

/** The images of a set; those held back are the subject's own. Throws a KasaneError where there are none. */
export async function selectionOf(
  set: InspectedSet,
  { spec: { seed, data } }: Pick<Subject, 'spec'>,
  sources: ImageSources,
): Promise<Selection> {
  if (set === 'drawings') {
    const { images, stamp } = await readDrawings(sources.drawingsFolder);
    if (images.count === 0) throw new KasaneError(phrase`no drawings are kept yet; draw a digit and keep it`);
    return { ...images, key: `drawings ${stamp}`, positions: inOrder(images.count), checksum: null };
  }
  const { training, test, checksums } = await datasetIn(sources.datasetFolder);
  if (set === 'test') return { ...test, key: 'test', positions: inOrder(test.count), checksum: checksums.testImages };
  const limit = Math.min(data.limit || training.count, training.count);
  const count = Math.min(data.validation, limit - 1);
  if (count === 0) throw new KasaneError(phrase`this run held no images back for validation; choose the test set`);
  const key = `validation ${seed} ${limit} ${count}`;
  const { validation, heldBack } = splits.get(key) ?? remember(key, splitImages(first(training, limit), count, seed));
  return { ...validation, key, positions: Uint32Array.from(heldBack), checksum: checksums.trainingImages };
}

function remember(key: string, split: Split): Split {
  splits.clear(); // one is enough: they take as much room as the dataset
  splits.set(key, split);
  return split;
}

function first(source: LabelledImages, count: number): LabelledImages {
  const size = source.height * source.width;
  return { ...source, count, images: source.images.subarray(0, count * size), labels: source.labels.subarray(0, count) };
}
