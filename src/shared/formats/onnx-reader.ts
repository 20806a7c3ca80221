/**
 * ONNX models of any program, as far as a chain of layers goes: nodes with their attributes, constants of all types of numbers,
 * also those that lie in files beside the model.
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
import { PbfReader } from 'pbf';
import { elementCount, type NamedTensor } from '../nn/parameter';
import { phrase } from '../phrase';
import { type NumberReader, numberReader, safetensorsFloats } from './float-types';
import { ParametersError } from './parameters-error';

export interface OnnxNode {
  /** As the file calls it, or what it puts out. */
  readonly name: string;
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** Numbers, a text, or a constant. */
export interface OnnxAttribute {
  readonly numbers: readonly number[];
  readonly text: string;
  readonly tensor: NamedTensor | null;
}

/** −1 stands for a side that is decided when the model is run. */
export interface OnnxInput {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface FoundOnnx {
  readonly producer: string;
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly NamedTensor[];
  readonly inputs: readonly OnnxInput[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Wire type of what is preceded by its length. */
const PACKED = 2;
const MOST_DIMENSIONS = 8;
/** Nodes and tensors; a network of a thousand layers has some thousand. */
const MOST_PARTS = 100_000;
/** TensorProto.DataType */
const readers: readonly (NumberReader | null | undefined)[] = [
  ...[null, '<f4', '<u1', '<i1', '<u2', '<i2', '<i4', '<i8', null, '<b1', '<f2', '<f8', '<u4', '<u8'].map(
    (type) => type && numberReader(type),
  ),
  ...[null, null, safetensorsFloats.BF16],
].map((reader) => reader || null);
/** TensorProto.DataLocation.EXTERNAL */
const EXTERNAL = 1;

type Beside = Readonly<Record<string, Uint8Array>>;

/** Names of the files that hold constants of a model. Throws a ParametersError without the file's name. */
export function onnxFilesBeside(bytes: Uint8Array): readonly string[] {
  const found = new Set<string>();
  read(bytes, (location) => {
    found.add(location);
    return null;
  });
  return [...found];
}

/** Throws a ParametersError without the file's name where it is no such model, or a tensor's bytes do not fit its shape. */
export const parseOnnx = (bytes: Uint8Array, beside: Beside = {}): FoundOnnx =>
  read(bytes, (location) => {
    const found = beside[location];
    if (!found) throw new ParametersError(location, phrase`is missing beside the model; put it into the same folder`);
    return found;
  });

/** Null of a file whose tensors are not wanted now. */
type Locate = (location: string) => Uint8Array | null;

function read(bytes: Uint8Array, locate: Locate): FoundOnnx {
  const found = {
    producer: '',
    nodes: [] as OnnxNode[],
    tensors: [] as NamedTensor[],
    inputs: [] as OnnxInput[],
    metadata: {} as Record<string, string>,
    graphs: 0,
  };
  try {
    const pbf = new PbfReader(bytes);
    pbf.readFields((tag, result, reader) => {
      if (tag === 2) result.producer = reader.readString();
      if (tag === 7) {
        result.graphs += 1;
        readGraph(reader, result, locate);
      }
      if (tag === 14) {
        const [key, value] = readEntry(reader);
        result.metadata[key] = value;
      }
    }, found);
    if (pbf.pos > bytes.length) throw new RangeError('cut short');
  } catch (error) {
    if (error instanceof ParametersError) throw error;
    throw new ParametersError('', phrase`is no ONNX model, damaged, or cut short`);
  }
  if (found.graphs === 0) throw new ParametersError('', phrase`is no ONNX model, damaged, or cut short`);
  return found;
}

/** A message inside another, which may not reach beyond the end of the file. */
function within<Result>(pbf: PbfReader, readField: (tag: number, result: Result, pbf: PbfReader) => void, result: Result): Result {
  const end = pbf.readVarint() + pbf.pos;
  if (end > pbf.length) throw new RangeError('cut short');
  return pbf.readFields(readField, result, end);
}

function readGraph(pbf: PbfReader, found: { nodes: OnnxNode[]; tensors: NamedTensor[]; inputs: OnnxInput[] }, locate: Locate): void {
  let parts = 0;
  within(
    pbf,
    (tag, _, graph) => {
      parts += 1;
      if (parts > MOST_PARTS)
        throw new ParametersError('', phrase`has more than ${MOST_PARTS} nodes and tensors, which no network here needs`);
      if (tag === 1) found.nodes.push(readNode(graph, locate));
      if (tag === 5) found.tensors.push(readTensor(graph, locate));
      if (tag === 11) found.inputs.push(readInput(graph));
    },
    null,
  );
}

function readNode(pbf: PbfReader, locate: Locate): OnnxNode {
  const found = { name: '', type: '', inputs: [] as string[], outputs: [] as string[], attributes: {} as Record<string, OnnxAttribute> };
  within(
    pbf,
    (tag, node, reader) => {
      if (tag === 1) node.inputs.push(reader.readString());
      if (tag === 2) node.outputs.push(reader.readString());
      if (tag === 3) node.name = reader.readString();
      if (tag === 4) node.type = reader.readString();
      if (tag === 5) {
        const [name, attribute] = readAttribute(reader, locate);
        node.attributes[name] = attribute;
      }
    },
    found,
  );
  return { ...found, name: found.name || found.outputs[0] || found.type };
}

function readAttribute(pbf: PbfReader, locate: Locate): [string, OnnxAttribute] {
  const found = { name: '', numbers: [] as number[], text: '', tensor: null as NamedTensor | null };
  within(
    pbf,
    (tag, attribute, reader) => {
      if (tag === 1) attribute.name = reader.readString();
      if (tag === 2) attribute.numbers.push(reader.readFloat());
      if (tag === 3) attribute.numbers.push(reader.readVarint(true));
      if (tag === 4) attribute.text = reader.readString();
      if (tag === 5) attribute.tensor = readTensor(reader, locate);
      if (tag === 7) reader.readPackedFloat(attribute.numbers);
      if (tag === 8) reader.readPackedVarint(attribute.numbers, true);
    },
    found,
  );
  const { name, ...rest } = found;
  return [name, rest];
}

function readInput(pbf: PbfReader): OnnxInput {
  const found = { name: '', shape: [] as number[] };
  within(
    pbf,
    (tag, input, reader) => {
      if (tag === 1) input.name = reader.readString();
      if (tag === 2) readType(reader, input.shape);
    },
    found,
  );
  return found;
}

/** TypeProto → tensor_type → shape → dim → dim_value */
function readType(pbf: PbfReader, shape: number[]): void {
  const dimension = (reader: PbfReader) => {
    const side = within(
      reader,
      (tag, found: { side: number }, inner) => {
        if (tag === 1) found.side = inner.readVarint(true);
      },
      { side: -1 },
    );
    shape.push(side.side > 0 ? side.side : -1);
  };
  const only = (wanted: number, next: (reader: PbfReader) => void) => (reader: PbfReader) => {
    within(
      reader,
      (tag, _, inner) => {
        if (tag === wanted) next(inner);
      },
      null,
    );
  };
  only(1, only(2, only(1, dimension)))(pbf);
}

/** Packed or one by one; a shape of more is damage, and may be as long as the file. */
function readSides(reader: PbfReader, shape: number[]): void {
  const end = reader.type === PACKED ? reader.readVarint() + reader.pos : reader.pos + 1;
  if (end > reader.length) throw new RangeError('cut short');
  while (reader.pos < end) {
    shape.push(reader.readVarint());
    if (shape.length > MOST_DIMENSIONS)
      throw new ParametersError('', phrase`has a tensor of more than ${MOST_DIMENSIONS} dimensions; expected as many at most`);
  }
}

function readTensor(pbf: PbfReader, locate: Locate): NamedTensor {
  const found = {
    ...{ shape: [] as number[], type: 0, name: '', raw: null as Uint8Array | null, numbers: [] as number[] },
    ...{ location: 0, external: {} as Record<string, string> },
  };
  within(
    pbf,
    (tag, tensor, reader) => {
      if (tag === 1) readSides(reader, tensor.shape);
      if (tag === 2) tensor.type = reader.readVarint();
      if (tag === 4) reader.readPackedFloat(tensor.numbers);
      if (tag === 5 || tag === 7 || tag === 11) reader.readPackedVarint(tensor.numbers, tag !== 11);
      if (tag === 8) tensor.name = reader.readString();
      if (tag === 9) tensor.raw = reader.readBytes();
      if (tag === 10) reader.readPackedDouble(tensor.numbers);
      if (tag === 13) {
        const [key, value] = readEntry(reader);
        tensor.external[key] = value;
      }
      if (tag === 14) tensor.location = reader.readVarint();
    },
    found,
  );
  const { shape, type, name, numbers } = found;
  const reader = readers[type];
  if (!reader) throw new ParametersError(name, phrase`holds numbers of type ${type}; expected floats or whole numbers`);
  const count = elementCount(shape);
  if (!Number.isSafeInteger(count)) throw new ParametersError(name, phrase`has shape (${shape.join(', ')}); the file is damaged`);
  const raw = found.location === EXTERNAL ? externalBytes(found.external, count * reader.bytes, name, locate) : found.raw;
  // Not wanted now.
  if (raw === null && found.location === EXTERNAL) return { name, shape: [0], values: new Float32Array() };
  const bytes = raw ? raw.length : numbers.length * reader.bytes;
  if (bytes !== count * reader.bytes)
    throw new ParametersError(name, phrase`has ${bytes} bytes for shape (${shape.join(', ')}); expected ${count * reader.bytes}`);
  if (!raw) return { name, shape, values: Float32Array.from(numbers) };
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return { name, shape, values: Float32Array.from({ length: count }, (_, index) => reader.at(view, index * reader.bytes)) };
}

function externalBytes(external: Readonly<Record<string, string>>, length: number, name: string, locate: Locate): Uint8Array | null {
  const bytes = locate(external.location ?? '');
  if (!bytes) return null;
  const from = Number(external.offset ?? 0);
  const to = from + Number(external.length ?? length);
  if (!(from >= 0 && to >= from && to <= bytes.length))
    throw new ParametersError(name, phrase`reaches beyond the ${bytes.length} bytes of ${external.location}; that file is cut short`);
  return bytes.subarray(from, to);
}

function readEntry(pbf: PbfReader): [string, string] {
  return within(
    pbf,
    (tag, entry: [string, string], reader) => {
      if (tag === 1) entry[0] = reader.readString();
      if (tag === 2) entry[1] = reader.readString();
    },
    ['', ''],
  );
}
