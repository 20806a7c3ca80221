/**
 * Zip files from elsewhere, unpacked within limits: what a file claims of itself is checked before memory is given to it,
 * and while its content comes, its length and checksum. (fflate's own unzipSync believes the directory: entries may share
 * bytes, be without end, or be damaged.) PKWARE's APPNOTE 6.3; no encryption, no several disks.
 */

import { Inflate } from 'fflate';
import { exactly } from '../at';
import { phrase } from '../phrase';
import { crc32 } from './crc32';
import { ParametersError } from './parameters-error';

/** Beyond any run or network of digits; what stops a file that unpacks without end. */
const LARGEST_ENTRY = 512 * 2 ** 20;
const LARGEST_UNPACKED = 2 ** 30;
/** Far beyond the files of a run, or the arrays of a network. */
const MOST_ENTRIES = 10_000;

/** The earliest day that a zip can name, so that the same content gives the same bytes. */
export const ZIP_EPOCH = new Date('1980-01-01T00:00:00');

/** A zip that is not unpacked. Whoever opened it says so in its own words. */
export class ZipError extends Error {
  override name = 'ZipError';
  constructor(
    readonly trouble: 'damaged' | 'too large' | 'too many' | 'named twice' | 'packed otherwise',
    /** The entry at fault; empty where it is the whole. */
    readonly entry = '',
    /** Bytes, or entries, that it may have at most. */
    readonly limit = 0,
  ) {
    super(`${entry || 'the file'}: ${trouble}`);
  }
}

/** An entry as the directory has it. */
interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly checksum: number;
  /** As it is packed, bytes. */
  readonly size: number;
  readonly originalSize: number;
  /** Where its own header is. */
  readonly at: number;
}

const [LOCAL, CENTRAL, END, END_64, LOCATOR_64] = [0x04034b50, 0x02014b50, 0x06054b50, 0x06064b50, 0x07064b50];
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const [STORED, DEFLATED] = [0, 8];
/** What stands for a number that is in the 64-bit extension. */
const ELSEWHERE = 0xffffffff;
const EXTENSION_64 = 1;
const SLICE = 2 ** 16;

/** What is unpacked at most: bytes of all, bytes of one, and how many entries there may be. */
export interface ZipLimits {
  readonly total?: number;
  readonly entry?: number;
  readonly entries?: number;
}

/** The entries that are wanted, by name. Throws a ZipError. */
export function unpackZip(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
  { total: most = LARGEST_UNPACKED, entry: mostOfOne = LARGEST_ENTRY, entries = MOST_ENTRIES }: ZipLimits = {},
): Record<string, Uint8Array> {
  const wanted = entriesOf(bytes, entries).filter(({ name }) => isWanted(name));
  let total = 0;
  let packed = 0;
  for (const { name, size, originalSize } of wanted) {
    total += originalSize;
    packed += size;
    if (originalSize > mostOfOne) throw new ZipError('too large', name, mostOfOne);
    if (total > most) throw new ZipError('too large', name, most);
    // Several entries of the same bytes are no way to have less of them.
    if (packed > bytes.length) throw new ZipError('damaged', name);
  }
  // Without a prototype: a name such as “constructor” is one that is there or not.
  return Object.assign(Object.create(null), Object.fromEntries(wanted.map((entry) => [entry.name, contentOf(bytes, entry)])));
}

/** A file in a zip that is unpacked when it is asked for. */
export interface ZippedFile {
  readonly name: string;
  /** Bytes when unpacked, as the zip claims. */
  readonly size: number;
  /** Throws a ZipError. */
  content(): Uint8Array;
  /** Its first bytes, `most` at most; no more is unpacked than comes with them. Throws a ZipError. */
  start(most: number): Uint8Array;
  /** All of it a stretch at a time, for what need not be in memory at once. Throws a ZipError. */
  stretches(): Iterable<Uint8Array>;
}

/** All files in it, nothing unpacked yet. Throws a ZipError. */
export function zippedFiles(
  bytes: Uint8Array,
  { total: most = LARGEST_UNPACKED, entry: mostOfOne = LARGEST_ENTRY, entries = MOST_ENTRIES }: ZipLimits,
): ZippedFile[] {
  const found = entriesOf(bytes, entries).filter(({ name }) => !name.endsWith('/'));
  let [total, packed] = [0, 0];
  return found.map((entry) => {
    const { name, size, originalSize } = entry;
    total += originalSize;
    packed += size;
    if (originalSize > mostOfOne) throw new ZipError('too large', name, mostOfOne);
    if (total > most) throw new ZipError('too large', name, most);
    if (packed > bytes.length) throw new ZipError('damaged', name);
    return {
      ...{ name, size: originalSize },
      content: () => contentOf(bytes, entry),
      start: (wanted) => startOf(bytes, entry, wanted),
      stretches: () => stretchesOf(bytes, entry),
    };
  });
}

/** Every format that is a zip looks at the names in it. */
const known = new WeakMap<Uint8Array, readonly string[]>();

/** Names of all entries; none where it is no zip. */
export function zipNames(bytes: Uint8Array): readonly string[] {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [];
  const found = known.get(bytes) ?? namesOf(bytes);
  known.set(bytes, found);
  return found;
}

function namesOf(bytes: Uint8Array): string[] {
  try {
    return entriesOf(bytes).map(({ name }) => name);
  } catch {
    return [];
  }
}

function entriesOf(bytes: Uint8Array, most = MOST_ENTRIES): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readDirectory(bytes, view, most);
  } catch (error) {
    throw error instanceof RangeError ? new ZipError('damaged') : error; // beyond the file's end
  }
}

function readDirectory(bytes: Uint8Array, view: DataView, most: number): Entry[] {
  const end = findEnd(view);
  let count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if ((count === 0xffff || at === ELSEWHERE) && view.getUint32(end - 20, true) === LOCATOR_64) {
    const end64 = whole(view, end - 12);
    if (view.getUint32(end64, true) !== END_64) throw new ZipError('damaged');
    count = whole(view, end64 + 32);
    at = whole(view, end64 + 48);
  }
  if (count > most) throw new ZipError('too many', '', most);
  const entries = new Map<string, Entry>();
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== CENTRAL) throw new ZipError('damaged');
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const commentBytes = view.getUint16(at + 32, true);
    if (extraEnd > bytes.length) throw new ZipError('damaged');
    const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd));
    if (entries.has(name)) throw new ZipError('named twice', name);
    const far = numbersOf64(view, nameEnd, extraEnd);
    // In this order those that are too large for 32 bits stand in the extension.
    const near = [24, 20, 42].map((offset) => view.getUint32(at + offset, true));
    const [originalSize, size, place] = exactly(
      3,
      near.map((value) => (value === ELSEWHERE ? (far.shift() ?? value) : value)),
    );
    entries.set(name, {
      ...{ name, size, originalSize, at: place },
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
    });
    at = extraEnd + commentBytes;
  }
  return [...entries.values()];
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) if (view.getUint32(at, true) === END) return at;
  throw new ZipError('damaged');
}

function numbersOf64(view: DataView, from: number, to: number): number[] {
  for (let at = from; at + 4 <= to; ) {
    const [kind, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (kind === EXTENSION_64) {
      // Three at most, whatever it says of its length: sizes and place.
      const numbers = Math.min(3, Math.floor(Math.min(length, to - at - 4) / 8));
      return Array.from({ length: numbers }, (_, index) => whole(view, at + 4 + 8 * index));
    }
    at += 4 + length;
  }
  return [];
}

const whole = (view: DataView, at: number) => Number(view.getBigUint64(at, true));

const damagedEntry = ({ name }: Entry) => new ZipError('damaged', name);

/** The bytes of an entry as they lie there, and whether they are deflated. */
function packedOf(bytes: Uint8Array, entry: Entry): { readonly packed: Uint8Array; readonly isStored: boolean } {
  const { name, encrypted, method, size, originalSize, at } = entry;
  const header = new DataView(bytes.buffer, bytes.byteOffset + Math.min(at, bytes.length), Math.max(0, bytes.length - at));
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL) throw damagedEntry(entry);
  const from = at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (from + size > bytes.length) throw damagedEntry(entry);
  const packed = bytes.subarray(from, from + size);
  if (encrypted || (method !== STORED && method !== DEFLATED)) throw new ZipError('packed otherwise', name);
  if (method === STORED && size !== originalSize) throw damagedEntry(entry);
  return { packed, isStored: method === STORED };
}

function contentOf(bytes: Uint8Array, entry: Entry): Uint8Array {
  const { packed, isStored } = packedOf(bytes, entry);
  const content = isStored ? packed.slice() : inflated(packed, entry.originalSize, () => damagedEntry(entry));
  if (crc32(content) !== entry.checksum) throw damagedEntry(entry);
  return content;
}

function* stretchesOf(bytes: Uint8Array, entry: Entry): Iterable<Uint8Array> {
  const { packed, isStored } = packedOf(bytes, entry);
  let [done, chunks]: [number, Uint8Array[]] = [0, []];
  const stream = new Inflate((chunk) => {
    done += chunk.length;
    if (chunk.length > 0) chunks.push(chunk);
  });
  for (let at = 0; at < packed.length; at += SLICE) {
    const slice = packed.subarray(at, at + SLICE);
    if (isStored) {
      yield slice;
      continue;
    }
    try {
      stream.push(slice, at + SLICE >= packed.length);
    } catch {
      throw damagedEntry(entry);
    }
    if (done > entry.originalSize) throw damagedEntry(entry);
    yield* chunks;
    chunks = [];
  }
  if (!isStored && done !== entry.originalSize) throw damagedEntry(entry);
}

/** Bytes of deflate that are given at once where only the first are wanted. */
const SIP = 2 ** 10;

function startOf(bytes: Uint8Array, entry: Entry, most: number): Uint8Array {
  const { packed, isStored } = packedOf(bytes, entry);
  if (isStored) return packed.slice(0, most);
  const start = new Uint8Array(Math.min(most, entry.originalSize));
  let done = 0;
  const stream = new Inflate((chunk) => {
    const part = chunk.subarray(0, start.length - done);
    start.set(part, done);
    done += part.length;
  });
  try {
    for (let at = 0; at < packed.length && done < start.length; at += SIP)
      stream.push(packed.subarray(at, at + SIP), at + SIP >= packed.length);
  } catch {
    throw damagedEntry(entry);
  }
  return start.subarray(0, done);
}

/** In slices, so that one that is longer than it says is noticed before it has grown. */
function inflated(packed: Uint8Array, originalSize: number, damaged: () => ZipError): Uint8Array {
  // A byte of deflate makes at most 1032: no memory for what cannot come.
  if (originalSize > packed.length * 1032) throw damaged();
  const content = new Uint8Array(originalSize);
  let done = 0;
  const stream = new Inflate((chunk) => {
    if (done + chunk.length > originalSize) throw damaged();
    content.set(chunk, done);
    done += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length; at += SLICE) stream.push(packed.subarray(at, at + SLICE), at + SLICE >= packed.length);
  } catch {
    throw damaged();
  }
  if (done !== originalSize) throw damaged();
  return content;
}

/** Weights hardly shrink: what unpacks to more than this times its size, and more than any biases, is no network. */
const [MOST_SHRUNK, ROOM] = [50, 2 ** 26];

/** The same for files of parameters. Throws a ParametersError with what to do. */
export function unpackEntries(bytes: Uint8Array, file: string, isWanted: (name: string) => boolean): Record<string, Uint8Array> {
  try {
    return unpackZip(bytes, isWanted, { total: Math.min(LARGEST_UNPACKED, ROOM + MOST_SHRUNK * bytes.length) });
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    const place = error.entry ? `${file}: ${error.entry}` : file;
    switch (error.trouble) {
      case 'damaged':
        throw new ParametersError(place, phrase`is damaged, or no zip file`);
      case 'too large':
        throw new ParametersError(place, phrase`unpacks to more than ${error.limit} bytes, which no network here needs`);
      case 'too many':
        throw new ParametersError(place, phrase`has more than ${error.limit} entries, which no network here needs`);
      case 'packed otherwise':
        throw new ParametersError(
          place,
          phrase`is packed in a way that is not read here; pack it by deflate or not at all, without a password`,
        );
      case 'named twice':
        throw new ParametersError(place, phrase`stands there twice; leave one out`);
      default:
        return error.trouble satisfies never;
    }
  }
}
