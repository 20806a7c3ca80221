/** From a picture of any colours to ink: 0 = paper, 1 = full ink. */
import { byteAt, floatAt, integerAt } from '../../at';
import { photographedInk } from './photograph';

/** A picture as decoders give it: 4 bytes (red, green, blue, alpha) a pixel, row by row. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** One number a pixel, 0 … 1, row by row: brightness, or ink (0 = paper). */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Paper is read off the frame of the picture; this many of its pixels (a share) must be see-through for alpha to be the ink. */
const TRANSPARENT_FRAME = 0.5;
const OPAQUE = 128;
/** Larger pictures are brought to about this side first: more says nothing about a digit of 28. */
const LARGEST_SIDE = 1024;
/** Where half of the frame differs from its median by more than this, paper has grain or shade: a photograph. */
const GRAIN = 0.01;

/**
 * Polarity first: where most of the frame is transparent the ink is what is not (whatever its colour); else paper is the
 * frame's median brightness, and ink is what differs from it towards the other end. Of a photograph, whose paper is
 * uneven, paper is what is around each place.
 */
export function inkOf(image: RgbaImage): Plane {
  const frame = framePositions(image.width, image.height);
  const transparent = frame.filter((position) => alphaAt(image, position) < OPAQUE).length;
  if (transparent > frame.length * TRANSPARENT_FRAME) return planeOf(image, (position) => alphaAt(image, position) / 255);
  const plane = planeOf(image, (position) => brightnessAt(image, position));
  const around = framePositions(plane.width, plane.height).map((position) => floatAt(plane.values, position));
  const paper = median(around);
  const grain = median(around.map((value) => Math.abs(value - paper)));
  if (grain > GRAIN) return photographedInk(plane);
  const contrast = paper < 0.5 ? (value: number) => (value - paper) / (1 - paper) : (value: number) => (paper - value) / paper;
  return { ...plane, values: plane.values.map((value) => Math.max(0, contrast(value))) };
}

/** A measure of each pixel; means of blocks of them where the picture is large. */
function planeOf({ width, height }: RgbaImage, measure: (position: number) => number): Plane {
  const factor = Math.ceil(Math.max(width, height) / LARGEST_SIDE);
  const [across, down] = [Math.ceil(width / factor), Math.ceil(height / factor)];
  const sums = new Float64Array(across * down);
  const counts = new Uint32Array(across * down);
  for (let y = 0, position = 0; y < height; y++) {
    const row = Math.floor(y / factor) * across;
    for (let x = 0; x < width; x++, position++) {
      const at = row + Math.floor(x / factor);
      sums[at] = floatAt(sums, at) + measure(position);
      counts[at] = integerAt(counts, at) + 1;
    }
  }
  return { width: across, height: down, values: Float32Array.from(sums, (sum, at) => sum / integerAt(counts, at)) };
}

const alphaAt = ({ data }: RgbaImage, position: number) => byteAt(data, position * 4 + 3);

/** Luma by ITU-R BT.709, 0 … 1, over white where the pixel is see-through. */
function brightnessAt({ data }: RgbaImage, position: number): number {
  const at = position * 4;
  const luma = (0.2126 * byteAt(data, at) + 0.7152 * byteAt(data, at + 1) + 0.0722 * byteAt(data, at + 2)) / 255;
  const alpha = byteAt(data, at + 3) / 255;
  return luma * alpha + 1 - alpha;
}

function framePositions(width: number, height: number): number[] {
  const positions: number[] = [];
  for (let x = 0; x < width; x++) positions.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y++) positions.push(y * width, y * width + width - 1);
  return positions;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}
