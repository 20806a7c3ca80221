import { numberReader } from '../../../formats/float-types';
import { inFile, ParametersError } from '../../../formats/parameters-error';
import { isObject, parseStrictJson, utf8 } from '../../../formats/strict-json';
import { isRecord } from '../../../is-record';
import { elementCount, type NamedTensor } from '../../../nn/parameter';
import { phrase } from '../../../phrase';
import { kerasNetwork } from '../../foreign/keras-config';
import type { ParameterFormat } from './format';

/** How much of a file is looked at to recognise it. */
const BEGINNING = 65_536;

const types: Readonly<Record<string, string>> = { float32: '<f4', int32: '<i4', bool: '<b1', uint8: '<u1', uint16: '<u2', float16: '<f2' };

/** TensorFlow.js' layers models: `model.json` with its shards of weights beside it. */
export const tfjs: ParameterFormat = {
  type: 'tfjs',
  label: 'TensorFlow.js (model.json)',
  help: 'A layers model: model.json, with the files of weights that it names beside it.',
  extensions: ['json'],
  recognises: (bytes) =>
    isObject(bytes) && /"(modelTopology|weightsManifest)"\s*:/.test(new TextDecoder().decode(bytes.subarray(0, BEGINNING))),
  write: null,
  beside: (bytes, file) => inFile(file, () => manifestOf(parseStrictJson(utf8(bytes, file))).flatMap(({ paths }) => paths)),
  read: (bytes, file, beside) =>
    inFile(file, () => {
      const content = parseStrictJson(utf8(bytes, file));
      const topology = isRecord(content.modelTopology) ? content.modelTopology : {};
      if (content.format === 'graph-model' || 'node' in topology)
        throw new ParametersError(
          '',
          phrase`is a graph model, which has operations instead of layers; convert it from Keras as a layers model: --output_format tfjs_layers_model`,
        );
      const model = isRecord(topology.model_config) ? topology.model_config : topology;
      const tensors = manifestOf(content).flatMap((group) => weightsIn(group, beside));
      const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
      const described = kerasNetwork(model, ({ name }, roles) =>
        Object.fromEntries(
          roles.map((role) => [role, byName.get(`${name}/${role}`) ?? tensors.find((each) => each.name.endsWith(`/${name}/${role}`))]),
        ),
      );
      return { tensors: [], order: described.order, told: null, described };
    }),
};

interface Manifest {
  readonly paths: readonly string[];
  readonly weights: readonly Record<string, unknown>[];
}

function manifestOf(content: Record<string, unknown>): Manifest[] {
  const groups = content.weightsManifest;
  if (!Array.isArray(groups)) throw new ParametersError('weightsManifest', phrase`is missing; expected the list of its weights`);
  return groups.filter(isRecord).map(({ paths, weights }) => ({
    paths: Array.isArray(paths) ? paths.map(String) : [],
    weights: Array.isArray(weights) ? weights.filter(isRecord) : [],
  }));
}

/** One after another in the shards of their group, which are one file cut up. */
function weightsIn({ paths, weights }: Manifest, beside: Readonly<Record<string, Uint8Array>>): NamedTensor[] {
  const shards = paths.map((path) => {
    const found = beside[path];
    if (!found) throw new ParametersError(path, phrase`is missing beside it; put it into the same folder`);
    return found;
  });
  const bytes = new Uint8Array(shards.reduce((sum, { length }) => sum + length, 0));
  shards.reduce((at, shard) => {
    bytes.set(shard, at);
    return at + shard.length;
  }, 0);
  const view = new DataView(bytes.buffer);
  let at = 0;
  return weights.map((weight): NamedTensor => {
    const name = String(weight.name ?? '');
    const shape = Array.isArray(weight.shape) ? weight.shape.map(Number) : [];
    const quantization = isRecord(weight.quantization) ? weight.quantization : null;
    const reader = numberReader(types[String(quantization?.dtype ?? weight.dtype)] ?? '');
    if (!reader) throw new ParametersError(name, phrase`holds ${String(weight.dtype)}; expected float32`);
    const count = elementCount(shape);
    if (!Number.isSafeInteger(count) || count < 0 || at + count * reader.bytes > bytes.length)
      throw new ParametersError(name, phrase`reaches beyond the ${bytes.length} bytes of its files; one is cut short`);
    const [scale, least] = [Number(quantization?.scale ?? 1), Number(quantization?.min ?? 0)];
    const values = Float32Array.from({ length: count }, (_, index) => reader.at(view, at + index * reader.bytes) * scale + least);
    at += count * reader.bytes;
    return { name, shape, values };
  });
}
