/// <reference path="./jsfive.d.ts" />
/** HDF5, by jsfive: the arrays in a file and what its root says of itself. */
import { Dataset, File, Group } from 'jsfive';
import { elementCount, type NamedTensor } from '../nn/parameter';
import { phrase } from '../phrase';
import { ParametersError } from './parameters-error';

const MAGIC = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** Groups within groups, and arrays in all. */
const [DEEPEST, MOST_ARRAYS] = [32, 20_000];

export const isHdf5 = (bytes: Uint8Array) => MAGIC.every((byte, index) => bytes[index] === byte);

export interface Hdf5 {
  /** By their paths, as `model_weights/dense/kernel:0`; arrays of floats alone. */
  readonly arrays: readonly NamedTensor[];
  /** Texts that the root says of itself. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Throws a ParametersError without the file's name. */
export function readHdf5(bytes: Uint8Array): Hdf5 {
  const arrays: NamedTensor[] = [];
  try {
    // A copy of its own: a Node buffer's slice is none.
    const file = new File(new Uint8Array(bytes).buffer, '');
    collect(file, '', 0);
    const texts = Object.entries(file.attrs).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return { arrays, texts: Object.fromEntries(texts) };
  } catch (error) {
    if (error instanceof ParametersError) throw error;
    throw new ParametersError('', phrase`is no HDF5 file that can be read, or damaged (${error instanceof Error ? error.message : ''})`);
  }

  function collect(group: Group, path: string, depth: number): void {
    if (depth > DEEPEST) throw new ParametersError(path, phrase`holds groups in groups; expected at most ${DEEPEST} deep`);
    for (const key of group.keys) {
      const inner = group.get(key);
      // Keras on Windows writes the separator of Windows.
      const name = `${path}${key.replaceAll('\\', '/')}`;
      if (inner instanceof Group) collect(inner, `${name}/`, depth + 1);
      else if (inner instanceof Dataset && /^[<>]?f[248]$/.test(String(inner.dtype))) {
        if (arrays.length === MOST_ARRAYS) throw new ParametersError(name, phrase`holds more than ${MOST_ARRAYS} arrays`);
        arrays.push({ name, shape: inner.shape, values: numbersOf(inner, name, bytes.length) });
      }
    }
  }
}

function numbersOf({ shape, value }: Dataset, name: string, most: number): Float32Array {
  const count = elementCount(shape);
  const numbers = value as ArrayLike<number>;
  // Compressed, weights may be many times smaller; not that many.
  if (!Number.isSafeInteger(count) || count > 64 * most || numbers.length !== count)
    throw new ParametersError(name, phrase`has ${numbers.length} numbers for shape (${shape.join(', ')})`);
  return Float32Array.from(numbers);
}
