/**
 * Reads PNG pictures of every kind, with checks that keep a damaged or malicious one from filling the memory. Command
 * line and studio share it, so that both see the same pixels.
 */

import { type DecodedPng, decode } from 'fast-png';
import { Unzlib } from 'fflate';
import { byteAt, integerAt } from '../../at';
import { crc32 } from '../../formats/crc32';
import { KasaneError } from '../../kasane-error';
import { type Phrase, phrase, say } from '../../phrase';
import type { RgbaImage } from '../digits/ink';

/** Larger pictures are refused before they are unpacked: 50 megapixels, a large photo. */
export const MOST_PIXELS = 50_000_000;
/** Of one side: rows of a pixel each take far more memory than their pixels. */
const LONGEST_SIDE = 20_000;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Where the header chunk keeps its fields. */
const HEADER = { width: 16, height: 20, depth: 24, colourType: 25, interlace: 28, end: 33 } as const;
const INDEXED = 3;
/** Samples a pixel by colour type. */
const samples: Record<number, number> = { 0: 1, 2: 3, [INDEXED]: 1, 4: 2, 6: 4 };
/** Bytes unpacked at once: deflate makes at most 1032 times as many of them. */
const SLICE = 16_384;

/** A picture that cannot be used. */
export class ImageError extends KasaneError {
  override name = 'ImageError';
  constructor(
    file: string,
    /** Without the place. */
    readonly problem: Phrase | string,
  ) {
    super(phrase`${file}: ${problem}`, file);
  }
}

/** What is wrong within a file. */
class Damage extends Error {
  constructor(readonly phrase: Phrase) {
    super(say(phrase));
  }
}

export const isPng = (bytes: Uint8Array) => SIGNATURE.every((byte, index) => bytes[index] === byte);

/** Throws an ImageError that begins with `name` and says what is wrong. */
export function decodePng(bytes: Uint8Array, name: string): RgbaImage {
  if (!isPng(bytes) || bytes.length < HEADER.end) throw new ImageError(name, phrase`is no PNG file`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(HEADER.width), view.getUint32(HEADER.height)];
  assertPixels(width, height, name);
  try {
    const chunks = chunksOf(view, bytes);
    checkUnpackedSize(chunks, bytes, width, height);
    return toRgba(decode(withoutOthers(bytes, chunks)), bytes[HEADER.colourType] === INDEXED);
  } catch (error) {
    const what = error instanceof Damage ? error.phrase : error instanceof Error ? error.message : String(error);
    throw new ImageError(name, phrase`is damaged (${what})`);
  }
}

/** Throws an ImageError where a picture has more pixels than are read. */
export function assertPixels(width: number, height: number, name: string): void {
  if (Math.max(width, height) > LONGEST_SIDE)
    throw new ImageError(name, phrase`${width}×${height}: a side may have ${LONGEST_SIDE} pixels at most; make it smaller`);
  if (width * height > MOST_PIXELS)
    throw new ImageError(name, phrase`${width}×${height} pixels are too many; make it smaller, ${MOST_PIXELS / 1e6} megapixels at most`);
}

interface Chunk {
  readonly type: string;
  /** Of its content. */
  readonly from: number;
  readonly to: number;
}

/** Length, type, content and CRC-32 of the last two, one after another (PNG, 5.3). Throws a Damage where they are not. */
function chunksOf(view: DataView, bytes: Uint8Array): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const to = at + 8 + length;
    if (to + 4 > bytes.length) throw new Damage(phrase`it is cut short`);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc32(bytes.subarray(at + 4, to)) !== view.getUint32(to)) throw new Damage(phrase`the checksum of ${type} is wrong`);
    if ((type === 'IHDR') !== (chunks.length === 0)) throw new Damage(phrase`it has not one header, at its beginning`);
    chunks.push({ type, from: at + 8, to });
    if (type === 'IEND') return chunks;
    at = to + 4;
  }
  throw new Damage(phrase`it is cut short`);
}

/** What pixels are made of. Anything else, such as a colour profile, may be packed, and unpack without end. */
const NEEDED = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

function withoutOthers(bytes: Uint8Array, chunks: readonly Chunk[]): Uint8Array {
  const kept = chunks.filter(({ type }) => NEEDED.includes(type)).map(({ from, to }) => bytes.subarray(from - 8, to + 4));
  const file = new Uint8Array(SIGNATURE.length + kept.reduce((sum, { length }) => sum + length, 0));
  file.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const chunk of kept) {
    file.set(chunk, at);
    at += chunk.length;
  }
  return file;
}

/** Unpacks the pixels up to the size that the header promises: data that goes on beyond it stops here, not in memory. */
function checkUnpackedSize(chunks: readonly Chunk[], bytes: Uint8Array, width: number, height: number): void {
  const promised = promisedBytes(bytes, width, height);
  let found = 0;
  const unpacking = new Unzlib((chunk) => {
    found += chunk.length;
  });
  for (const { type, from, to } of chunks) {
    if (type !== 'IDAT') continue;
    for (let at = from; at < to && found <= promised; at += SLICE) unpacking.push(bytes.subarray(at, Math.min(at + SLICE, to)));
  }
  if (found !== promised) throw new Damage(phrase`${found} bytes of pixels, expected ${promised}`);
}

/** Each row begins with a byte that names its filter; an interlaced picture is seven small ones. */
function promisedBytes(bytes: Uint8Array, width: number, height: number): number {
  const bitsPerPixel = (samples[byteAt(bytes, HEADER.colourType)] ?? 4) * (bytes[HEADER.depth] ?? 8);
  const passes = bytes[HEADER.interlace] === 1 ? ADAM7 : [[0, 0, 1, 1] as const];
  return passes.reduce((sum, [x, y, stepX, stepY]) => {
    const [columns, rows] = [Math.ceil((width - x) / stepX), Math.ceil((height - y) / stepY)];
    return columns > 0 && rows > 0 ? sum + rows * (1 + Math.ceil((columns * bitsPerPixel) / 8)) : sum;
  }, 0);
}

/** First column and row of each pass, and the steps between its columns and rows. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

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
function sampleReader(data: Uint8Array | Uint8ClampedArray | Uint16Array, samplesPerRow: number, depth: number): (index: number) => number {
  if (data instanceof Uint16Array) return (index) => integerAt(data, index);
  if (depth === 8) return (index) => byteAt(data, index);
  const bytesPerRow = Math.ceil((samplesPerRow * depth) / 8);
  return (index) => {
    const bit = (index % samplesPerRow) * depth;
    const byte = byteAt(data, Math.floor(index / samplesPerRow) * bytesPerRow + (bit >> 3));
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
}
