/**
 * The IDX format of MNIST: big-endian. Images: magic 0x00000803, count, rows, columns, then a byte a pixel. Labels: magic
 * 0x00000801, count, then a byte a label. Every error is one line that names the file, the place and what was expected.
 */

import { KasaneError } from '../../kasane-error';
import { type Phrase, phrase } from '../../phrase';
import { DIGIT_CLASSES } from '../digits/digit-classes';
import { ImageSet } from '../image-set';

const IMAGES_MAGIC = 0x00000803;
const LABELS_MAGIC = 0x00000801;
/** Larger pictures are no handwritten digits, and their product could overflow. */
const LARGEST_SIDE = 1024;

/** Bytes of the longest header. */
export const IDX_HEADER = 16;

/** A file that is not what its name promises. */
export class DatasetError extends KasaneError {
  override name = 'DatasetError';
  constructor(file: string, problem: Phrase | string) {
    super(phrase`${file}: ${problem}`, file);
  }
}

export interface IdxFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Images without labels. */
export type IdxImages = Pick<ImageSet, 'count' | 'shape' | 'pixels'>;

const imagesHeader = ({ name, bytes }: IdxFile) => header(name, bytes, IMAGES_MAGIC, ['images', 'rows', 'columns']);
const labelsHeader = ({ name, bytes }: IdxFile) => header(name, bytes, LABELS_MAGIC, ['labels']);

const isOfLabels = ({ bytes }: IdxFile) => bytes[3] === (LABELS_MAGIC & 0xff);

/** Bytes of the whole file, by its header. Throws a DatasetError. */
export function idxSize(head: IdxFile): number {
  if (isOfLabels(head)) return 8 + labelsHeader(head)[0];
  const [count, height, width] = imagesHeader(head);
  assertSides(head.name, height, width);
  return IDX_HEADER + count * height * width;
}

/** Throws a DatasetError where there are not as many labels as images, by the headers of their files. */
export function assertSameCount(imagesHead: IdxFile, labelsHead: IdxFile): void {
  const [[images], [labels]] = [imagesHeader(imagesHead), labelsHeader(labelsHead)];
  if (labels !== images) throw new DatasetError(labelsHead.name, phrase`${labels} labels, expected ${images} as in ${imagesHead.name}`);
}

export function parseImages(file: IdxFile): IdxImages {
  const { name, bytes } = file;
  const [count, height, width] = imagesHeader(file);
  assertSides(name, height, width);
  return {
    count,
    shape: [height, width, 1],
    pixels: body(name, bytes, IDX_HEADER, count * height * width, phrase`${count} images of ${height}×${width}`),
  };
}

function assertSides(name: string, height: number, width: number): void {
  for (const [what, offset, side] of [
    [phrase`rows`, 8, height],
    [phrase`columns`, 12, width],
  ] as const) {
    if (side < 1 || side > LARGEST_SIDE)
      throw new DatasetError(name, phrase`${side} ${what} at offset ${offset}, expected 1 to ${LARGEST_SIDE}`);
  }
}

export function parseLabels(file: IdxFile): Uint8Array {
  const { name, bytes } = file;
  const [count] = labelsHeader(file);
  const labels = body(name, bytes, 8, count, phrase`${count} labels`);
  const wrong = labels.findIndex((label) => label >= DIGIT_CLASSES.length);
  if (wrong >= 0)
    throw new DatasetError(name, phrase`label ${labels[wrong]} at offset ${8 + wrong}, expected 0 to ${DIGIT_CLASSES.length - 1}`);
  return labels;
}

export function parseLabelledImages(imagesFile: IdxFile, labelsFile: IdxFile): ImageSet {
  const images = parseImages(imagesFile);
  const labels = parseLabels(labelsFile);
  if (labels.length !== images.count) {
    throw new DatasetError(labelsFile.name, phrase`${labels.length} labels, expected ${images.count} as in ${imagesFile.name}`);
  }
  if (images.count === 0) throw new DatasetError(imagesFile.name, phrase`0 images at offset 4, expected at least 1`);
  return new ImageSet(images.shape, DIGIT_CLASSES, images.pixels, labels);
}

/** The magic number checked and the counts behind it: one for each name. */
function header<const Names extends readonly string[]>(
  name: string,
  bytes: Uint8Array,
  magic: number,
  names: Names,
): { [Index in keyof Names]: number } {
  const length = 4 + 4 * names.length;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 4 && view.getUint32(0) !== magic) {
    throw new DatasetError(name, phrase`magic number ${hex(view.getUint32(0))} at offset 0, expected ${hex(magic)}`);
  }
  if (bytes.length < length) throw new DatasetError(name, phrase`ends at offset ${bytes.length}, expected a header of ${length} bytes`);
  return names.map((_, index) => view.getUint32(4 + 4 * index)) as { [Index in keyof Names]: number };
}

function body(name: string, bytes: Uint8Array, start: number, length: number, what: Phrase): Uint8Array {
  const found = bytes.length - start;
  if (found !== length) {
    const remedy = found < length ? phrase`the file is cut short` : phrase`the file has bytes left over`;
    throw new DatasetError(name, phrase`${found} bytes after offset ${start}, expected ${length} for ${what}; ${remedy}`);
  }
  return bytes.subarray(start);
}

const hex = (value: number) => `0x${value.toString(16).padStart(8, '0')}`;

/** IDX bytes of grey images, for tests and for drawings kept as a dataset. */
export function writeImages({ count, shape: [height, width], pixels }: IdxImages): Uint8Array {
  return concatenate([IMAGES_MAGIC, count, height, width], pixels);
}

export function writeLabels(labels: Uint8Array): Uint8Array {
  return concatenate([LABELS_MAGIC, labels.length], labels);
}

function concatenate(numbers: readonly number[], content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 4 + content.length);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, index) => {
    view.setUint32(index * 4, number);
  });
  bytes.set(content, numbers.length * 4);
  return bytes;
}
