/**
 * The part of ONNX's ModelProto that networks of digits need, written as protocol buffers.
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
import { PbfWriter } from 'pbf';
import type { NamedTensor } from '../nn/parameter';

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
