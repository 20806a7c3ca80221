/** The user's own drawings beside a dataset, where a run trains on them. A run keeps a copy, for the originals go on changing. */
import { join } from 'node:path';
import { sameShape } from '@shared/data/image-set';
import { DatasetError } from '@shared/data/sources/idx';
import { phrase } from '@shared/phrase';
import type { RunSpec } from '@shared/spec/run-spec';
import type { LoadedDataset } from '../load-dataset';
import { IMAGES_FILE, readDrawings, writeDrawings } from './drawings-file';

const FOLDER = 'drawings';

/** Throws a DatasetError where the drawings are of another size than the images. */
export async function withDrawings(dataset: LoadedDataset, { data }: RunSpec, folder: string): Promise<LoadedDataset> {
  if (!data.drawings) return dataset;
  const { images: drawings } = await readDrawings(folder);
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
