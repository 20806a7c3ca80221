/**
 * Pickle files that hold NumPy arrays, as the book's programs and Python's data sets write them: containers, and the few
 * constructors that an array is made of. In protocol 2 its bytes are text, encoded, in protocol 5 a buffer. Whatever else a file
 * names is refused by that name.
 */
import type { NamedTensor } from '../nn/parameter';
import { phrase } from '../phrase';
import { latinBytes } from './latin-text';
import { readTensor } from './nested-lists';
import { type NumpyArray, readArray } from './npy';
import { ParametersError } from './parameters-error';
import { describe, isSpecial, runPickle, type Special, type Value, type Vocabulary } from './pickle-machine';
import { USUAL_KEYS } from './usual-keys';

/** What an array is made of; anything that a file may call is one of these. */
const constructors = {
  _reconstruct: ['numpy.core.multiarray', 'numpy._core.multiarray'],
  scalar: ['numpy.core.multiarray', 'numpy._core.multiarray'],
  ndarray: ['numpy'],
  dtype: ['numpy'],
  _frombuffer: ['numpy.core.numeric', 'numpy._core.numeric'],
  encode: ['_codecs'],
  bytes: ['builtins', '__builtin__'],
  OrderedDict: ['collections'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Constructor = keyof typeof constructors;

interface Global extends Special {
  readonly special: 'global';
  readonly global: Constructor;
}
/** A type of numbers, and their byte order, which is built afterwards. */
interface Dtype extends Special {
  readonly special: 'dtype';
  readonly dtype: string;
  order: string;
}
export interface PickledArray extends Special {
  readonly special: 'array';
  array: NumpyArray | null;
  /** Of an array of Python's objects, those. */
  items?: readonly Value[];
}

/** Characters of a name that an error repeats. */
const LONGEST_NAME = 80;

const isDtype = (value: Value | undefined): value is Dtype => isSpecial(value) && value.special === 'dtype';
export const isArray = (value: Value): value is PickledArray => isSpecial(value) && value.special === 'array';

/** NumPy's arrays and nothing else. */
export const numpyVocabulary: Vocabulary = {
  global(module, name): Global {
    const known = Object.keys(constructors).find((each) => each === name) as Constructor | undefined;
    const modules: readonly string[] = known ? constructors[known] : [];
    if (!known || !modules.includes(module))
      throw new ParametersError(
        '',
        phrase`asks for ${`${module}.${name}`.slice(0, LONGEST_NAME)}, which is not run; only NumPy arrays in dicts and lists are read`,
      );
    return { special: 'global', global: known };
  },
  construct,
  build,
  bytesOf: (made) => (isArray(made) && made.array ? made.array.data.length : made instanceof Uint8Array ? made.length : 0),
};

/** Everything in it. Throws a ParametersError without the file's name. */
export const readPickle = (bytes: Uint8Array): Value => runPickle(bytes, numpyVocabulary).value;

/**
 * All arrays in it by name, those of lists and inner dicts by the names they stand under: `weights.0`. Throws a ParametersError
 * without the file's name.
 */
export function parsePickle(bytes: Uint8Array): NamedTensor[] {
  const content = readPickle(bytes);
  const arrays = arraysIn(keptIn(content), '', new Set());
  // Beside arrays lists are settings, such as the sizes of layers.
  const tensors = arrays.length > 0 ? arrays : arraysIn(content, '', new Set(), true);
  if (tensors.length > 0) return tensors;
  const [entry] = content instanceof Map ? content : [];
  if (!entry) throw new ParametersError('', phrase`holds no dict of arrays; expected W1, b1, W2, …`);
  const [key, value] = entry;
  if (typeof key !== 'string') throw new ParametersError('', phrase`names an array by ${describe(key)}; expected a text such as W1`);
  throw new ParametersError(key, phrase`is ${describe(value)}; expected a NumPy array of floats`);
}

/** Of a dict that keeps its parameters in one of its own, beside what an optimizer keeps, that one. */
function keptIn(content: Value): Value {
  if (!(content instanceof Map)) return content;
  const usual = USUAL_KEYS.map((key) => content.get(key)).find((each) => each instanceof Map && arraysIn(each, '', new Set()).length > 0);
  return usual ?? content;
}

/** Settings beside the arrays, such as numbers and texts, are left alone; lists of numbers too, unless there is nothing else. */
function arraysIn(value: Value, name: string, seen: Set<Value>, areLists = false): NamedTensor[] {
  // A list that stands in many places is no way to have more of it.
  if (typeof value === 'object' && value !== null && seen.has(value)) return [];
  seen.add(value);
  if (isArray(value)) {
    if (value.items) return arraysIn(value.items.length === 1 ? (value.items[0] ?? null) : [...value.items], name, seen, areLists);
    if (!value.array || value.array.shape.length === 0) return [];
    const { data, descr, shape, fortranOrder } = value.array;
    return [{ name: name || 'W1', ...readArray(data, descr, shape, fortranOrder, name) }];
  }
  const inner = (key: string) => (name === '' ? key : `${name}.${key}`);
  if (areLists && isTensorOfLists(value)) return [readTensor(name || 'W1', value)];
  if (Array.isArray(value)) return value.flatMap((each, index) => arraysIn(each, inner(String(index)), seen, areLists));
  if (!(value instanceof Map)) return [];
  return [...value].flatMap(([key, each]) => {
    const found = arraysIn(each, inner(typeof key === 'string' ? key : describe(key)), seen, areLists);
    if (found.length > 0 && typeof key !== 'string')
      throw new ParametersError('', phrase`names an array by ${describe(key)}; expected a text such as W1`);
    return found;
  });
}

/** Numbers, or lists of as many numbers each. */
function isTensorOfLists(value: Value): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  const [first] = value;
  if (typeof first === 'number') return value.every((each) => typeof each === 'number');
  return value.every((each) => isTensorOfLists(each) && (each as Value[]).length === (first as Value[]).length);
}

function construct(called: Value, given: readonly Value[]): Value {
  const name = isSpecial(called) && called.special === 'global' ? (called as Global).global : null;
  switch (name) {
    case '_reconstruct':
      return arraySpecial(null);
    case 'dtype': {
      if (typeof given[0] !== 'string') throw notAnArray();
      const dtype: Dtype = { special: 'dtype', dtype: given[0], order: '<' };
      return dtype;
    }
    case '_frombuffer': {
      const [data, type, shape, order] = given;
      return arraySpecial(arrayOf(data, type, shape, order === 'F'));
    }
    case 'scalar': {
      const [type, data] = given;
      return arraySpecial(arrayOf(data, type, [], false));
    }
    case 'encode':
      if (typeof given[0] !== 'string' || (given[1] !== 'latin1' && given[1] !== 'latin-1')) throw notAnArray();
      return latinBytes(given[0]);
    case 'bytes':
      if (given.length > 0) throw notAnArray();
      return new Uint8Array();
    case 'OrderedDict':
      if (given.length > 0) throw notAnArray();
      return new Map();
    default:
      throw notAnArray();
  }
}

const arraySpecial = (array: NumpyArray | null): PickledArray => ({ special: 'array', array });

function arrayOf(data: Value | undefined, type: Value | undefined, shape: Value | undefined, byColumns: boolean): NumpyArray {
  const content = typeof data === 'string' ? latinBytes(data) : data;
  const isShape = (value: Value | undefined): value is number[] => Array.isArray(value) && value.every((side) => typeof side === 'number');
  if (!isShape(shape) || !(content instanceof Uint8Array) || !isDtype(type)) throw notAnArray();
  return { descr: `${type.order}${type.dtype}`, shape, fortranOrder: byColumns, data: content };
}

const notAnArray = () =>
  new ParametersError('', phrase`makes something other than an array; only NumPy arrays in dicts and lists are read`);

/**
 * (version, shape, dtype, whether column by column, bytes) of an array; (version, byte order, …) of a dtype. Gives the bytes
 * that the array takes.
 */
function build(made: Value, state: Value): number {
  if (!Array.isArray(state)) throw notAnArray();
  if (isDtype(made)) {
    const [, order] = state;
    if (typeof order !== 'string') throw notAnArray();
    made.order = order;
    return 0;
  }
  const [, shape, type, byColumns, data] = state;
  if (!isArray(made)) throw notAnArray();
  if (isDtype(type) && type.dtype.startsWith('O') && Array.isArray(data)) {
    made.items = data;
    return 0;
  }
  made.array = arrayOf(data, type, shape, byColumns === true);
  return made.array.data.length;
}
