/**
 * The IDX format of MNIST: big-endian. Magic: two bytes 0, the type of the numbers (0x08 bytes, 0x0C int32), how many sides;
 * then the sides, four bytes each, then the numbers. Images have three sides (count, rows, columns), or four with channels;
 * labels one; QMNIST's labels two, of which the class is the first of eight columns. Every error is one line that names the
 * file, the place and what was expected.
 */

import { type Phrase, phrase } from '../../phrase';
import { numbered } from '../class-names';
import { ImageSet, type Images } from '../image-set';
import { DatasetError } from './dataset-error';

const IMAGES_MAGIC = 0x00000803;
const COLOUR_MAGIC = 0x00000804;
const LABELS_MAGIC = 0x00000801;
/** QMNIST's: rows of int32. */
const LABEL_ROWS_MAGIC = 0x00000c02;
/** Larger pictures are no images to train on, and their product could overflow. */
const LARGEST_SIDE = 1024;

/** Bytes of the longest header. */
export const IDX_HEADER = 20;

export interface IdxFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a file of the format holds, by its first bytes. */
export interface IdxHead {
  readonly holds: 'images' | 'labels';
  readonly count: number;
  /** [height, width, channels]; of labels 1×1×1. */
  readonly shape: readonly [number, number, number];
  /** Bytes of the header, and of the whole file. */
  readonly start: number;
  readonly size: number;
}

/** Null where the first bytes are none of this format. Throws a DatasetError where they are, but cannot be. */
export function idxHead(file: IdxFile): IdxHead | null {
  const { bytes } = file;
  if (bytes.length < 4) return null;
  switch (new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)) {
    case IMAGES_MAGIC:
    case COLOUR_MAGIC: {
      const [count, height, width, channels, start] = imagesHeader(file);
      return { holds: 'images', count, shape: [height, width, channels], start, size: start + count * height * width * channels };
    }
    case LABELS_MAGIC: {
      const [count] = header(file.name, bytes, LABELS_MAGIC, ['labels']);
      return { holds: 'labels', count, shape: [1, 1, 1], start: 8, size: 8 + count };
    }
    case LABEL_ROWS_MAGIC: {
      const [count, columns] = header(file.name, bytes, LABEL_ROWS_MAGIC, ['labels', 'columns']);
      if (columns < 1 || columns > 64) throw new DatasetError(file.name, phrase`${columns} columns at offset 8, expected 1 to 64`);
      return { holds: 'labels', count, shape: [1, 1, 1], start: 12, size: 12 + 4 * count * columns };
    }
    default:
      return null;
  }
}

function imagesHeader(file: IdxFile): readonly [count: number, height: number, width: number, channels: number, start: number] {
  const { name, bytes } = file;
  const isColour = bytes[3] === (COLOUR_MAGIC & 0xff);
  const [count, height, width, channels = 1] = isColour
    ? header(name, bytes, COLOUR_MAGIC, ['images', 'rows', 'columns', 'channels'])
    : header(name, bytes, IMAGES_MAGIC, ['images', 'rows', 'columns']);
  assertSides(name, height, width);
  if (channels < 1 || channels > 4) throw new DatasetError(name, phrase`${channels} channels at offset 16, expected 1 or 3`);
  return [count, height, width, channels, isColour ? 20 : 16];
}

export function parseImages(file: IdxFile): Images {
  const [count, height, width, channels, start] = imagesHeader(file);
  const what = phrase`${count} images of ${height}×${width}`;
  return { count, shape: [height, width, channels], pixels: body(file.name, file.bytes, start, count * height * width * channels, what) };
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

/** `classes`: how many there are, where labels of more are none. */
export function parseLabels(file: IdxFile, classes = Number.POSITIVE_INFINITY): Uint8Array {
  const { name, bytes } = file;
  const rows = labelRows(file);
  if (rows) return rows;
  const [count] = header(name, bytes, LABELS_MAGIC, ['labels']);
  const labels = body(name, bytes, 8, count, phrase`${count} labels`);
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0) throw new DatasetError(name, phrase`label ${labels[wrong]} at offset ${8 + wrong}, expected 0 to ${classes - 1}`);
  return labels;
}

/** QMNIST's labels, the first number of each row; null of others. */
function labelRows({ name, bytes }: IdxFile): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint32(0) !== LABEL_ROWS_MAGIC) return null;
  const [count, columns] = header(name, bytes, LABEL_ROWS_MAGIC, ['labels', 'columns']);
  body(name, bytes, 12, 4 * count * columns, phrase`${count} labels`);
  return Uint8Array.from({ length: count }, (_, row) => {
    const offset = 12 + 4 * row * columns;
    const label = view.getInt32(offset);
    if (label < 0 || label > 255) throw new DatasetError(name, phrase`label ${label} at offset ${offset}, expected 0 to 255`);
    return label;
  });
}

/** Images and labels of one set, with classes as the labels count them. */
export function parseLabelledImages(imagesFile: IdxFile, labelsFile: IdxFile, classes?: readonly string[]): ImageSet {
  const images = parseImages(imagesFile);
  const labels = parseLabels(labelsFile);
  if (labels.length !== images.count) {
    throw new DatasetError(labelsFile.name, phrase`${labels.length} labels, expected ${images.count} as in ${imagesFile.name}`);
  }
  const names = classes ?? numbered(1 + labels.reduce((most, label) => Math.max(most, label), 0));
  return new ImageSet(images.shape, names, images.pixels, labels);
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

/** The header of images, which their bytes follow. */
export const imagesHead = ({ count, shape: [height, width, channels] }: Omit<Images, 'pixels'>): Uint8Array =>
  concatenate(channels === 1 ? [IMAGES_MAGIC, count, height, width] : [COLOUR_MAGIC, count, height, width, channels], new Uint8Array());

export const labelsHead = (count: number): Uint8Array => concatenate([LABELS_MAGIC, count], new Uint8Array());

/** IDX bytes of images: of datasets that are kept, of drawings, for tests. */
export function writeImages({ count, shape, pixels }: Images): Uint8Array {
  const head = imagesHead({ count, shape });
  const bytes = new Uint8Array(head.length + pixels.length);
  bytes.set(head);
  bytes.set(pixels, head.length);
  return bytes;
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
