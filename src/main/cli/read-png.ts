import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { RgbaImage } from '@shared/data/digits/ink';
import { KasaneError } from '@shared/kasane-error';
import { type DecodedPng, decode } from 'fast-png';

/** Larger pictures are refused before they are unpacked: 50 megapixels, a large photo. */
const MOST_PIXELS = 50_000_000;
const SIGNATURE = '89504e470d0a1a0a';
/** Where the header chunk keeps its fields. */
const HEADER = { width: 16, height: 20, depth: 24, colourType: 25, interlace: 28, end: 33 } as const;
const INDEXED = 3;
/** Samples a pixel by colour type. */
const samples: Record<number, number> = { 0: 1, 2: 3, [INDEXED]: 1, 4: 2, 6: 4 };

/** A picture file that cannot be used. */
export class ImageError extends KasaneError {
  override name = 'ImageError';
}

/** Throws an ImageError that names the file and what is wrong with it. */
export async function readPng(path: string): Promise<RgbaImage> {
  const name = basename(path);
  const refuse = (problem: string) => new ImageError(`${name}: ${problem}`, path);
  const bytes = await readFile(path).catch((error) => Promise.reject(refuse(`cannot be read (${error.message})`)));
  if (bytes.subarray(0, 8).toString('hex') !== SIGNATURE || bytes.length < HEADER.end) throw refuse('is no PNG file');
  const [width, height] = [bytes.readUInt32BE(HEADER.width), bytes.readUInt32BE(HEADER.height)];
  if (width * height > MOST_PIXELS) throw refuse(`${width}×${height} pixels are too many; make it smaller`);
  if (bytes[HEADER.interlace] !== 0) throw refuse('is interlaced, which is not read; save it without interlacing');
  try {
    checkUnpackedSize(bytes, width, height);
    return toRgba(decode(bytes), bytes[HEADER.colourType] === INDEXED);
  } catch (error) {
    throw refuse(`is damaged (${error instanceof Error ? error.message : error})`);
  }
}

/** Unpacks the pixels up to the size that the header promises: data that goes on beyond it stops here, not in memory. */
function checkUnpackedSize(bytes: Buffer, width: number, height: number): void {
  const bitsPerPixel = (samples[bytes[HEADER.colourType] ?? 0] ?? 4) * (bytes[HEADER.depth] ?? 8);
  const promised = height * (1 + Math.ceil((width * bitsPerPixel) / 8));
  const parts: Buffer[] = [];
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const found = inflateSync(Buffer.concat(parts), { maxOutputLength: promised + 1 }).length;
  if (found !== promised) throw new Error(`${found} bytes of pixels, expected ${promised}`);
}

/** Grey, grey with alpha, colour, colour with alpha or a palette, of 1 to 16 bits: all to 8-bit RGBA. */
function toRgba({ width, height, data, channels, depth, palette, transparency }: DecodedPng, indexed: boolean): RgbaImage {
  const rgba = new Uint8ClampedArray(width * height * 4);
  const sample = sampleReader(data, width * channels, depth);
  const scale = 255 / (2 ** depth - 1);
  const hasAlpha = channels === 2 || channels === 4;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * channels;
    const to = pixel * 4;
    if (indexed) {
      const [red = 0, green = 0, blue = 0, alpha = 255] = palette?.[sample(from)] ?? [];
      rgba[to] = red;
      rgba[to + 1] = green;
      rgba[to + 2] = blue;
      rgba[to + 3] = alpha;
      continue;
    }
    // Grey stands for all three colours; one colour may be declared see-through instead of an alpha channel.
    let hidden = !hasAlpha && transparency !== undefined;
    for (let colour = 0; colour < 3; colour++) {
      const value = sample(channels < 3 ? from : from + colour);
      rgba[to + colour] = value * scale;
      if (hidden && value !== transparency?.[channels < 3 ? 0 : colour]) hidden = false;
    }
    rgba[to + 3] = hasAlpha ? sample(from + channels - 1) * scale : hidden ? 0 : 255;
  }
  return { width, height, data: rgba };
}

/** Samples of less than a byte are packed, each row starting at a byte of its own. */
function sampleReader(data: ArrayLike<number>, samplesPerRow: number, depth: number): (index: number) => number {
  if (depth >= 8) return (index) => data[index] ?? 0;
  const bytesPerRow = Math.ceil((samplesPerRow * depth) / 8);
  return (index) => {
    const bit = (index % samplesPerRow) * depth;
    const byte = data[Math.floor(index / samplesPerRow) * bytesPerRow + (bit >> 3)] ?? 0;
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
}
