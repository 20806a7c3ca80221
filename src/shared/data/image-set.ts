/** Labelled images in memory, and datasets made of them. Nothing else slices their bytes. */
import { shapeText } from '../nn/shape';
import { type Split, splitImages } from './batches/split';
import type { Recipe } from './recipe';

/** [height, width, channels] of one image. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/** Labels are bytes. */
export const MOST_CLASSES = 256;
/** Characters of a class's name. */
export const MOST_CLASS_NAME = 100;

export const sameShape = (a: ImageShape, b: ImageShape) => a.every((side, index) => side === b[index]);

export class ImageSet {
  /** Bytes of one image. */
  readonly size: number;

  /**
   * `classes`: their names, at the places that labels count. `pixels`: bytes [image][row][column][channel], 0 = paper, 255 =
   * ink. `labels`: the class of each image. Throws a RangeError where they are not of one piece.
   */
  constructor(
    readonly shape: ImageShape,
    readonly classes: readonly string[],
    readonly pixels: Uint8Array,
    readonly labels: Uint8Array,
  ) {
    this.size = shape[0] * shape[1] * shape[2];
    if (pixels.length !== labels.length * this.size)
      throw new RangeError(`${pixels.length} bytes are not ${labels.length} images of ${shapeText(shape)}`);
  }

  get count(): number {
    return this.labels.length;
  }

  /** The pixels of one image, in the set's own memory. */
  image(index: number): Uint8Array {
    return this.pixels.subarray(index * this.size, (index + 1) * this.size);
  }

  /** The images [from, to), in the set's own memory. */
  slice(from: number, to: number): ImageSet {
    const [first, last] = [Math.max(0, from), Math.min(to, this.count)];
    const pixels = this.pixels.subarray(first * this.size, last * this.size);
    return new ImageSet(this.shape, this.classes, pixels, this.labels.subarray(first, last));
  }

  /** Copies of the images at the given positions, in that order. */
  pick(positions: ArrayLike<number>): ImageSet {
    const pixels = new Uint8Array(positions.length * this.size);
    const labels = new Uint8Array(positions.length);
    for (let i = 0; i < positions.length; i++) {
      const position = positions[i] ?? Number.NaN;
      const label = this.labels[position];
      if (label === undefined) throw new RangeError(`there is no image ${position} among ${this.count}`);
      pixels.set(this.image(position), i * this.size);
      labels[i] = label;
    }
    return new ImageSet(this.shape, this.classes, pixels, labels);
  }

  /** Copies of so many images, evenly spread over the set; of all of them where there are no more. */
  sample(most: number): ImageSet {
    return this.pick(spread(this.count, most));
  }

  /** The images of both, in that order. Throws a RangeError where they are of another shape. */
  join(other: ImageSet): ImageSet {
    if (!sameShape(this.shape, other.shape))
      throw new RangeError(`images of ${shapeText(other.shape)} do not go with images of ${shapeText(this.shape)}`);
    return new ImageSet(this.shape, this.classes, joined(this.pixels, other.pixels), joined(this.labels, other.labels));
  }

  /** Training and validation images, by a seeded, class-stratified shuffle. */
  split(validation: number, seed: number): Split {
    return splitImages(this, validation, seed);
  }
}

/** At most `most` of `count` places, evenly spread. */
export function spread(count: number, most: number): Uint32Array {
  const length = Math.min(count, most);
  return Uint32Array.from({ length }, (_, index) => Math.floor((index * count) / length));
}

function joined(before: Uint8Array, more: Uint8Array): Uint8Array {
  const all = new Uint8Array(before.length + more.length);
  all.set(before);
  all.set(more, before.length);
  return all;
}

/** Images, whatever they are of. */
export type Images = Pick<ImageSet, 'count' | 'shape' | 'pixels'>;

/** Images that nobody has labelled. */
export interface UnlabelledImages extends Images {
  /** What each is called where predictions are handed in; left out where they are numbered from 1 on. */
  readonly ids?: readonly string[] | undefined;
}

export interface Dataset {
  readonly training: ImageSet;
  readonly test: ImageSet;
  /** Where a dataset brings its own, nothing is held back of its training images. */
  readonly validation?: ImageSet | undefined;
  readonly unlabelled?: UnlabelledImages | undefined;
  /** Where it is known. */
  readonly recipe?: Recipe | undefined;
  /** Of the user's own hand, to train on beside the others where a spec says so. */
  readonly drawings?: ImageSet;
}
