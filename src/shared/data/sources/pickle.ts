/**
 * Pickles of arrays, read without running anything (formats/pickle.ts): the book's own cache `mnist.pkl`, a dict of train_img,
 * train_label, test_img, test_label; deeplearning.net's three pairs; CIFAR's batches in Python; others whose shapes tell.
 */
import type { NumpyArray } from '../../formats/npy';
import { ParametersError } from '../../formats/parameters-error';
import { isArray, readPickle } from '../../formats/pickle';
import { isPickle, type Value } from '../../formats/pickle-machine';
import { grouped } from '../../grouped';
import { phrase } from '../../phrase';
import { isImages, type NamedArray, partsOf, readParts, stacked, stemOf } from './arrays';
import { DatasetError } from './dataset-error';
import { distinct } from './labels';
import { MOST_BYTES, nameOf, partNamed, type Source, type SourceFile } from './source';

export const pickle: Source = {
  type: 'pickle',
  label: 'Pickle',
  async recognise(files, options) {
    const found: { readonly file: SourceFile; readonly value: Value }[] = [];
    for (const file of files) {
      if (isPickle(await file.head())) found.push({ file, value: contentOf(await file.bytes(MOST_BYTES), nameOf(file.path)) });
    }
    const held = found
      .map(({ file, value }) => ({ file, arrays: arraysIn(value) }))
      .filter(({ arrays }) => arrays.some(({ array }) => isImages(array)));
    const [first] = held;
    if (!first) return null;
    const name = nameOf(first.file.path);
    const parts = partsOf(held.length === 1 ? first.arrays : together(held), name);
    if (!parts) return null;
    const names = found.map(({ value }) => namesIn(value)).find((each) => each !== null);
    return {
      reason: phrase`${held.map(({ file }) => nameOf(file.path)).join(', ')}: a pickle, of which only data are read; ${parts.reason}`,
      choices: [],
      choice: '',
      hasTest: parts.parts.test !== undefined,
      settings: ['transpose'],
      read: async () => readParts({ ...parts, names: names ?? undefined }, name, options),
    };
  },
};

/** Of several files that belong together, as CIFAR's batches do: arrays of the same key in files of the same part are one. */
function together(files: readonly { readonly file: SourceFile; readonly arrays: readonly NamedArray[] }[]): NamedArray[] {
  const all = files.flatMap(({ file, arrays }) => {
    const part = partNamed(stemOf(file).replaceAll('_', ' ')) ?? 'training';
    return arrays.map(({ name, array }) => ({ name: `${part === 'training' ? 'train' : part} ${name}`, array }));
  });
  return [...grouped(all, ({ name }) => name)].flatMap(([name, members]) => {
    const array = stacked(members.map((member) => member.array));
    return array ? [{ name, array }] : [];
  });
}

/** The names of the classes, as CIFAR's `batches.meta` has them. */
function namesIn(value: Value): readonly string[] | null {
  if (!(value instanceof Map)) return null;
  for (const wanted of ['fine_label_names', 'label_names', 'class_names']) {
    const found = [...value].find(([key]) => keyText(key) === wanted)?.[1];
    if (Array.isArray(found) && found.length > 1 && found.every((each) => typeof each === 'string' || each instanceof Uint8Array))
      return distinct(found.map((each) => keyText(each)));
  }
  return null;
}

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
