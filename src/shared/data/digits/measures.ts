/** What of a picture's colours ink may differ from paper in: one plane each. */
import { byteAt, floatAt } from '../../at';
import type { Plane, RgbaImage } from './ink';

/** Larger pictures are brought to about this side: more says nothing about a digit of 28. */
const LARGEST_SIDE = 1024;
/** Brightness by ITU-R BT.709, then each channel: weights of red, green and blue. */
const MEASURES = [
  [0.2126, 0.7152, 0.0722],
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const;

/** Brightness, red, green and blue, 0 … 1, over white where a pixel is see-through; brightness alone of a grey picture. */
export function measuresOf(image: RgbaImage): Plane[] {
  return (isGrey(image) ? MEASURES.slice(0, 1) : MEASURES).map((weights) => planeOf(image, weights));
}

/** 0 = see-through, 1 = opaque; null where all is opaque. */
export function opacityOf(image: RgbaImage): Plane | null {
  const { data } = image;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return planeOf(image, null);
  return null;
}

function isGrey({ data }: RgbaImage): boolean {
  for (let at = 0; at < data.length; at += 4) if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
  return true;
}

/** The sum of the channels by their weights over white, or the opacity itself; means of blocks where the picture is large. */
function planeOf({ width, height, data }: RgbaImage, weights: readonly [number, number, number] | null): Plane {
  const [red, green, blue] = weights ?? [0, 0, 0];
  const factor = blockOf({ width, height });
  const { width: across, height: down } = sizeOfPlanes({ width, height });
  const values = new Float64Array(across * down);
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / factor) * across;
    for (let x = 0; x < width; x++, at += 4) {
      const alpha = byteAt(data, at + 3) / 255;
      const value = (red * byteAt(data, at) + green * byteAt(data, at + 1) + blue * byteAt(data, at + 2)) / 255;
      const place = factor === 1 ? row + x : row + Math.floor(x / factor);
      values[place] = floatAt(values, place) + (weights ? value * alpha + 1 - alpha : alpha);
    }
  }
  // Blocks at the right and lower edges may be smaller.
  const size = (place: number, length: number) => Math.min(factor, length - place * factor);
  if (factor > 1)
    for (let place = 0; place < values.length; place++)
      values[place] = floatAt(values, place) / (size(place % across, width) * size(Math.floor(place / across), height));
  return { width: across, height: down, values: Float32Array.from(values) };
}

/** How large such planes are. */
export const sizeOfPlanes = (size: Size): Size => ({
  width: Math.ceil(size.width / blockOf(size)),
  height: Math.ceil(size.height / blockOf(size)),
});

type Size = Pick<Plane, 'width' | 'height'>;

/** The side of the blocks of pixels that become one. */
export const blockOf = ({ width, height }: Size) => Math.ceil(Math.max(width, height) / LARGEST_SIDE);
