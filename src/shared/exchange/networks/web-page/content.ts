/** The networks in a web page: how they stand in it, for the exporter that writes them and the page that reads them. */
import { halfBits, numberReader } from '../../../formats/float-types';
import type { NamedTensor } from '../../../nn/parameter';

/** The element that holds them, as JSON. */
export const CONTENT_ID = 'networks';

/** What every page has at its beginning, and nothing else does. */
export const GENERATOR = '<meta name="generator" content="Kasane web page">';

export interface PageNetwork {
  /** What Kasane tells of every network: see formats/told. */
  readonly told: unknown;
  readonly name: string;
  readonly precision: Precision;
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** All numbers one after another, little-endian, in Base64. */
  readonly values: string;
}

export const precisions = { float32: '<f4', float16: '<f2' } as const;
export type Precision = keyof typeof precisions;

/** Tensors as they were written, float16 as the float32 that it stands for. */
export function tensorsOf({ precision, tensors, values }: Omit<PageNetwork, 'told' | 'name'>): NamedTensor[] {
  const bytes = Uint8Array.from(atob(values), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const read = numberReader(precisions[precision]);
  let at = 0;
  return tensors.map(({ name, shape }) => {
    const count = shape.reduce((product, side) => product * side, 1);
    const from = at;
    at += count;
    return { name, shape, values: Float32Array.from({ length: count }, (_, index) => read?.at(view, (from + index) * read.bytes) ?? 0) };
  });
}

/** For `tensorsOf` to read. Numbers beyond ±65,504 are infinite in float16. */
export function valuesOf(tensors: readonly NamedTensor[], precision: Precision): string {
  const count = tensors.reduce((sum, { values }) => sum + values.length, 0);
  const view = new DataView(new ArrayBuffer(count * (precision === 'float16' ? 2 : 4)));
  let at = 0;
  for (const { values } of tensors) {
    for (const value of values) {
      if (precision === 'float16') view.setUint16(2 * at, halfBits(value), true);
      else view.setFloat32(4 * at, value, true);
      at += 1;
    }
  }
  return base64(new Uint8Array(view.buffer));
}

/** Characters that a call takes as parameters at once. */
const AT_ONCE = 8192;

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += AT_ONCE) parts.push(String.fromCharCode(...bytes.subarray(from, from + AT_ONCE)));
  return btoa(parts.join(''));
}
