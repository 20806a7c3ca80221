/**
 * Pictures of the usual kinds, known by their first bytes and never by their names: PNG, JPEG (turned as its EXIF says), WebP,
 * BMP and the first frame of a GIF. Command line, studio and data sets share it, so that all see the same pixels.
 */
import { imageSize } from 'image-size';
import { phrase } from '../../phrase';
import type { RgbaImage } from '../digits/ink';
import { orientationOf, upright } from './exif';
import { assertPixels, decodePng, ImageError, isPng } from './png';
import { isWholeBmp, isWholeGif, isWholeJpeg, isWholeWebp } from './whole';

interface Size {
  readonly width: number;
  readonly height: number;
}

type Decoders = typeof import('./decoders');

interface PictureKind {
  readonly label: string;
  recognises(bytes: Uint8Array): boolean;
  /** Null of PNG, which is decoded here. */
  readonly decoder: keyof Decoders | null;
  /** Whether all of it is there. */
  isWhole?(bytes: Uint8Array, size: Size): boolean;
}

const startsWith = (bytes: Uint8Array, text: string, at = 0) =>
  bytes.length >= at + text.length && [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0));

const kinds: readonly PictureKind[] = [
  { label: 'PNG', recognises: isPng, decoder: null },
  {
    label: 'JPEG',
    recognises: (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
    decoder: 'decodeJpeg',
    isWhole: isWholeJpeg,
  },
  {
    label: 'WebP',
    recognises: (bytes) => startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8),
    decoder: 'decodeWebp',
    isWhole: isWholeWebp,
  },
  {
    label: 'BMP',
    // The size of its own header follows, a small number: "BM" alone is how a text may begin.
    recognises: (bytes) => startsWith(bytes, 'BM') && (bytes[14] ?? 0) >= 12 && bytes[15] === 0,
    decoder: 'decodeBmp',
    isWhole: isWholeBmp,
  },
  {
    label: 'GIF',
    recognises: (bytes) => startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a'),
    decoder: 'decodeGif',
    isWhole: isWholeGif,
  },
];

/** What may be opened, for messages. */
export const pictureKinds: readonly string[] = kinds.map(({ label }) => label);

export const isPicture = (head: Uint8Array): boolean => kinds.some((kind) => kind.recognises(head));

/** Of a picture's first bytes: the sides of what is looked at; null where they do not tell. */
export function pictureSize(head: Uint8Array): Size | null {
  try {
    const { width, height, orientation = orientationOf(head) } = imageSize(head);
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return null;
  }
}

/** Rejects with an ImageError that begins with `name` and says what is wrong. */
export async function decodePicture(bytes: Uint8Array, name: string): Promise<RgbaImage> {
  if (bytes.length === 0) throw new ImageError(name, phrase`is empty; choose another file`);
  const kind = kinds.find((each) => each.recognises(bytes));
  if (!kind) throw new ImageError(name, phrase`is no picture that Kasane reads; open ${kinds.map(({ label }) => label).join(', ')}`);
  if (kind.decoder === null) return upright(decodePng(bytes, name), orientationOf(bytes));
  const size = storedSize(bytes);
  if (!size) throw new ImageError(name, phrase`is a damaged ${kind.label}`);
  assertPixels(size.width, size.height, name);
  if (!kind.isWhole?.(bytes, size)) throw new ImageError(name, phrase`is a ${kind.label} that is damaged or cut short`);
  const decode = (await import('./decoders'))[kind.decoder];
  let image: RgbaImage | null;
  try {
    image = decode(bytes);
  } catch {
    image = null;
  }
  if (!image) throw new ImageError(name, phrase`is a damaged ${kind.label}`);
  // JPEG's decoder has turned it.
  return kind.decoder === 'decodeWebp' ? upright(image, orientationOf(bytes)) : image;
}

/** As it lies in the file. */
function storedSize(bytes: Uint8Array): Size | null {
  try {
    return imageSize(bytes);
  } catch {
    return null;
  }
}
