/**
 * A dict of NumPy arrays as `pickle.dump` writes it, so that `pickle.load` gives it back. Protocol 3, which every Python 3 and every
 * NumPy reads. Source: pickletools.py of Python, `numpy.ndarray.__reduce__`.
 */
import type { NamedTensor } from '../nn/parameter';

/** Codes of the pickle machine. */
const [PROTOCOL, STOP, MARK, REDUCE, BUILD] = [0x80, 0x2e, 0x28, 0x52, 0x62];
const [NONE, TRUE, FALSE, BYTE, INTEGER] = [0x4e, 0x88, 0x89, 0x4b, 0x4a];
const [TUPLE, TUPLE_OF_1, TUPLE_OF_3, EMPTY_DICT, SET_ITEMS] = [0x74, 0x85, 0x87, 0x7d, 0x75];
const [TEXT, BYTES, GLOBAL] = [0x58, 0x42, 0x63];

const ascii = (text: string) => new TextEncoder().encode(text);
const uint32 = (value: number) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
const text = (value: string) => [TEXT, ...uint32(ascii(value).length), ...ascii(value)];
const named = (module: string, name: string) => [GLOBAL, ...ascii(`${module}\n${name}\n`)];
const integer = (value: number) => [INTEGER, ...uint32(value)];

/** Little-endian float32, which nothing is swapped in. */
const FLOAT32 = [
  ...named('numpy', 'dtype'),
  ...text('f4'),
  ...[FALSE, TRUE, TUPLE_OF_3, REDUCE],
  ...[MARK, BYTE, 3, ...text('<'), NONE, NONE, NONE, ...integer(-1), ...integer(-1), BYTE, 0, TUPLE, BUILD],
];

/** The arrays in row-major order, by their names. */
export function writePickle(tensors: readonly NamedTensor[]): Uint8Array<ArrayBuffer> {
  const parts: (Uint8Array | readonly number[])[] = [[PROTOCOL, 3, EMPTY_DICT, MARK]];
  for (const { name, shape, values } of tensors) {
    const view = new DataView(new ArrayBuffer(4 * values.length));
    for (const [index, value] of values.entries()) view.setFloat32(4 * index, value, true);
    parts.push(
      [...text(name), ...named('numpy.core.multiarray', '_reconstruct'), ...named('numpy', 'ndarray')],
      [BYTE, 0, TUPLE_OF_1, BYTES, ...uint32(1), ...ascii('b'), TUPLE_OF_3, REDUCE],
      [MARK, BYTE, 1, MARK, ...shape.flatMap(integer), TUPLE, ...FLOAT32, FALSE, BYTES, ...uint32(view.byteLength)],
      new Uint8Array(view.buffer),
      [TUPLE, BUILD],
    );
  }
  parts.push([SET_ITEMS, STOP]);
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
