/** Which shapes of images are read, and how images lie in memory. */
import { phrase } from '../../phrase';
import type { ImageShape } from '../image-set';
import { DatasetError } from './dataset-error';
import { MOST_BYTES } from './source';

export const SMALLEST_SIDE = 8;
export const LARGEST_SIDE = 128;

export const isSide = (side: number | undefined): side is number =>
  side !== undefined && Number.isInteger(side) && side >= SMALLEST_SIDE && side <= LARGEST_SIDE;

/** Throws a DatasetError where images are too small, too large or too many. */
export function assertReadable(file: string, count: number, [height, width, channels]: ImageShape): void {
  if (!isSide(height) || !isSide(width))
    throw new DatasetError(
      file,
      phrase`images of ${height}×${width}; sides of ${SMALLEST_SIDE} to ${LARGEST_SIDE} are read, so fit them into such a square first`,
    );
  if (channels !== 1 && channels !== 3)
    throw new DatasetError(file, phrase`images of ${channels} channels; 1 (grey) or 3 (colour) are read`);
  if (count * height * width * channels > MOST_BYTES)
    throw new DatasetError(
      file,
      phrase`${count} images of ${height}×${width}×${channels} take more than ${MOST_BYTES} bytes; take fewer, or smaller ones`,
    );
}

/** Sides of a square image of so many numbers; null of what is none. Of three channels, which come one after another or together. */
export function squareOf(numbers: number): ImageShape | null {
  const grey = Math.sqrt(numbers);
  if (isSide(grey)) return [grey, grey, 1];
  const colour = Math.sqrt(numbers / 3);
  return isSide(colour) ? [colour, colour, 3] : null;
}

/** In place of channels one after another: the channels of a pixel together. */
export function channelsLast(pixels: Uint8Array, [height, width, channels]: ImageShape): Uint8Array {
  if (channels === 1) return pixels;
  const [area, size] = [height * width, height * width * channels];
  const turned = new Uint8Array(pixels.length);
  for (let image = 0; image < pixels.length; image += size)
    for (let channel = 0; channel < channels; channel++)
      for (let pixel = 0; pixel < area; pixel++)
        turned[image + pixel * channels + channel] = pixels[image + channel * area + pixel] as number;
  return turned;
}

/** Rows for columns, as EMNIST has them. */
export function transposed(pixels: Uint8Array, shape: ImageShape): { readonly shape: ImageShape; readonly pixels: Uint8Array } {
  const [height, width, channels] = shape;
  const size = height * width * channels;
  const turned = new Uint8Array(pixels.length);
  for (let image = 0; image < pixels.length; image += size)
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        for (let channel = 0; channel < channels; channel++)
          turned[image + (column * height + row) * channels + channel] = pixels[
            image + (row * width + column) * channels + channel
          ] as number;
  return { shape: [width, height, channels], pixels: turned };
}

/** How much neighbours along a row differ, in the first images: less where pixels lie as they are taken to. */
export function roughness(pixels: Uint8Array, [height, width, channels]: ImageShape, most = 50): number {
  const length = Math.min(pixels.length, most * height * width * channels);
  const row = width * channels;
  let sum = 0;
  for (let at = 0; at + channels < length; at++)
    if (at % row < row - channels) sum += Math.abs((pixels[at] as number) - (pixels[at + channels] as number));
  return sum;
}
