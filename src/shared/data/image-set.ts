/** Labelled grey images in memory: 0 = paper, 255 = ink, row by row. */
export interface LabelledImages {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** count × height × width bytes. */
  readonly images: Uint8Array;
  /** One class a image, 0 … 9. */
  readonly labels: Uint8Array;
}

export interface Dataset {
  readonly training: LabelledImages;
  readonly test: LabelledImages;
  /** Of the user's own hand, to train on beside the others where a spec says so. */
  readonly drawings?: LabelledImages;
}

/** Digits: the classes of every dataset Kasane reads. */
export const CLASSES = 10;

/** The images of both, in that order. */
export function joined(first: LabelledImages, second: LabelledImages): LabelledImages {
  const images = new Uint8Array(first.images.length + second.images.length);
  images.set(first.images);
  images.set(second.images, first.images.length);
  const labels = new Uint8Array(first.count + second.count);
  labels.set(first.labels);
  labels.set(second.labels, first.count);
  return { ...first, count: first.count + second.count, images, labels };
}

/** The images at the given positions, in that order. */
export function pick(source: LabelledImages, positions: ArrayLike<number>): LabelledImages {
  const size = source.height * source.width;
  const images = new Uint8Array(positions.length * size);
  const labels = new Uint8Array(positions.length);
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i] ?? 0;
    images.set(source.images.subarray(position * size, (position + 1) * size), i * size);
    labels[i] = source.labels[position] ?? 0;
  }
  return { ...source, count: positions.length, images, labels };
}
