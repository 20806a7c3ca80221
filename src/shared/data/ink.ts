/** From a picture of any colours to ink: 0 = paper, 1 = full ink. */

/** A picture as decoders give it: 4 bytes (red, green, blue, alpha) a pixel, row by row. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** Ink per pixel, 0 … 1, row by row. */
export interface InkImage {
  readonly width: number;
  readonly height: number;
  readonly ink: Float32Array;
}

/** Paper is read off the frame of the picture; this many of its pixels (a share) must be see-through for alpha to be the ink. */
const TRANSPARENT_FRAME = 0.5;
const OPAQUE = 128;

/**
 * Polarity first: where most of the frame is transparent the ink is what is not (whatever its colour); else paper is the
 * frame's median brightness, and ink is what differs from it towards the other end.
 */
export function inkOf(image: RgbaImage): InkImage {
  const { width, height } = image;
  const frame = framePositions(width, height);
  const transparent = frame.filter((position) => alphaAt(image, position) < OPAQUE).length;
  const brightness = (position: number) => brightnessAt(image, position);
  const measure =
    transparent > frame.length * TRANSPARENT_FRAME
      ? (position: number) => alphaAt(image, position) / 255
      : contrast(median(frame.map(brightness)), brightness);
  return { width, height, ink: Float32Array.from({ length: width * height }, (_, position) => measure(position)) };
}

/** Distance from the paper, as a share of the way to the far end of the scale. */
function contrast(paper: number, brightness: (position: number) => number) {
  return paper >= 0.5
    ? (position: number) => Math.max(0, (paper - brightness(position)) / paper)
    : (position: number) => Math.max(0, (brightness(position) - paper) / (1 - paper));
}

const alphaAt = ({ data }: RgbaImage, position: number) => data[position * 4 + 3] ?? 0;

/** Luma by ITU-R BT.709, 0 … 1, over white where the pixel is see-through. */
function brightnessAt({ data }: RgbaImage, position: number): number {
  const at = position * 4;
  const luma = (0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0)) / 255;
  const alpha = (data[at + 3] ?? 0) / 255;
  return luma * alpha + 1 - alpha;
}

function framePositions(width: number, height: number): number[] {
  const positions: number[] = [];
  for (let x = 0; x < width; x++) positions.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y++) positions.push(y * width, y * width + width - 1);
  return positions;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}
