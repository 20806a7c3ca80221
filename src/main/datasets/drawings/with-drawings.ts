/** The user's own drawings beside a dataset, where a run trains on them. A run keeps a copy, for the originals go on changing. */
import { join } from 'node:path';
import { byClasses, labelledAs } from '@shared/data/class-names';
import { sameShape } from '@shared/data/image-set';
import { DatasetError } from '@shared/data/sources/dataset-error';
import { phrase } from '@shared/phrase';
import type { RunSpec } from '@shared/spec/run-spec';
import type { LoadedDataset } from '../load-dataset';
import { IMAGES_FILE, readDrawings, writeDrawings } from './drawings-file';

const FOLDER = 'drawings';

/**
 * The dataset as a run trains on it: by the classes that its spec names, and with the drawings that lie in `folder`, which are
 * labelled by the classes of the images, or of the run where they are its `own`. Throws a DatasetError where the drawings are of
 * another size than the images.
 */
export async function withDrawings(
  found: LoadedDataset,
  { data, network }: RunSpec,
  folder: string,
  whose: 'kept' | 'own' = 'kept',
): Promise<LoadedDataset> {
  const dataset = { ...found, ...byClasses(found, network.classes) };
  if (!data.drawings) return dataset;
  const { images } = await readDrawings(folder, whose === 'own' ? dataset.training : found.training);
  const drawings = labelledAs(images, dataset.training.classes);
  const [[height, width], [rows, columns]] = [dataset.training.shape, drawings.shape];
  if (drawings.count > 0 && !sameShape(drawings.shape, dataset.training.shape)) {
    throw new DatasetError(IMAGES_FILE, phrase`drawings of ${rows}×${columns} do not fit images of ${height}×${width}; train without them`);
  }
  return { ...dataset, drawings };
}

/** The folder of a run's own copy. */
export const drawingsOf = (run: string) => join(run, FOLDER);

export async function keepCopy(run: string, { drawings }: LoadedDataset): Promise<void> {
  if (drawings) await writeDrawings(drawingsOf(run), drawings);
}
