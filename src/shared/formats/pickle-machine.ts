/**
 * The stack machine of Python's pickles, protocols 0 to 5, for data alone. A pickle is a program; what its calls may be is said by
 * a vocabulary, and no other is made: nothing in a file can run.
 * https://github.com/python/cpython/blob/main/Lib/pickletools.py
 */
import { lastOf } from '../at';
import { phrase } from '../phrase';
import { latinText } from './latin-text';
import { ParametersError } from './parameters-error';

/** Something that a vocabulary made; it alone knows what. */
export interface Special {
  readonly special: string;
}

/** What a pickle holds: tuples and sets are lists, and so are lists. */
export type Value = string | number | boolean | null | Uint8Array | Special | Map<Value, Value> | Value[];

/** What a file may name, and what becomes of it. Each throws a ParametersError at what it does not know. */
export interface Vocabulary {
  global(module: string, name: string): Value;
  /** A call of what `global` gave. */
  construct(called: Value, parameters: readonly Value[]): Value;
  /** State for something that was made; gives the bytes that are in it now. */
  build(made: Value, state: Value): number;
  /** Bytes that a made thing takes. */
  bytesOf(made: Value): number;
  /** Whether entries given to what is not a dict or list here are let go. */
  readonly isOpen?: true;
  /** What is kept outside the pickle, by its name. */
  persistent?(id: Value): Value;
}

const MARK = Symbol('mark');
/** An array takes some thirty; each may leave something in memory. */
const MOST_STEPS = 1_000_000;
/** Bytes of a whole number. */
const LONGEST_NUMBER = 16;

/** How dicts, lists and what Python calls begin in protocols 0 and 1, which name no protocol. */
const BEGINNINGS = /^(\([dl]p\d+\n|[}\]]q|c[\w.]+\n\w+\n)/;
const STOP = 0x2e;

/** Whether the file begins, and of the first protocols ends, as a pickle does. */
export function isPickle(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x80) return (bytes[1] ?? 0) >= 2 && (bytes[1] ?? 9) <= 5;
  return bytes.at(-1) === STOP && BEGINNINGS.test(latinText(bytes.subarray(0, 100)));
}

/** The first pickle of `bytes`, and where it ends. Throws a ParametersError without the file's name. */
export function runPickle(bytes: Uint8Array, vocabulary: Vocabulary): { readonly value: Value; readonly end: number } {
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
  const latin = (count: number) => latinText(raw(count));
  function line(read = text): string {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) throw cutShort();
    const found = read(end - at);
    at = end + 1;
    return found;
  }
  /** A place in the memory, or another whole number, as protocol 0 writes it. */
  function lineNumber(): number {
    const number = Number(line().replace(/L$/, ''));
    if (Number.isNaN(number)) throw cutShort();
    return number;
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
    if (count > LONGEST_NUMBER) throw new ParametersError('', phrase`holds a whole number of ${count} bytes, which no array needs`);
    const value = digits.reduce((sum, byte, index) => sum + byte * 2 ** (8 * index), 0);
    return count > 0 && lastOf(digits) & 0x80 ? value - 2 ** (8 * count) : value;
  }
  function put(dict: Value, pairs: Value[]): void {
    if (vocabulary.isOpen && isSpecial(dict)) return;
    if (!(dict instanceof Map)) throw cutShort();
    for (let pair = 0; pair + 1 < pairs.length; pair += 2) {
      const key = pairs[pair] as Value;
      if (dict.has(key)) throw new ParametersError(describe(key), phrase`stands there twice; leave one out`);
      dict.set(key, pairs[pair + 1] as Value);
    }
  }
  function append(list: Value, values: Value[]): void {
    if (vocabulary.isOpen && isSpecial(list)) return;
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
      case STOP:
        return { value: pop(), end: at };
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
      case 0x49: {
        // INT
        const written = line();
        stack.push(written === '01' || written === '00' ? written === '01' : Number(written));
        break;
      }
      case 0x4c: // LONG
        stack.push(lineNumber());
        break;
      case 0x46: // FLOAT
        stack.push(Number(line().replace('inf', 'Infinity')));
        break;
      case 0x53: // STRING, in quotes
        stack.push(unescaped(line(latin).slice(1, -1)));
        break;
      case 0x56: // UNICODE
        stack.push(unescaped(line(latin), /\\u([0-9a-f]{4})|\\U([0-9a-f]{8})/gi));
        break;
      case 0x64: {
        // DICT
        const pairs = toMark();
        const dict = new Map<Value, Value>();
        put(dict, pairs);
        stack.push(dict);
        break;
      }
      case 0x70: // PUT
        memo.set(lineNumber(), top());
        break;
      case 0x67: // GET
        stack.push(recall(lineNumber()));
        break;
      case 0x32: // DUP
        stack.push(top());
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
        stack.push(vocabulary.global(line(), line()));
        break;
      case 0x93: {
        // STACK_GLOBAL
        const [module, name] = last(2);
        if (typeof module !== 'string' || typeof name !== 'string')
          throw new ParametersError(
            '',
            phrase`names what it calls by ${describe(typeof module === 'string' ? name : module)}; expected a text`,
          );
        stack.push(vocabulary.global(module, name));
        break;
      }
      case 0x52: // REDUCE
      case 0x81: {
        // NEWOBJ
        const [called, parameters] = last(2);
        const made = vocabulary.construct(called as Value, Array.isArray(parameters) ? parameters : []);
        taken += vocabulary.bytesOf(made);
        assertTakenOnce();
        stack.push(made);
        break;
      }
      case 0x51: // BINPERSID
        if (!vocabulary.persistent) throw unknown(operation);
        stack.push(vocabulary.persistent(pop()));
        break;
      case 0x8f: // EMPTY_SET
        stack.push([]);
        break;
      case 0x90: {
        // ADDITEMS
        const values = toMark();
        append(top(), values);
        break;
      }
      case 0x62: {
        // BUILD
        const state = pop();
        taken += vocabulary.build(top(), state);
        assertTakenOnce();
        break;
      }
      default:
        throw unknown(operation);
    }
  }
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** A text as Python writes it. */
const unescaped = (text: string, escapes = /\\x([0-9a-f]{2})|\\(.)/gi) =>
  text.replace(escapes, (_, code?: string, other?: string) =>
    code !== undefined || (other?.length ?? 0) > 1
      ? String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code ?? other ?? '0', 16)))
      : (ESCAPED[other ?? ''] ?? other ?? ''),
  );

const unknown = (operation: number) =>
  new ParametersError(
    '',
    phrase`asks for operation ${`0x${operation.toString(16).padStart(2, '0')}`}, which no dict of arrays needs; it is damaged or something else`,
  );

export const isSpecial = (value: Value | undefined): value is Special => typeof value === 'object' && value !== null && 'special' in value;

/** In an error. */
export function describe(value: Value | undefined): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return `"${value.slice(0, 40)}"`;
  if (typeof value !== 'object') return String(value);
  if (value instanceof Map) return 'a dict';
  if (value instanceof Uint8Array) return 'bytes';
  return Array.isArray(value) ? 'a list' : 'something else';
}
