/** From a picture of any size to an image of a set: fitted into its frame by means over areas, grey or in colour. */
import { byteAt, floatAt, integerAt } from '../../at';
import type { RgbaImage } from '../digits/ink';
import type { ImageShape } from '../image-set';

export type Fit = 'letterbox' | 'crop' | 'stretch';

/** What shines through where a picture is transparent. */
const BACKDROP = 255;

/** Bytes [row][column][channel] of the shape. */
export function fitPicture(picture: RgbaImage, [height, width, channels]: ImageShape, fit: Fit): Uint8Array {
  const planes = planesOf(picture, channels);
  if (picture.width === width && picture.height === height) return together(planes);
  const scale = [width / picture.width, height / picture.height] as const;
  const even = fit === 'crop' ? Math.max(...scale) : Math.min(...scale);
  const [across, down] = fit === 'stretch' ? scale : [even, even];
  // Where the frame's first pixel begins, in pixels of the picture.
  const left = (picture.width - width / across) / 2;
  const top = (picture.height - height / down) / 2;
  const image = new Uint8Array(height * width * channels);
  const columns = spans(width, left, 1 / across, picture.width);
  const rows = spans(height, top, 1 / down, picture.height);
  for (const [channel, plane] of planes.entries()) {
    const around = fit === 'letterbox' ? frameMedian(plane, picture) : 0;
    const narrow = new Float32Array(picture.height * width);
    for (let row = 0; row < picture.height; row++)
      for (let column = 0; column < width; column++)
        narrow[row * width + column] = meanOf(columns[column], around, (at) => byteAt(plane, row * picture.width + at));
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        image[(row * width + column) * channels + channel] = Math.round(
          meanOf(rows[row], around, (at) => floatAt(narrow, at * width + column)),
        );
  }
  return image;
}

/** The channels of a pixel beside each other. */
function together(planes: readonly Uint8Array[]): Uint8Array {
  const [only] = planes;
  if (only && planes.length === 1) return only;
  const image = new Uint8Array(planes.length * (only?.length ?? 0));
  planes.forEach((plane, channel) => {
    for (let pixel = 0; pixel < plane.length; pixel++) image[pixel * planes.length + channel] = byteAt(plane, pixel);
  });
  return image;
}

/** The pixels that a stretch of the frame lies over, with their shares of it; what is left of 1 lies outside. */
interface Span {
  readonly first: number;
  readonly shares: readonly number[];
}

function spans(count: number, from: number, step: number, length: number): Span[] {
  return Array.from({ length: count }, (_, index) => {
    const [low, high] =
      step >= 1 ? [from + index * step, from + (index + 1) * step] : [middle(from, index, step) - 0.5, middle(from, index, step) + 0.5];
    const [start, end] = [Math.max(0, Math.floor(low)), Math.min(length, Math.ceil(high))];
    const shares = Array.from(
      { length: Math.max(0, end - start) },
      (_value, at) => (Math.min(start + at + 1, high) - Math.max(start + at, low)) / (high - low),
    );
    // Enlarged, the middle of a pixel at the edge lies half outside: it is the edge's.
    const sum = shares.reduce((total, share) => total + share, 0);
    const isWithin = low + high > 0 && (low + high) / 2 < length;
    return { first: start, shares: step < 1 && isWithin && sum > 0 ? shares.map((share) => share / sum) : shares };
  });
}

/** In a picture that is enlarged, of a pixel of the frame. */
const middle = (from: number, index: number, step: number) => from + (index + 0.5) * step;

function meanOf(span: Span | undefined, around: number, valueAt: (at: number) => number): number {
  if (!span) return around;
  let [sum, covered] = [0, 0];
  for (const [index, share] of span.shares.entries()) {
    sum += share * valueAt(span.first + index);
    covered += share;
  }
  return covered > 0.999999 ? sum : sum + (1 - covered) * around;
}

/** One plane of bytes a channel, over the backdrop where the picture is transparent. */
function planesOf({ data }: RgbaImage, channels: number): Uint8Array[] {
  const planes = Array.from({ length: channels }, () => new Uint8Array(data.length / 4));
  const [first, second, third] = planes;
  for (let at = 0, pixel = 0; at < data.length; at += 4, pixel++) {
    const alpha = byteAt(data, at + 3);
    const [red, green, blue] = [over(byteAt(data, at), alpha), over(byteAt(data, at + 1), alpha), over(byteAt(data, at + 2), alpha)];
    if (first) first[pixel] = second && third ? red : luma(red, green, blue);
    if (second && third) {
      second[pixel] = green;
      third[pixel] = blue;
    }
  }
  return planes;
}

const over = (value: number, alpha: number) => (alpha === 255 ? value : Math.round((value * alpha + BACKDROP * (255 - alpha)) / 255));

/** ITU-R BT.601 in 16 bits, so that grey stays what it is. */
const luma = (red: number, green: number, blue: number) => (red * 19_595 + green * 38_470 + blue * 7471 + 0x8000) >> 16;

/** Of the outermost pixels: what is put around a picture that does not fill its frame. */
function frameMedian(plane: Uint8Array, { width, height }: RgbaImage): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let row = 0; row < height; row++) {
    const step = row === 0 || row === height - 1 ? 1 : Math.max(1, width - 1);
    for (let column = 0; column < width; column += step, total++) {
      const value = byteAt(plane, row * width + column);
      counts[value] = integerAt(counts, value) + 1;
    }
  }
  let seen = 0;
  return Math.max(
    0,
    counts.findIndex((count) => {
      seen += count;
      return 2 * seen >= total;
    }),
  );
}

/** A pixel whose channels differ by so much is coloured, and a picture of which so large a share is. */
const [COLOURED, COLOURED_SHARE] = [24, 0.01];

export function isColoured({ data }: RgbaImage): boolean {
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = [byteAt(data, at), byteAt(data, at + 1), byteAt(data, at + 2)];
    if (byteAt(data, at + 3) > 127 && Math.max(red, green, blue) - Math.min(red, green, blue) > COLOURED) count += 1;
  }
  return count > (COLOURED_SHARE * data.length) / 4;
}
