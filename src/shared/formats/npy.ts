/**
 * .npy, one NumPy array: magic, version, length of the header, the header (a Python dict of descr, fortran_order and shape),
 * then the numbers. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { floatAt, numberAt } from '../at';
import { elementCount, type NamedTensor } from '../nn/parameter';
import { phrase } from '../phrase';
import { floatReader } from './float-types';
import { latinText } from './latin-text';
import { ParametersError } from './parameters-error';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const HEADER_MULTIPLE = 64;
const MOST_DIMENSIONS = 8;
/** Bytes; NumPy's own limit is 10,000 characters. */
const LARGEST_HEADER = 2 ** 16;

export function serializeNpy({ shape, values }: Pick<NamedTensor, 'shape' | 'values'>): Uint8Array<ArrayBuffer> {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sides}), }`;
  const before = MAGIC.length + 2 + 2;
  const headerBytes = Math.ceil((before + dict.length + 1) / HEADER_MULTIPLE) * HEADER_MULTIPLE - before;
  const file = new Uint8Array(before + headerBytes + values.length * 4);
  const view = new DataView(file.buffer);
  file.set([...MAGIC, 1, 0]);
  view.setUint16(MAGIC.length + 2, headerBytes, true);
  file.set(new TextEncoder().encode(`${dict.padEnd(headerBytes - 1)}\n`), before);
  values.forEach((value, index) => {
    view.setFloat32(before + headerBytes + index * 4, value, true);
  });
  return file;
}

/** An array as NumPy keeps it; its numbers are still bytes. */
export interface NumpyArray {
  /** `<f4` */
  readonly descr: string;
  readonly shape: readonly number[];
  /** Whether the first index runs fastest. */
  readonly fortranOrder: boolean;
  readonly data: Uint8Array;
}

export const isNpy = (file: Uint8Array) => MAGIC.every((byte, index) => file[index] === byte);

/** Whether it is an array of Python's objects, such as numpy.save makes of a dict: what follows its header is a pickle. */
export const holdsObjects = (file: Uint8Array) => isNpy(file) && /'descr'\s*:\s*'[<>|=]?O'/.test(latinText(file.subarray(0, 200)));

/** Floats of any width become float32. Throws a ParametersError that names `place`. */
export function parseNpy(file: Uint8Array, place: string): Pick<NamedTensor, 'shape' | 'values'> {
  const { data, descr, shape, fortranOrder } = readNpy(file, place);
  return readArray(data, descr, shape, fortranOrder, place);
}

/** Reads the header; its shape and its bytes need not fit each other. Throws a ParametersError that names `place`. */
export function readNpy(file: Uint8Array, place: string): NumpyArray {
  if (file.length < 12 || !isNpy(file)) throw new ParametersError(place, phrase`is no .npy array, or cut short`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const wide = (file[6] ?? 1) > 1;
  const start = wide ? 12 : 10;
  const data = start + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  if (data - start > LARGEST_HEADER) throw new ParametersError(place, phrase`has a header of ${data - start} bytes; the file is damaged`);
  if (data > file.length) throw new ParametersError(place, phrase`is cut short in its header`);
  const header = new TextDecoder().decode(file.subarray(start, data));
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const sides = /'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1];
  if (sides === undefined) throw new ParametersError(place, phrase`its header tells no shape; the file is damaged`);
  const shape = sides
    .split(',')
    .map((side) => side.trim())
    .filter(Boolean)
    .map(Number);
  return { descr, shape, fortranOrder: /'fortran_order'\s*:\s*True/.test(header), data: file.subarray(data) };
}

/** An array's numbers, row by row, from bytes in NumPy's order for `descr` such as `<f4`. Throws a ParametersError. */
export function readArray(
  data: Uint8Array,
  descr: string,
  shape: readonly number[],
  fortranOrder: boolean,
  place: string,
): Pick<NamedTensor, 'shape' | 'values'> {
  const read = floatReader(descr);
  if (!read) throw new ParametersError(place, phrase`holds ${descr || 'numbers of no named type'}; expected floats such as <f4`);
  if (shape.length > MOST_DIMENSIONS || !shape.every((side) => Number.isSafeInteger(side) && side >= 0))
    throw new ParametersError(
      place,
      phrase`has shape (${shape.slice(0, MOST_DIMENSIONS + 1)}); expected at most ${MOST_DIMENSIONS} whole numbers`,
    );
  const count = elementCount(shape);
  if (count * read.bytes !== data.length)
    throw new ParametersError(place, phrase`has ${data.length} bytes for shape (${shape}); expected ${count * read.bytes}`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const numbers = Float32Array.from({ length: count }, (_, index) => read.at(view, index * read.bytes));
  return { shape, values: fortranOrder && shape.length > 1 ? rowByRow(numbers, shape) : numbers };
}

/** From column-major, where the first index runs fastest, to row-major. */
function rowByRow(columns: Float32Array, shape: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => elementCount(shape.slice(0, axis)));
  return columns.map((_, index) => {
    let rest = index;
    let from = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const side = numberAt(shape, axis);
      from += (rest % side) * numberAt(strides, axis);
      rest = Math.floor(rest / side);
    }
    return floatAt(columns, from);
  });
}
