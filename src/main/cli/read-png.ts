import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RgbaImage } from '@shared/data/ink';
import { KasaneError } from '@shared/kasane-error';
import { type DecodedPng, decode } from 'fast-png';

/** Pictures of more pixels are refused before they are unpacked: 100 megapixels. */
const MOST_PIXELS = 100_000_000;
const SIGNATURE = '89504e470d0a1a0a';

/** A picture file that cannot be used. */
export class ImageError extends KasaneError {
  override name = 'ImageError';
}

/** Throws an ImageError that names the file and what is wrong with it. */
export async function readPng(path: string): Promise<RgbaImage> {
  const name = basename(path);
  const bytes = await readFile(path).catch((error) => Promise.reject(new ImageError(`${name}: cannot be read (${error.message})`, path)));
  if (bytes.subarray(0, 8).toString('hex') !== SIGNATURE || bytes.length < 24) throw new ImageError(`${name}: is no PNG file`, path);
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  if (width * height > MOST_PIXELS) throw new ImageError(`${name}: ${width}×${height} pixels are too many; make it smaller`, path);
  try {
    return toRgba(decode(bytes));
  } catch (error) {
    throw new ImageError(`${name}: is damaged (${error instanceof Error ? error.message : error})`, path);
  }
}

/** Grey, grey with alpha, colour, colour with alpha or a palette, of 1 to 16 bits: all to 8-bit RGBA. */
function toRgba({ width, height, data, channels, depth, palette, transparency }: DecodedPng): RgbaImage {
  const rgba = new Uint8ClampedArray(width * height * 4);
  const sample = sampleReader(data, width * channels, depth);
  const keyed = transparency && !palette ? Array.from(transparency) : null;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const samples = Array.from({ length: channels }, (_, channel) => sample(pixel * channels + channel));
    const [red = 0, green = 0, blue = 0, alpha = 255] = palette
      ? (palette[samples[0] ?? 0] ?? [0, 0, 0])
      : asColour(samples.map((value) => (value * 255) / (2 ** depth - 1)));
    const hidden = keyed?.length === samples.length && samples.every((value, channel) => value === keyed[channel]);
    rgba.set([red, green, blue, hidden ? 0 : alpha], pixel * 4);
  }
  return { width, height, data: rgba };
}

function asColour(samples: readonly number[]): readonly number[] {
  const [first = 0, second] = samples;
  if (samples.length === 1) return [first, first, first, 255];
  if (samples.length === 2) return [first, first, first, second ?? 255];
  return samples;
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
