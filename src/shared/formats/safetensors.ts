/**
 * safetensors: u64 little-endian length of the header, the header, then the data. The header is JSON, one entry a tensor,
 * `{ name: { dtype, shape, data_offsets: [from, to] } }` with offsets into the data, and strings under `__metadata__`.
 * https://github.com/huggingface/safetensors. Floats of any width are read, float32 is written.
 */

import { z } from 'zod';
import { parseJson } from '../json';
import { KasaneError } from '../kasane-error';
import { elementCount, type NamedTensor } from '../nn/parameter';
import { type Phrase, phrase } from '../phrase';
import { crc32 } from './crc32';
import { safetensorsFloats } from './float-types';
import { repeatedKey } from './strict-json';

export interface TensorFile {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** The message is one line with file, place, what was found and what was expected. */
export class SafetensorsError extends KasaneError {
  override name = 'SafetensorsError';
  constructor(file: string, problem: Phrase | string) {
    super(phrase`${file}: ${problem}`, file);
  }
}

const LENGTH_BYTES = 8;
const VALUE_BYTES = Float32Array.BYTES_PER_ELEMENT;
/** As in the reference implementation. */
const LARGEST_HEADER = 100_000_000;
const METADATA = '__metadata__';
/** Among the metadata: CRC-32 of the whole file with zeros in its place, eight hexadecimal digits. */
const CHECKSUM = 'kasane_crc32';
const NO_SUM = '00000000';
const checksumEntry = (sum: string) => `"${CHECKSUM}":"${sum}"`;

const whole = z.int().min(0);
const entrySchema = z.strictObject({ dtype: z.string(), shape: z.array(whole).max(8), data_offsets: z.tuple([whole, whole]) });
const metadataSchema = z.record(z.string(), z.string());

/** `seal`: whether it carries a checksum, as what only Kasane itself writes to does. */
export function serializeSafetensors({ tensors, metadata }: TensorFile, { seal = false } = {}): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { [METADATA]: seal ? { ...metadata, [CHECKSUM]: NO_SUM } : metadata };
  let dataBytes = 0;
  for (const { name, shape, values } of tensors) {
    const end = dataBytes + values.length * VALUE_BYTES;
    header[name] = { dtype: 'F32', shape, data_offsets: [dataBytes, end] };
    dataBytes = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Padded with spaces to whole vectors of 8 bytes, as the format recommends.
  const headerBytes = Math.ceil(text.length / LENGTH_BYTES) * LENGTH_BYTES;
  const file = new Uint8Array(LENGTH_BYTES + headerBytes + dataBytes);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(headerBytes), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes);
  file.set(text, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerBytes;
  for (const { values } of tensors) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += VALUE_BYTES;
    }
  }
  if (seal) {
    const place = placeOf(file.subarray(0, LENGTH_BYTES + headerBytes), NO_SUM);
    file.set(new TextEncoder().encode(crc32(file).toString(16).padStart(NO_SUM.length, '0')), place);
  }
  return file;
}

/** Where the digits of a checksum stand in a header that has them. */
const placeOf = (header: Uint8Array, sum: string) =>
  new TextDecoder('latin1').decode(header).indexOf(checksumEntry(sum)) + checksumEntry(sum).length - 1 - sum.length;

/** Of a file's length and header: the checksum it carries, and what it comes to so far, with the data behind still to come. */
export function sealOf(head: Uint8Array): { readonly wanted: number; readonly soFar: number } | null {
  const [, sum] = new RegExp(checksumEntry('([0-9a-f]{8})')).exec(new TextDecoder('latin1').decode(head)) ?? [];
  if (sum === undefined) return null;
  const blank = head.slice();
  blank.fill(NO_SUM.charCodeAt(0), placeOf(head, sum), placeOf(head, sum) + sum.length);
  return { wanted: Number.parseInt(sum, 16), soFar: crc32(blank) };
}

/** Whether a sound file carries a checksum: without one nobody can tell whether its numbers are those that were written. */
export function isSealed(file: Uint8Array): boolean {
  const headerBytes = Number(new DataView(file.buffer, file.byteOffset, LENGTH_BYTES).getBigUint64(0, true));
  return sealOf(file.subarray(0, LENGTH_BYTES + headerBytes)) !== null;
}

/** Throws a SafetensorsError that names `file` and the place in it; the data are read only after the header made sense. */
export function parseSafetensors(file: Uint8Array, name: string, { othersToo = false }: { readonly othersToo?: boolean } = {}): TensorFile {
  const refuse = (problem: string): never => {
    throw new SafetensorsError(name, problem);
  };
  if (file.length < LENGTH_BYTES) refuse(`has ${file.length} bytes, expected at least ${LENGTH_BYTES}; the file is cut short`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  const dataStart = LENGTH_BYTES + headerBytes;
  if (headerBytes > LARGEST_HEADER || dataStart > file.length) {
    refuse(`says its header has ${headerBytes} bytes, but there are ${file.length} in all; it is cut short or no safetensors file`);
  }
  const header = parseHeader(file.subarray(LENGTH_BYTES, dataStart), refuse);
  const dataBytes = file.length - dataStart;
  const metadata = metadataSchema.safeParse(header[METADATA] ?? {});
  if (!metadata.success) return refuse(`${METADATA} is not an object of strings`);

  const entries = Object.entries(header)
    .filter(([key]) => key !== METADATA)
    .map(([key, value]) => {
      const entry = entrySchema.safeParse(value);
      if (!entry.success) return refuse(`${key} has no dtype, shape and data_offsets as expected`);
      const { dtype, shape, data_offsets } = entry.data;
      const [from, to] = data_offsets;
      const float = safetensorsFloats[dtype];
      const count = elementCount(shape);
      // Whole numbers beside the floats, such as counters of batches.
      if (!float && othersToo) return { key, shape, count, float: null, from, to };
      if (!float) return refuse(`${key} is ${dtype}, expected F32 or another type of floats`);
      if (to - from !== count * float.bytes) refuse(`${key} of shape [${shape}] has ${to - from} bytes, expected ${count * float.bytes}`);
      return { key, shape, count, float, from, to };
    });
  // As in the reference implementation: one after another, without overlaps, holes or a rest.
  let filled = 0;
  for (const { key, from, to } of entries.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (to > dataBytes) refuse(`${key} ends at byte ${to} of the data, which has ${dataBytes}; the file is cut short`);
    if (from !== filled) refuse(`${key} begins at byte ${from} of the data, expected ${filled}, where the one before ends`);
    filled = to;
  }
  const seal = sealOf(file.subarray(0, dataStart));
  if (CHECKSUM in metadata.data && (!seal || crc32(file.subarray(dataStart), seal.soFar) !== seal.wanted))
    refuse('is not what its checksum says; the file is damaged');
  if (filled !== dataBytes) refuse(`has ${dataBytes} bytes of data, of which its tensors take ${filled}; it is damaged`);
  const tensors = entries.flatMap(({ key, shape, count, float, from }): NamedTensor[] => {
    if (!float) return [];
    const values = Float32Array.from({ length: count }, (_, index) => float.at(view, dataStart + from + index * float.bytes));
    return [{ name: key, shape, values }];
  });
  const { [CHECKSUM]: _, ...told } = metadata.data;
  return { tensors, metadata: told };
}

/** Bytes of a whole file with that header; null where it is none. */
export function safetensorsSize(header: Uint8Array): number | null {
  try {
    const { [METADATA]: _, ...entries } = JSON.parse(new TextDecoder().decode(header));
    const ends = Object.values(entries).map((entry) => entrySchema.parse(entry).data_offsets[1]);
    return LENGTH_BYTES + header.length + Math.max(0, ...ends);
  } catch {
    return null;
  }
}

function parseHeader(bytes: Uint8Array, refuse: (problem: string) => never): Record<string, unknown> {
  let parsed: unknown;
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    parsed = parseJson(text);
  } catch {
    return refuse('its header is not JSON; it is damaged or no safetensors file');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return refuse('its header is not an object of tensors');
  const twice = repeatedKey(text);
  if (twice !== null) return refuse(`${twice} is named twice in its header`);
  return { ...parsed };
}
