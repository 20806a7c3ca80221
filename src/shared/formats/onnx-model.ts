/**
 * The part of ONNX's ModelProto that networks of digits need, written and read as protocol buffers.
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
import { PbfReader, PbfWriter } from 'pbf';
import { elementCount, type NamedTensor } from '../nn/parameter';
import { phrase } from '../phrase';
import { ParametersError } from './parameters-error';

export type Attribute = number | readonly number[] | { readonly float: number };

export interface Node {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Whole numbers, or floats where they say so. */
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** A number stands for a known side, a text for one that is decided when the model is run. */
export interface ValueInfo {
  readonly name: string;
  readonly shape: readonly (number | string)[];
}

export interface OnnxModel {
  readonly name: string;
  readonly about: string;
  readonly nodes: readonly Node[];
  readonly tensors: readonly NamedTensor[];
  readonly input: ValueInfo;
  readonly output: ValueInfo;
  readonly metadata: Readonly<Record<string, string>>;
}

const IR_VERSION = 8;
const OPSET = 17;
const FLOAT = 1;
/** Wire type of what is preceded by its length. */
const PACKED = 2;
const MOST_DIMENSIONS = 8;
/** Nodes and tensors; a network of a thousand layers has some thousand. */
const MOST_PARTS = 100_000;
/** AttributeProto.AttributeType */
const kinds = { float: 1, int: 2, ints: 7 } as const;

export function serializeOnnx(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, IR_VERSION);
  pbf.writeStringField(2, 'Kasane');
  pbf.writeMessage(7, writeGraph, model);
  pbf.writeMessage(8, writeOpset, OPSET);
  for (const entry of Object.entries(model.metadata)) pbf.writeMessage(14, writeEntry, entry);
  return new Uint8Array(pbf.finish());
}

function writeGraph({ nodes, name, about, tensors, input, output }: OnnxModel, pbf: PbfWriter): void {
  for (const node of nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, name);
  for (const tensor of tensors) pbf.writeMessage(5, writeTensor, tensor);
  pbf.writeStringField(10, about);
  pbf.writeMessage(11, writeValueInfo, input);
  pbf.writeMessage(12, writeValueInfo, output);
}

function writeNode({ type, inputs, output, attributes = {} }: Node, pbf: PbfWriter): void {
  for (const input of inputs) pbf.writeStringField(1, input);
  pbf.writeStringField(2, output);
  pbf.writeStringField(3, output);
  pbf.writeStringField(4, type);
  for (const entry of Object.entries(attributes)) pbf.writeMessage(5, writeAttribute, entry);
}

function writeAttribute([name, value]: readonly [string, Attribute], pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  if (typeof value === 'number') {
    pbf.writeVarintField(3, value);
    pbf.writeVarintField(20, kinds.int);
  } else if ('float' in value) {
    pbf.writeFloatField(2, value.float);
    pbf.writeVarintField(20, kinds.float);
  } else {
    for (const each of value) pbf.writeVarintField(8, each);
    pbf.writeVarintField(20, kinds.ints);
  }
}

function writeTensor({ name, shape, values }: NamedTensor, pbf: PbfWriter): void {
  for (const side of shape) pbf.writeVarintField(1, side);
  pbf.writeVarintField(2, FLOAT);
  pbf.writeStringField(8, name);
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setFloat32(index * 4, value, true);
  });
  pbf.writeBytesField(9, bytes);
}

function writeValueInfo({ name, shape }: ValueInfo, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  pbf.writeMessage(2, (sides, type) => type.writeMessage(1, writeTensorType, sides), shape);
}

function writeTensorType(shape: ValueInfo['shape'], pbf: PbfWriter): void {
  pbf.writeVarintField(1, FLOAT);
  pbf.writeMessage(
    2,
    (sides, dimensions) => {
      for (const side of sides) dimensions.writeMessage(1, writeDimension, side);
    },
    shape,
  );
}

function writeDimension(side: number | string, pbf: PbfWriter): void {
  if (typeof side === 'number') pbf.writeVarintField(1, side);
  else pbf.writeStringField(2, side);
}

function writeOpset(version: number, pbf: PbfWriter): void {
  pbf.writeStringField(1, '');
  pbf.writeVarintField(2, version);
}

function writeEntry([key, value]: readonly [string, string], pbf: PbfWriter): void {
  pbf.writeStringField(1, key);
  pbf.writeStringField(2, value);
}

/** What another reader needs of a model: its tensors, what its metadata tell, and the types of its nodes. */
export interface FoundOnnx {
  readonly producer: string;
  readonly operations: readonly string[];
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Throws a ParametersError without the file's name where it is no such model, or a tensor's bytes do not fit its shape. */
export function parseOnnx(bytes: Uint8Array): FoundOnnx {
  const found = {
    producer: '',
    operations: [] as string[],
    tensors: [] as NamedTensor[],
    metadata: {} as Record<string, string>,
    graphs: 0,
  };
  try {
    const pbf = new PbfReader(bytes);
    pbf.readFields((tag, result, reader) => {
      if (tag === 2) result.producer = reader.readString();
      if (tag === 7) {
        result.graphs += 1;
        readGraph(reader, result.operations, result.tensors);
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

function readGraph(pbf: PbfReader, operations: string[], tensors: NamedTensor[]): void {
  let parts = 0;
  within(
    pbf,
    (tag, _, graph) => {
      parts += 1;
      if (parts > MOST_PARTS)
        throw new ParametersError('', phrase`has more than ${MOST_PARTS} nodes and tensors, which no network here needs`);
      if (tag === 1) {
        within(
          graph,
          (field, __, node) => {
            if (field === 4) operations.push(node.readString());
          },
          null,
        );
      }
      if (tag === 5) tensors.push(readTensor(graph));
    },
    null,
  );
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

function readTensor(pbf: PbfReader): NamedTensor {
  const found = { shape: [] as number[], type: 0, name: '', raw: null as Uint8Array | null, floats: [] as number[] };
  within(
    pbf,
    (tag, tensor, reader) => {
      if (tag === 1) readSides(reader, tensor.shape);
      if (tag === 2) tensor.type = reader.readVarint();
      if (tag === 4) reader.readPackedFloat(tensor.floats);
      if (tag === 8) tensor.name = reader.readString();
      if (tag === 9) tensor.raw = reader.readBytes();
    },
    found,
  );
  const { shape, type, name, raw, floats } = found;
  if (type !== FLOAT) throw new ParametersError(name, phrase`holds numbers of type ${type}; expected float32`);
  const count = elementCount(shape);
  const bytes = raw ? raw.length : floats.length * 4;
  if (!Number.isSafeInteger(count) || bytes !== count * 4)
    throw new ParametersError(name, phrase`has ${bytes} bytes for shape (${shape.join(', ')}); expected ${count * 4}`);
  if (!raw) return { name, shape, values: Float32Array.from(floats) };
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return { name, shape, values: Float32Array.from({ length: count }, (_, index) => view.getFloat32(index * 4, true)) };
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
