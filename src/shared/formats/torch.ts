/**
 * What `torch.save` wrote, as far as it is tensors: a zip of a pickle and of its storages, or, before PyTorch 1.6, pickles one
 * after another and then the storages. Nothing in it is run: objects of other kinds stay closed, known by their name alone.
 * https://github.com/pytorch/pytorch/blob/main/torch/serialization.py
 */
import { numberAt } from '../at';
import { elementCount, type NamedTensor } from '../nn/parameter';
import { phrase } from '../phrase';
import { type NumberReader, numberReader, safetensorsFloats } from './float-types';
import { ParametersError } from './parameters-error';
import { isSpecial, runPickle, type Special, type Value, type Vocabulary } from './pickle-machine';
import { unpackEntries, zipNames } from './zip';

/** Anything that is no tensor: what it is called, and what it was called with or given. */
export interface Closed extends Special {
  readonly special: 'closed';
  readonly name: string;
}
export interface TorchTensor extends Special {
  readonly special: 'tensor';
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}
interface Storage extends Special {
  readonly special: 'storage';
  readonly key: string;
  readonly type: string;
}
interface Global extends Special {
  readonly special: 'global';
  readonly name: string;
}

/** Bytes of a storage by its key. */
type Storages = (key: string) => Uint8Array;

export interface TorchFile {
  readonly content: Value;
  /** The numbers of a tensor, row by row. Throws a ParametersError that names it. */
  numbers(tensor: TorchTensor, name: string): NamedTensor;
}

const readers: Readonly<Record<string, NumberReader | null | undefined>> = {
  FloatStorage: numberReader('<f4'),
  DoubleStorage: numberReader('<f8'),
  HalfStorage: numberReader('<f2'),
  BFloat16Storage: safetensorsFloats.BF16,
  LongStorage: numberReader('<i8'),
  IntStorage: numberReader('<i4'),
  ShortStorage: numberReader('<i2'),
  CharStorage: numberReader('<i1'),
  ByteStorage: numberReader('<u1'),
  BoolStorage: numberReader('<b1'),
};
/** The number that files from before PyTorch 1.6 begin with, as a pickle. */
const OLD_MAGIC = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];
const MOST_DIMENSIONS = 8;
const MOST_NUMBERS = 2 ** 28;

const isOld = (bytes: Uint8Array) => OLD_MAGIC.every((byte, index) => bytes[index] === byte);
export const isTorch = (bytes: Uint8Array) => isOld(bytes) || zipNames(bytes).some((name) => /(^|\/)data\.pkl$/.test(name));
/** Compiled by torch.jit, whose pickle has no parameters of its own but a program. */
export const isTorchScript = (bytes: Uint8Array) => isTorch(bytes) && zipNames(bytes).some((name) => /(^|\/)code\//.test(name));

export const isTensor = (value: Value | undefined): value is TorchTensor => isSpecial(value) && value.special === 'tensor';
export const isClosed = (value: Value | undefined): value is Closed => isSpecial(value) && value.special === 'closed';
const isStorage = (value: Value | undefined): value is Storage => isSpecial(value) && value.special === 'storage';
const isGlobal = (value: Value | undefined): value is Global => isSpecial(value) && value.special === 'global';

const closed = (name: string): Closed => ({ special: 'closed', name });
const isNumbers = (value: Value | undefined): value is number[] =>
  Array.isArray(value) && value.length <= MOST_DIMENSIONS && value.every((each) => Number.isSafeInteger(each) && (each as number) >= 0);

const damaged = () => new ParametersError('', phrase`is damaged: a tensor in it is not told as PyTorch tells one`);

const vocabulary: Vocabulary = {
  isOpen: true,
  global: (module, name): Global => ({ special: 'global', name: `${module}.${name}` }),
  construct(called, given) {
    const name = isGlobal(called) ? called.name : isClosed(called) ? called.name : '';
    switch (name) {
      case 'collections.OrderedDict':
        return new Map();
      case 'torch._utils._rebuild_tensor_v2':
      case 'torch._utils._rebuild_tensor': {
        const [storage, offset, shape, strides] = given;
        if (!isStorage(storage) || typeof offset !== 'number' || !isNumbers(shape) || !isNumbers(strides)) throw damaged();
        const tensor: TorchTensor = { special: 'tensor', storage, offset, shape, strides };
        return tensor;
      }
      case 'torch._utils._rebuild_parameter':
        return given[0] ?? null;
      default:
        return closed(name);
    }
  },
  build: () => 0,
  bytesOf: () => 0,
  persistent(id) {
    const [kind, type, key] = Array.isArray(id) ? id : [];
    if (kind !== 'storage' || !isGlobal(type) || typeof key !== 'string') throw damaged();
    const storage: Storage = { special: 'storage', key, type: type.name.split('.').at(-1) ?? '' };
    return storage;
  },
};

/** Throws a ParametersError. */
export function readTorch(bytes: Uint8Array, file: string): TorchFile {
  const { content, storages } = isOld(bytes) ? oldContent(bytes) : zippedContent(bytes, file);
  return { content, numbers: (tensor, name) => numbersOf(tensor, storages, name) };
}

function zippedContent(bytes: Uint8Array, file: string): { content: Value; storages: Storages } {
  const pickled = zipNames(bytes).find((name) => /(^|\/)data\.pkl$/.test(name)) ?? '';
  const folder = pickled.slice(0, -'data.pkl'.length);
  const entries = unpackEntries(
    bytes,
    file,
    (name) => name === pickled || name.startsWith(`${folder}data/`) || name === `${folder}byteorder`,
  );
  if (new TextDecoder().decode(entries[`${folder}byteorder`]) === 'big')
    throw new ParametersError('', phrase`was written on a machine of the other byte order; save it again on another`);
  const { value } = runPickle(entries[pickled] ?? new Uint8Array(), vocabulary);
  return {
    content: value,
    storages(key) {
      const found = entries[`${folder}data/${key}`];
      if (!found) throw new ParametersError(`data/${key}`, phrase`is missing in the zip; the file is damaged`);
      return found;
    },
  };
}

/** Magic number, version of the protocol, about the machine, the content, the keys of its storages; then each with its length. */
function oldContent(bytes: Uint8Array): { content: Value; storages: Storages } {
  const types = new Map<string, string>();
  const noting: Vocabulary = {
    ...vocabulary,
    persistent(id) {
      const found = vocabulary.persistent?.(id) ?? null;
      if (isStorage(found)) types.set(found.key, found.type);
      return found;
    },
  };
  let at = 0;
  const next = () => {
    const { value, end } = runPickle(bytes.subarray(at), noting);
    at += end;
    return value;
  };
  const [, , , content, keys] = [next(), next(), next(), next(), next()];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<string, Uint8Array>();
  for (const key of Array.isArray(keys) ? keys : []) {
    const reader = readers[types.get(String(key)) ?? ''];
    if (!reader || at + 8 > bytes.length) throw damaged();
    const length = Number(view.getBigUint64(at, true)) * reader.bytes;
    if (at + 8 + length > bytes.length) throw new ParametersError('', phrase`is cut short`);
    found.set(String(key), bytes.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return {
    content: content ?? null,
    storages(key) {
      const bytesOfKey = found.get(key);
      if (!bytesOfKey) throw damaged();
      return bytesOfKey;
    },
  };
}

function numbersOf({ storage, offset, shape, strides }: TorchTensor, storages: Storages, name: string): NamedTensor {
  const reader = readers[storage.type];
  if (!reader) throw new ParametersError(name, phrase`holds numbers of ${storage.type}; expected floats`);
  const count = elementCount(shape);
  const bytes = storages(storage.key);
  const last = shape.reduce((sum, side, axis) => sum + (side - 1) * numberAt(strides, axis), offset);
  if (strides.length !== shape.length || count > MOST_NUMBERS || (count > 0 && (last + 1) * reader.bytes > bytes.length))
    throw new ParametersError(name, phrase`reaches beyond its ${bytes.length} bytes; the file is damaged`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(count);
  const place = new Array<number>(shape.length).fill(0);
  for (let index = 0; index < count; index++) {
    const from = place.reduce((sum, each, axis) => sum + each * numberAt(strides, axis), offset);
    values[index] = reader.at(view, from * reader.bytes);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const following = numberAt(place, axis) + 1;
      place[axis] = following < numberAt(shape, axis) ? following : 0;
      if (following < numberAt(shape, axis)) break;
    }
  }
  return { name, shape, values };
}
