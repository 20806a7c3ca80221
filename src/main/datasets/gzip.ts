/** What was packed by gzip, unpacked as often as it was packed, within limits. */
import { createGunzip } from 'node:zlib';
import { DatasetError } from '@shared/data/sources/dataset-error';
import { phrase } from '@shared/phrase';
import { Gunzip } from 'fflate';

/** Twice happens; more is no way to pack anything. */
const MOST_LAYERS = 4;
/** A byte of deflate makes at most so many. */
const MOST_SHRUNK = 1032;

export const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The first bytes of the content, `most` at most, of the first bytes of a file. Throws a DatasetError where they are damaged. */
export function unpackedHead(name: string, head: Uint8Array, most: number): Uint8Array {
  let bytes = head;
  // Of what is packed more than once, more must come out at first than is wanted in the end.
  for (let layer = 0; layer < MOST_LAYERS && isGzip(bytes); layer++) bytes = firstUnpacked(name, bytes, Math.max(most, head.length));
  return bytes.subarray(0, most);
}

/** Bytes of gzip that are given at once where only the first are wanted: they make a few megabytes at most. */
const SIP = 2 ** 12;

function firstUnpacked(name: string, packed: Uint8Array, most: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const unpacking = new Gunzip((part) => {
    parts.push(part);
    length += part.length;
  });
  try {
    for (let at = 0; at < packed.length && length < most; at += SIP) unpacking.push(packed.subarray(at, at + SIP));
  } catch (error) {
    throw damaged(name, error);
  }
  return Buffer.concat(parts);
}

/** All of it. Throws a DatasetError where that is more than `most` bytes, or damaged. */
export async function unpacked(name: string, content: Uint8Array, most: number): Promise<Uint8Array> {
  let bytes = content;
  // What is packed once more is a little larger than what is in it.
  const room = most + Math.ceil(most / 1000) + 2 ** 16;
  for (let layer = 0; layer < MOST_LAYERS && isGzip(bytes); layer++) bytes = await unpackedOnce(name, bytes, room, most);
  if (bytes.length > most && bytes !== content) throw tooMuch(name, most);
  return bytes;
}

async function unpackedOnce(name: string, content: Uint8Array, room: number, most: number): Promise<Uint8Array> {
  // No memory for what cannot come.
  const bytes = new Uint8Array(Math.min(room, content.length * MOST_SHRUNK));
  let at = 0;
  const unpacking = createGunzip();
  try {
    unpacking.end(content);
    for await (const part of unpacking as AsyncIterable<Buffer>) {
      if (at + part.length > bytes.length) throw tooMuch(name, most);
      bytes.set(part, at);
      at += part.length;
    }
  } catch (error) {
    throw error instanceof DatasetError ? error : damaged(name, error);
  }
  return bytes.subarray(0, at);
}

/** A stretch at a time. */
export async function* unpackedStretches(name: string, source: AsyncIterable<Uint8Array>, layer = 0): AsyncIterable<Uint8Array> {
  const parts = source[Symbol.asyncIterator]();
  const first = await parts.next();
  if (first.done) return;
  const whole = (async function* () {
    yield first.value;
    for (let part = await parts.next(); !part.done; part = await parts.next()) yield part.value;
  })();
  if (!isGzip(first.value) || layer === MOST_LAYERS) {
    yield* whole;
    return;
  }
  yield* unpackedStretches(name, gunzipped(name, whole), layer + 1);
}

async function* gunzipped(name: string, source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const unpacking = createGunzip();
  const feeding = (async () => {
    for await (const part of source) {
      if (!unpacking.write(part)) await new Promise<void>((resolve) => unpacking.once('drain', resolve).once('close', resolve));
      if (unpacking.destroyed) return;
    }
    unpacking.end();
  })();
  feeding.catch((error) => unpacking.destroy(error));
  try {
    yield* unpacking as AsyncIterable<Buffer>;
  } catch (error) {
    throw error instanceof DatasetError ? error : damaged(name, error);
  } finally {
    unpacking.destroy();
  }
}

const tooMuch = (name: string, most: number) => new DatasetError(name, phrase`unpacks to more than ${most} bytes; it is not what it says`);

const damaged = (name: string, error: unknown) =>
  new DatasetError(name, phrase`is damaged gzip (${error instanceof Error ? error.message : String(error)}); get it anew`);
