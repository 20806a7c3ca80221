/**
 * Pickles of arrays, read without running anything (formats/pickle.ts): the book's own cache `mnist.pkl`, a dict of train_img,
 * train_label, test_img, test_label; deeplearning.net's three pairs; CIFAR's batches in Python; others whose shapes tell.
 */
import type { NumpyArray } from '../../formats/npy';
import { ParametersError } from '../../formats/parameters-error';
import { isArray, isPickle, readPickle, type Value } from '../../formats/pickle';
import { phrase } from '../../phrase';
import { type NamedArray, partsOf, readParts } from './arrays';
import { DatasetError } from './dataset-error';
import { MOST_BYTES, nameOf, type Source } from './source';

export const pickle: Source = {
  type: 'pickle',
  label: 'Pickle',
  async recognise(files, options) {
    for (const file of files) {
      if (!isPickle(await file.head())) continue;
      const name = nameOf(file.path);
      const parts = partsOf(arraysIn(contentOf(await file.bytes(MOST_BYTES), name)), name);
      if (!parts) continue;
      return {
        reason: phrase`${name}: a pickle, of which only data are read; ${parts.reason}`,
        choices: [],
        choice: '',
        hasTest: parts.parts.test !== undefined,
        settings: ['transpose'],
        read: async () => readParts(parts, name, options),
      };
    }
    return null;
  },
};

function contentOf(bytes: Uint8Array, name: string): Value {
  try {
    return readPickle(bytes);
  } catch (error) {
    if (error instanceof ParametersError) throw new DatasetError(name, error.problem);
    throw error;
  }
}

/** Of a dict by its keys; of pairs in a row as they are usually ordered; of lists of numbers as well. */
function arraysIn(value: Value): NamedArray[] {
  if (value instanceof Map) return [...value].flatMap(([key, each]) => named(keyText(key), each));
  if (!Array.isArray(value)) return [];
  const isPair = (each: Value) => Array.isArray(each) && each.length === 2 && asArray(each[0] as Value) !== null;
  if (value.length >= 1 && value.every(isPair)) {
    const order = value.length === 3 ? ['train', 'valid', 'test'] : ['train', 'test'];
    return value.flatMap((pair, index) => {
      const [images, labels] = pair as Value[];
      const part = order[index] ?? `part${index}`;
      return [...named(`${part}_x`, images as Value), ...named(`${part}_y`, labels as Value)];
    });
  }
  return value.flatMap((each, index) => named(`array_${index}`, each));
}

const keyText = (key: Value): string => (key instanceof Uint8Array ? new TextDecoder().decode(key) : String(key));

const named = (name: string, value: Value): NamedArray[] => {
  const array = asArray(value);
  return array ? [{ name, array }] : [];
};

function asArray(value: Value): NumpyArray | null {
  if (isArray(value)) return value.array;
  if (!Array.isArray(value) || value.length === 0 || !value.every((each) => typeof each === 'number')) return null;
  const numbers = Float64Array.from(value as number[]);
  return { descr: '<f8', shape: [numbers.length], fortranOrder: false, data: new Uint8Array(numbers.buffer) };
}
