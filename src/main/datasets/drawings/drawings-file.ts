/** Drawings that the user labelled and kept, as IDX files like any other dataset: a set for the classes that they were labelled by. */
import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import { ImageSet } from '@shared/data/image-set';
import { DatasetError } from '@shared/data/sources/dataset-error';
import { parseImages, parseLabels, writeImages, writeLabels } from '@shared/data/sources/idx-file';
import { phrase } from '@shared/phrase';
import { readBytesIfThere, writeBytes, writeText } from '../../files/whole-files';

export const IMAGES_FILE = 'my-digits-images-idx3-ubyte';
export const LABELS_FILE = 'my-digits-labels-idx1-ubyte';
/** A change that is being written: length of the labels' file, that file, the images' file. */
const PENDING_FILE = 'my-digits-pending';
/** What drawings of other classes or sizes than digits are of. */
const SET_FILE = 'set.json';
const LENGTH_BYTES = 4;
/** More than a million drawings. */
const LARGEST_FILE = 2 ** 30;

/** What a set of drawings is tied to. */
export type DrawingSet = Pick<ImageSet, 'classes' | 'shape'>;

/** "My drawings". */
export const digitSet: DrawingSet = { classes: DIGIT_CLASSES, shape: [DIGIT_SIDE, DIGIT_SIDE, 1] };

const isDigits = (set: DrawingSet) => JSON.stringify([set.classes, set.shape]) === JSON.stringify([digitSet.classes, digitSet.shape]);

/** Where the drawings of a set lie below the folder of all: the digits in that itself, as ever. */
export const drawingsFolderOf = (root: string, set: DrawingSet): string =>
  isDigits(set)
    ? root
    : join(
        root,
        createHash('sha256')
          .update(JSON.stringify([set.classes, set.shape]))
          .digest('hex')
          .slice(0, 16),
      );

/** None yet. */
export const emptySet = ({ shape, classes }: DrawingSet): ImageSet => new ImageSet(shape, classes, new Uint8Array(), new Uint8Array());

export interface KeptDrawings {
  readonly images: ImageSet;
  /** Changes when they do. */
  readonly stamp: string;
}

/**
 * None where neither file is there. Throws a DatasetError where they are damaged or one is missing, a FileError where they
 * cannot be read. Several processes read; only the studio's main process writes.
 */
export async function readDrawings(folder: string, set: DrawingSet = digitSet): Promise<KeptDrawings> {
  const [pending, imageFile, labelFile] = await Promise.all(
    [PENDING_FILE, IMAGES_FILE, LABELS_FILE].map((name) => readBytesIfThere(join(folder, name), LARGEST_FILE)),
  );
  const { labels: labelBytes, images: imageBytes } = pending ? partsOf(pending) : { labels: labelFile, images: imageFile };
  if (!imageBytes && !labelBytes) return { images: emptySet(set), stamp: '' };
  if (!imageBytes || !labelBytes) {
    const [missing, other] = imageBytes ? [LABELS_FILE, IMAGES_FILE] : [IMAGES_FILE, LABELS_FILE];
    throw new DatasetError(missing, phrase`is missing beside ${other}; put it back, or move the other away`);
  }
  const images = parseImages({ name: IMAGES_FILE, bytes: imageBytes });
  const labels = parseLabels({ name: LABELS_FILE, bytes: labelBytes }, set.classes.length);
  if (labels.length !== images.count)
    throw new DatasetError(LABELS_FILE, phrase`${labels.length} labels, expected ${images.count} as in ${IMAGES_FILE}`);
  const stamp = createHash('md5').update(imageBytes).update(labelBytes).digest('hex');
  return { images: new ImageSet(images.shape, set.classes, images.pixels, labels), stamp };
}

/**
 * Both files are one change: it is written down whole beside them first, and counts instead of them until both are there.
 * Otherwise a crash in between could leave labels that belong to other drawings.
 */
export async function writeDrawings(folder: string, drawings: ImageSet): Promise<void> {
  await mkdir(folder, { recursive: true });
  // For people: the name of the folder does not say it.
  const { classes, shape } = drawings;
  if (!isDigits(drawings)) await writeText(join(folder, SET_FILE), `${JSON.stringify({ classes, shape })}\n`);
  const [labels, images] = [new Uint8Array(writeLabels(drawings.labels)), new Uint8Array(writeImages(drawings))];
  const pending = new Uint8Array(LENGTH_BYTES + labels.length + images.length);
  new DataView(pending.buffer).setUint32(0, labels.length);
  pending.set(labels, LENGTH_BYTES);
  pending.set(images, LENGTH_BYTES + labels.length);
  await writeBytes(join(folder, PENDING_FILE), pending);
  await writeBytes(join(folder, LABELS_FILE), labels);
  await writeBytes(join(folder, IMAGES_FILE), images);
  await rm(join(folder, PENDING_FILE), { force: true });
}

function partsOf(pending: Buffer) {
  const end = LENGTH_BYTES + (pending.length < LENGTH_BYTES ? 0 : pending.readUInt32BE(0));
  return { labels: pending.subarray(LENGTH_BYTES, end), images: pending.subarray(end) };
}
