/**
 * Pictures of the usual kinds, known by their first bytes and never by their names: PNG, JPEG (turned as its EXIF says), WebP,
 * BMP and the first frame of a GIF. Command line, studio and data sets share it, so that all see the same pixels.
 */
import { BmpDecoder, ChannelOrder, Format, GifDecoder, JpegDecoder, type MemoryImage, WebPDecoder } from 'image-in-browser';
import { imageSize } from 'image-size';
import { phrase } from '../../phrase';
import type { RgbaImage } from '../digits/ink';
import { assertPixels, decodePng, ImageError, isPng } from './png';

interface PictureKind {
  readonly label: string;
  recognises(bytes: Uint8Array): boolean;
  /** Null where it cannot be read. */
  decode(bytes: Uint8Array, name: string): RgbaImage | null;
}

const startsWith = (bytes: Uint8Array, text: string, at = 0) =>
  bytes.length >= at + text.length && [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0));

const kinds: readonly PictureKind[] = [
  { label: 'PNG', recognises: isPng, decode: decodePng },
  {
    label: 'JPEG',
    recognises: (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
    decode: (bytes) => rgbaOf(new JpegDecoder().decode({ bytes })),
  },
  {
    label: 'WebP',
    recognises: (bytes) => startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8),
    decode: (bytes) => rgbaOf(new WebPDecoder().decode({ bytes, frameIndex: 0 })),
  },
  {
    label: 'BMP',
    // The size of its own header follows, a small number: "BM" alone is how a text may begin.
    recognises: (bytes) => startsWith(bytes, 'BM') && (bytes[14] ?? 0) >= 12 && bytes[15] === 0,
    decode: (bytes) => rgbaOf(new BmpDecoder().decode({ bytes })),
  },
  {
    label: 'GIF',
    recognises: (bytes) => startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a'),
    decode(bytes) {
      const decoder = new GifDecoder();
      const info = decoder.startDecode(bytes);
      const [frame] = info?.frames ?? [];
      // Frames larger than their picture would be given memory that nobody was asked for.
      if (!info || !frame || frame.width > info.width || frame.height > info.height) return null;
      return rgbaOf(decoder.decode({ bytes, frameIndex: 0 }));
    },
  },
];

/** What may be opened, for messages. */
export const pictureKinds: readonly string[] = kinds.map(({ label }) => label);

export const isPicture = (head: Uint8Array): boolean => kinds.some((kind) => kind.recognises(head));

/** Of a picture's first bytes, before it is turned: its sides; null where they do not tell. */
export function pictureSize(head: Uint8Array): { readonly width: number; readonly height: number } | null {
  try {
    const { width, height, orientation = 1 } = imageSize(head);
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return null;
  }
}

/** Throws an ImageError that begins with `name` and says what is wrong. */
export function decodePicture(bytes: Uint8Array, name: string): RgbaImage {
  if (bytes.length === 0) throw new ImageError(name, phrase`is empty; choose another file`);
  const kind = kinds.find((each) => each.recognises(bytes));
  if (!kind) throw new ImageError(name, phrase`is no picture that Kasane reads; open ${kinds.map(({ label }) => label).join(', ')}`);
  if (kind.decode === decodePng) return decodePng(bytes, name);
  const size = pictureSize(bytes);
  if (!size) throw new ImageError(name, phrase`is a damaged ${kind.label}`);
  assertPixels(size.width, size.height, name);
  let image: RgbaImage | null;
  try {
    image = kind.decode(bytes, name);
  } catch {
    image = null;
  }
  if (!image) throw new ImageError(name, phrase`is a damaged ${kind.label}`);
  return image;
}

function rgbaOf(image: MemoryImage | undefined): RgbaImage | null {
  if (!image) return null;
  const { width, height } = image;
  const plain = image.convert({ format: Format.uint8, numChannels: 4, alpha: image.hasAlpha ? undefined : 255 });
  const data = plain.getBytes({ order: ChannelOrder.rgba });
  return data.length === width * height * 4 ? { width, height, data } : null;
}
