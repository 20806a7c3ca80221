import { byteAt } from '../../at';

/** A grey image, 0 = paper, 255 = ink, row by row. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Something that drawings do and test digits do not. */
export interface Distortion {
  readonly id: string;
  readonly label: string;
  /** Whether it is of strokes on paper, and means nothing to other pictures. */
  readonly ofInk?: true;
  /** `index`: of the image in its set, for what is drawn by chance. */
  apply(image: GreyImage, index: number): GreyImage;
}

/** Ink of a pixel, paper beyond the edges. */
export const at = ({ width, height, pixels }: GreyImage, x: number, y: number): number =>
  x >= 0 && x < width && y >= 0 && y < height ? byteAt(pixels, y * width + x) : 0;

/** Each pixel by a function of its place. */
export function painted({ width, height }: GreyImage, ink: (x: number, y: number) => number): GreyImage {
  const pixels = Uint8Array.from({ length: width * height }, (_, pixel) => Math.round(ink(pixel % width, Math.floor(pixel / width))));
  return { width, height, pixels };
}

/** Between the middles of pixels in proportion. */
export function between(image: GreyImage, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [partX, partY] = [x - left, y - top];
  const along = (row: number) => at(image, left, row) * (1 - partX) + at(image, left + 1, row) * partX;
  return along(top) * (1 - partY) + along(top + 1) * partY;
}
