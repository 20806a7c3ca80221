/** "My digits": drawings that the user labelled and kept, as IDX files like any other dataset. */
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabelledImages } from '@shared/data/dataset';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import { parseImages, parseLabels, writeImages, writeLabels } from '@shared/data/idx';
import { writeBytes } from '../files/whole-files';

export const IMAGES_FILE = 'my-digits-images-idx3-ubyte';
export const LABELS_FILE = 'my-digits-labels-idx1-ubyte';

export const noDrawings: LabelledImages = {
  count: 0,
  height: DIGIT_SIDE,
  width: DIGIT_SIDE,
  images: new Uint8Array(),
  labels: new Uint8Array(),
};

export interface KeptDrawings {
  readonly images: LabelledImages;
  /** Changes when they do. */
  readonly stamp: string;
}

/** Throws a DatasetError where the files are damaged. Of two files of which only one was written in time, what both have. */
export async function readDrawings(folder: string): Promise<KeptDrawings> {
  const paths = [join(folder, IMAGES_FILE), join(folder, LABELS_FILE)] as const;
  const [imageBytes, labelBytes] = await Promise.all(paths.map((path) => readFile(path).catch(() => null)));
  if (!imageBytes || !labelBytes) return { images: noDrawings, stamp: '' };
  const images = parseImages({ name: IMAGES_FILE, bytes: imageBytes });
  const labels = parseLabels({ name: LABELS_FILE, bytes: labelBytes });
  const count = Math.min(images.count, labels.length);
  const size = images.height * images.width;
  const { mtimeMs } = await stat(paths[0]);
  return {
    images: { ...images, count, images: images.images.subarray(0, count * size), labels: labels.subarray(0, count) },
    stamp: `${mtimeMs} ${count}`,
  };
}

/** Labels first: a drawing is there when its image is, and a label without one is passed over. */
export async function writeDrawings(folder: string, drawings: LabelledImages): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeBytes(join(folder, LABELS_FILE), new Uint8Array(writeLabels(drawings.labels)));
  await writeBytes(join(folder, IMAGES_FILE), new Uint8Array(writeImages(drawings)));
}
