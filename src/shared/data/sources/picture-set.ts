/** Pictures with labels, wherever they lie, become image sets of one shape: those that cannot be read are listed and left out. */
import { KasaneError } from '../../kasane-error';
import { type Phrase, phrase, words } from '../../phrase';
import { inkOf } from '../digits/ink';
import { DIGIT_SIDE, normalisePicture } from '../digits/normalise';
import type { ImageShape } from '../image-set';
import { decodePicture, pictureSize } from '../pictures/decode';
import { fitPicture, isColoured } from '../pictures/fit';
import { ImageError } from '../pictures/png';
import { DatasetError } from './dataset-error';
import type { DataOptions } from './options';
import { sides } from './options';
import { assertReadable, isSide } from './shape';
import { type LeftOut, MOST_LEFT_OUT, type PartName, partNames } from './source';

export interface LabelledPicture {
  /** For messages. */
  readonly place: string;
  readonly part: PartName;
  /** Its class; 0 of what has none. */
  readonly label: number;
  bytes(): Promise<Uint8Array>;
}

/** The first bytes, which tell a picture's size. */
const SIZE_BYTES = 2 ** 16;
/** Pictures that are looked at for their size and their colour. */
const SAMPLE = 200;
/** Of large pictures. */
const USUAL_SIDE = 64;

/** The shape that the options ask for, or that suits the pictures. */
export async function shapeOf(pictures: readonly LabelledPicture[], { side, colour, ink }: DataOptions): Promise<ImageShape> {
  if (ink) return [DIGIT_SIDE, DIGIT_SIDE, 1];
  const every = Math.max(1, Math.floor(pictures.length / SAMPLE));
  const sizes: { readonly width: number; readonly height: number }[] = [];
  let [coloured, decoded] = [0, 0];
  for (let index = 0; index < pictures.length; index += every) {
    const picture = pictures[index] as LabelledPicture;
    const bytes = await picture.bytes().catch(() => null);
    const size = bytes && pictureSize(bytes.subarray(0, SIZE_BYTES));
    if (!bytes || !size) continue;
    sizes.push(size);
    if (colour !== 'auto') continue;
    try {
      if (isColoured(await decodePicture(bytes, picture.place))) coloured += 1;
      decoded += 1;
    } catch (error) {
      if (!(error instanceof KasaneError)) throw error;
    }
  }
  const channels = colour === 'colour' || (colour === 'auto' && coloured > 0.05 * decoded) ? 3 : 1;
  const [height, width] = side > 0 ? [side, side] : sidesOf(sizes);
  return [height, width, channels];
}

/** As they are, where all are alike and of a size that is read; else a square as large as most of them. */
function sidesOf(sizes: readonly { readonly width: number; readonly height: number }[]): readonly [number, number] {
  const [first] = sizes;
  if (
    first &&
    isSide(first.width) &&
    isSide(first.height) &&
    sizes.every(({ width, height }) => width === first.width && height === first.height)
  )
    return [first.height, first.width];
  const longer = sizes.map(({ width, height }) => Math.max(width, height)).toSorted((a, b) => a - b);
  const usual = longer[Math.floor(longer.length / 2)] ?? USUAL_SIDE;
  const side = sides.find((each) => each >= usual) ?? USUAL_SIDE;
  return [side, side];
}

export interface PictureParts {
  readonly shape: ImageShape;
  readonly parts: Partial<
    Record<
      PartName,
      { readonly pixels: Uint8Array; readonly labels: Uint8Array; readonly count: number; readonly places: readonly string[] }
    >
  >;
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
}

/** Throws a DatasetError where none can be read, and the signal's reason where it is aborted. */
export async function readPictures(
  pictures: readonly LabelledPicture[],
  options: DataOptions,
  place: string,
  progress?: (share: number) => void,
  signal?: AbortSignal,
): Promise<PictureParts> {
  const shape = await shapeOf(pictures, options);
  assertReadable(place, pictures.length, shape);
  const size = shape[0] * shape[1] * shape[2];
  const leftOut: LeftOut[] = [];
  let leftOutCount = 0;
  const parts: Partial<Record<PartName, { pixels: Uint8Array; labels: Uint8Array; count: number; places: readonly string[] }>> = {};
  let done = 0;
  for (const part of partNames) {
    const own = pictures.filter((picture) => picture.part === part);
    if (own.length === 0) continue;
    const [pixels, labels] = [new Uint8Array(own.length * size), new Uint8Array(own.length)];
    let count = 0;
    const places: string[] = [];
    for await (const [picture, read] of aheadOf(own)) {
      signal?.throwIfAborted();
      try {
        if (read instanceof Error) throw read;
        pixels.set(await imageOf(read, picture.place, shape, options), count * size);
        labels[count] = picture.label;
        places.push(picture.place);
        count += 1;
      } catch (error) {
        if (!(error instanceof KasaneError)) throw error;
        leftOutCount += 1;
        if (leftOut.length < MOST_LEFT_OUT) leftOut.push({ place: picture.place, reason: reasonOf(error) });
      }
      progress?.(++done / pictures.length);
    }
    if (count > 0) parts[part] = { count, places, pixels: pixels.subarray(0, count * size), labels: labels.subarray(0, count) };
  }
  if (Object.keys(parts).length === 0)
    throw new DatasetError(place, phrase`none of ${pictures.length} pictures can be read (${leftOut[0]?.reason ?? ''})`);
  return { shape, parts, leftOut, leftOutCount };
}

/** Without the place, which is told beside it. */
export function reasonOf(error: KasaneError): Phrase {
  const problem = error instanceof DatasetError || error instanceof ImageError ? error.problem : error.phrase;
  return typeof problem === 'string' ? words(problem) : problem;
}

/** Files that are read while the ones before them are decoded. */
const AHEAD = 16;

/** Each with its bytes, or why there are none. */
async function* aheadOf(pictures: readonly LabelledPicture[]): AsyncIterable<readonly [LabelledPicture, Uint8Array | Error]> {
  const begun: Promise<Uint8Array | Error>[] = [];
  const begin = (picture: LabelledPicture) =>
    picture.bytes().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  for (const [index, picture] of pictures.entries()) {
    while (begun.length < Math.min(pictures.length, index + AHEAD)) begun.push(begin(pictures[begun.length] as LabelledPicture));
    const read = await begun[index];
    delete begun[index]; // no more of them in memory than are ahead
    if (read) yield [picture, read];
  }
}

async function imageOf(bytes: Uint8Array, name: string, shape: ImageShape, { fit, ink }: DataOptions): Promise<Uint8Array> {
  const picture = await decodePicture(bytes, name);
  if (!ink) return fitPicture(picture, shape, fit);
  const digit = normalisePicture(inkOf(picture))?.pixels;
  if (!digit) throw new DatasetError(name, phrase`holds no ink`);
  return digit;
}
