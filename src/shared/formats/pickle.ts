/**
 * Pickle files that hold NumPy arrays, as the book's programs and Python's data sets write them, protocols 2 to 5. A pickle is
 * a program for a stack machine; this one knows data, containers and the few constructors that an array is made of: in
 * protocol 2 its bytes are text, encoded, in protocol 5 a buffer. Whatever else a file names is refused by that name: nothing
 * in it can run.
 * https://github.com/python/cpython/blob/main/Lib/pickletools.py
 */
import { lastOf } from '../at';
import type { NamedTensor } from '../nn/parameter';
import { phrase } from '../phrase';
import { type NumpyArray, readArray } from './npy';
import { ParametersError } from './parameters-error';

/** What an array is made of; anything that a file may call is one of these. */
const constructors = {
  _reconstruct: ['numpy.core.multiarray', 'numpy._core.multiarray'],
  ndarray: ['numpy'],
  dtype: ['numpy'],
  _frombuffer: ['numpy.core.numeric', 'numpy._core.numeric'],
  encode: ['_codecs'],
  bytes: ['builtins', '__builtin__'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Constructor = keyof typeof constructors;

interface Global {
  readonly global: Constructor;
}
/** A type of numbers, and their byte order, which is built afterwards. */
interface Dtype {
  readonly dtype: string;
  order: string;
}
export interface PickledArray {
  array: NumpyArray | null;
}

/** What a pickle holds: tuples are lists, and so are lists. */
export type Value = string | number | boolean | null | Uint8Array | Global | Dtype | PickledArray | Map<Value, Value> | Value[];

const MARK = Symbol('mark');
/** An array takes some thirty; each may leave something in memory. */
const MOST_STEPS = 1_000_000;
/** Characters of a name that an error repeats. */
const LONGEST_NAME = 80;

/** The arrays of the dict by name. Throws a ParametersError without the file's name. */
export function parsePickle(bytes: Uint8Array): NamedTensor[] {
  const content = readPickle(bytes);
  if (!(content instanceof Map)) throw new ParametersError('', phrase`holds no dict of arrays; expected W1, b1, W2, …`);
  return [...content].map(([key, value]) => {
    if (typeof key !== 'string') throw new ParametersError('', phrase`names an array by ${describe(key)}; expected a text such as W1`);
    if (!isArray(value) || !value.array) throw new ParametersError(key, phrase`is ${describe(value)}; expected a NumPy array of floats`);
    const { data, descr, shape, fortranOrder } = value.array;
    return { name: key, ...readArray(data, descr, shape, fortranOrder, key) };
  });
}

/** Whether the file begins as a pickle of protocol 2 or later does. */
export const isPickle = (bytes: Uint8Array) => bytes[0] === 0x80 && (bytes[1] ?? 0) >= 2 && (bytes[1] ?? 9) <= 5;

/** Everything in it. Throws a ParametersError without the file's name. */
export function readPickle(bytes: Uint8Array): Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stack: (Value | typeof MARK)[] = [];
  const memo = new Map<number, Value>();
  let at = 0;
  /** Bytes that have become arrays. */
  let taken = 0;

  const cutShort = () => new ParametersError('', phrase`is cut short, or no pickle`);
  /** The next bytes, and beyond them. */
  function take(count: number): number {
    if (!(count >= 0) || at + count > bytes.length) throw cutShort();
    at += count;
    return at - count;
  }
  const u8 = () => view.getUint8(take(1));
  const u32 = () => view.getUint32(take(4), true);
  const u64 = () => Number(view.getBigUint64(take(8), true));
  const raw = (count: number) => {
    const from = take(count);
    return bytes.subarray(from, from + count);
  };
  const text = (count: number) => new TextDecoder().decode(raw(count));
  const latin = (count: number) => String.fromCharCode(...raw(count));
  function line(): string {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) throw cutShort();
    const found = text(end - at);
    at = end + 1;
    return found;
  }
  function pop(): Value {
    const value = stack.pop();
    if (value === undefined || value === MARK) throw cutShort();
    return value;
  }
  function top(): Value {
    const value = stack.at(-1);
    if (value === undefined || value === MARK) throw cutShort();
    return value;
  }
  function toMark(): Value[] {
    const from = stack.lastIndexOf(MARK);
    if (from < 0) throw cutShort();
    return stack.splice(from).slice(1) as Value[];
  }
  const last = (count: number): Value[] => Array.from({ length: count }, pop).reverse();
  function recall(index: number): Value {
    const value = memo.get(index);
    if (value === undefined) throw cutShort();
    return value;
  }
  function long(count: number): number {
    const digits = raw(count);
    if (count > 6) throw new ParametersError('', phrase`holds a whole number of ${count} bytes, which no array needs`);
    const value = digits.reduce((sum, byte, index) => sum + byte * 2 ** (8 * index), 0);
    return count > 0 && lastOf(digits) & 0x80 ? value - 2 ** (8 * count) : value;
  }
  function put(dict: Value, pairs: Value[]): void {
    if (!(dict instanceof Map)) throw cutShort();
    for (let pair = 0; pair + 1 < pairs.length; pair += 2) {
      const key = pairs[pair] as Value;
      if (dict.has(key)) throw new ParametersError(describe(key), phrase`stands there twice; leave one out`);
      dict.set(key, pairs[pair + 1] as Value);
    }
  }
  function append(list: Value, values: Value[]): void {
    if (!Array.isArray(list)) throw cutShort();
    for (const value of values) list.push(value);
  }

  /** Bytes that are remembered can be taken again and again; no file of arrays does. Those of text are taken twice. */
  function assertTakenOnce(): void {
    if (taken > 2 * bytes.length)
      throw new ParametersError('', phrase`makes several arrays of the same bytes; it is damaged or something else`);
  }

  for (let step = 0; ; step++) {
    if (step === MOST_STEPS)
      throw new ParametersError('', phrase`takes more than ${MOST_STEPS} steps, which no dict of arrays needs; it is something else`);
    const operation = u8();
    switch (operation) {
      case 0x80: // PROTO
        take(1);
        break;
      case 0x95: // FRAME
        take(8);
        break;
      case 0x2e: // STOP
        return pop();
      case 0x28: // MARK
        stack.push(MARK);
        break;
      case 0x30: // POP
        stack.pop();
        break;
      case 0x4e: // NONE
        stack.push(null);
        break;
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        stack.push(operation === 0x88);
        break;
      case 0x4a: // BININT
        stack.push(view.getInt32(take(4), true));
        break;
      case 0x4b: // BININT1
        stack.push(u8());
        break;
      case 0x4d: // BININT2
        stack.push(view.getUint16(take(2), true));
        break;
      case 0x8a: // LONG1
        stack.push(long(u8()));
        break;
      case 0x8b: // LONG4
        stack.push(long(u32()));
        break;
      case 0x47: // BINFLOAT
        stack.push(view.getFloat64(take(8)));
        break;
      case 0x58: // BINUNICODE
        stack.push(text(u32()));
        break;
      case 0x8c: // SHORT_BINUNICODE
        stack.push(text(u8()));
        break;
      case 0x8d: // BINUNICODE8
        stack.push(text(u64()));
        break;
      case 0x55: // SHORT_BINSTRING
        stack.push(latin(u8()));
        break;
      case 0x54: // BINSTRING: of Python 2, which has no bytes beside it
        stack.push(raw(u32()));
        break;
      case 0x96: // BYTEARRAY8
        stack.push(raw(u64()));
        break;
      case 0x43: // SHORT_BINBYTES
        stack.push(raw(u8()));
        break;
      case 0x42: // BINBYTES
        stack.push(raw(u32()));
        break;
      case 0x8e: // BINBYTES8
        stack.push(raw(u64()));
        break;
      case 0x7d: // EMPTY_DICT
        stack.push(new Map());
        break;
      case 0x5d: // EMPTY_LIST
      case 0x29: // EMPTY_TUPLE
        stack.push([]);
        break;
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        stack.push(last(operation - 0x84));
        break;
      case 0x74: // TUPLE
      case 0x6c: // LIST
        stack.push(toMark());
        break;
      case 0x61: // APPEND
        append(stack.at(-2) as Value, [pop()]);
        break;
      case 0x65: {
        // APPENDS
        const values = toMark();
        append(top(), values);
        break;
      }
      case 0x73: {
        // SETITEM
        const pair = last(2);
        put(top(), pair);
        break;
      }
      case 0x75: {
        // SETITEMS
        const pairs = toMark();
        put(top(), pairs);
        break;
      }
      case 0x71: // BINPUT
        memo.set(u8(), top());
        break;
      case 0x72: // LONG_BINPUT
        memo.set(u32(), top());
        break;
      case 0x94: // MEMOIZE
        memo.set(memo.size, top());
        break;
      case 0x68: // BINGET
        stack.push(recall(u8()));
        break;
      case 0x6a: // LONG_BINGET
        stack.push(recall(u32()));
        break;
      case 0x63: // GLOBAL
        stack.push(globalOf(line(), line()));
        break;
      case 0x93: {
        // STACK_GLOBAL
        const [module, name] = last(2);
        stack.push(globalOf(module, name));
        break;
      }
      case 0x52: {
        // REDUCE
        const [called, parameters] = last(2);
        const made = construct(called as Value, parameters as Value);
        taken += isArray(made) && made.array ? made.array.data.length : made instanceof Uint8Array ? made.length : 0;
        assertTakenOnce();
        stack.push(made);
        break;
      }
      case 0x62: {
        // BUILD
        const state = pop();
        taken += build(top(), state);
        assertTakenOnce();
        break;
      }
      default:
        throw new ParametersError(
          '',
          phrase`asks for operation ${`0x${operation.toString(16).padStart(2, '0')}`}, which no dict of arrays needs; it is damaged or something else`,
        );
    }
  }
}

function globalOf(module: Value | undefined, name: Value | undefined): Global {
  if (typeof module !== 'string' || typeof name !== 'string') throw notAnArray();
  const known = Object.keys(constructors).find((each) => each === name) as Constructor | undefined;
  const modules: readonly string[] = known ? constructors[known] : [];
  if (!known || !modules.includes(module))
    throw new ParametersError(
      '',
      phrase`asks for ${`${module}.${name}`.slice(0, LONGEST_NAME)}, which is not run; only NumPy arrays in dicts and lists are read`,
    );
  return { global: known };
}

function construct(called: Value, parameters: Value): Value {
  const name = typeof called === 'object' && called !== null && 'global' in called ? called.global : null;
  const given = Array.isArray(parameters) ? parameters : [];
  switch (name) {
    case '_reconstruct':
      return { array: null };
    case 'dtype':
      if (typeof given[0] !== 'string') throw notAnArray();
      return { dtype: given[0], order: '<' };
    case '_frombuffer': {
      const [data, type, shape, order] = given;
      return { array: arrayOf(data, type, shape, order === 'F') };
    }
    case 'encode':
      if (typeof given[0] !== 'string' || (given[1] !== 'latin1' && given[1] !== 'latin-1')) throw notAnArray();
      return latinBytes(given[0]);
    case 'bytes':
      if (given.length > 0) throw notAnArray();
      return new Uint8Array();
    default:
      throw notAnArray();
  }
}

/** Characters of a byte each. */
function latinBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

function arrayOf(data: Value | undefined, type: Value | undefined, shape: Value | undefined, byColumns: boolean): NumpyArray {
  const content = typeof data === 'string' ? latinBytes(data) : data;
  const isShape = (value: Value | undefined): value is number[] => Array.isArray(value) && value.every((side) => typeof side === 'number');
  if (!isShape(shape) || !(content instanceof Uint8Array) || !type || typeof type !== 'object' || !('dtype' in type)) throw notAnArray();
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
  if (typeof made === 'object' && made !== null && 'dtype' in made) {
    const [, order] = state;
    if (typeof order !== 'string') throw notAnArray();
    made.order = order;
    return 0;
  }
  const [, shape, type, byColumns, data] = state;
  if (!made || !isArray(made)) throw notAnArray();
  made.array = arrayOf(data, type, shape, byColumns === true);
  return made.array.data.length;
}

export const isArray = (value: Value): value is PickledArray => typeof value === 'object' && value !== null && 'array' in value;

function describe(value: Value | undefined): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return `"${value.slice(0, 40)}"`;
  if (typeof value !== 'object') return String(value);
  if (value instanceof Map) return 'a dict';
  if (value instanceof Uint8Array) return 'bytes';
  return Array.isArray(value) ? 'a list' : 'something else';
}
