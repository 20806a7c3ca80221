/**
 * ONNX: the whole network as a graph, from bytes to probabilities. Images are [batch, channels, height, width] there, so that a
 * dense layer after one first brings them back to Kasane's order.
 */
import { exactly, lastOf } from '../../../at';
import { scalings } from '../../../data/batches/scaling';
import { type Attribute, type Node, serializeOnnx } from '../../../formats/onnx-model';
import { onnxFilesBeside, parseOnnx } from '../../../formats/onnx-reader';
import { inFile } from '../../../formats/parameters-error';
import { describeNetwork } from '../../../nn/description';
import type { WindowGeometry } from '../../../nn/layers/window';
import { type PlacedOperation, placedOperations } from '../../../nn/operation';
import { elementCount, type NamedTensor } from '../../../nn/parameter';
import { imageSides } from '../../../nn/shape';
import { onnxNetwork } from '../../foreign/onnx-graph';
import type { ParameterFormat, TrainedNetwork } from './format';
import { readToldText, toldOf } from './told';

const INPUT = 'images';
const OUTPUT = 'probabilities';
const METADATA = 'kasane';
const CLASSES = 'classes';

export const onnx: ParameterFormat = {
  type: 'onnx',
  label: 'ONNX',
  help: 'The whole network, normalisation and softmax included, for ONNX Runtime and everything that runs on it. Input: float32 bytes 0 … 255, [batch, channels, height, width]. The names of the classes are in its metadata.',
  extensions: ['onnx'],
  // ModelProto begins with its field 1, the IR version, a small number; Kasane and most others go on with field 2, the producer.
  recognises: (bytes) => bytes[0] === 0x08 && (bytes[1] ?? 0) < 0x20 && [0x12, 0x1a, 0x3a, 0x42].includes(bytes[2] ?? 0),
  write: (trained) => serializeOnnx(modelOf(trained)),
  beside: (bytes, file) => inFile(file, () => onnxFilesBeside(bytes)),
  read: (bytes, file, beside) =>
    inFile(file, () => {
      const found = parseOnnx(bytes, beside);
      const told = readToldText(found.metadata[METADATA], file);
      if (told) return { tensors: found.tensors.filter(({ name }) => !name.startsWith(CONSTANT)), order: told.flattened, told };
      const described = onnxNetwork(found);
      return { tensors: [], order: described.order, told: null, described };
    }),
};

/** What numbers that are no parameters are called. */
const CONSTANT = 'constant_';

function modelOf(trained: TrainedNetwork) {
  const { network, scaling, tensors, name } = trained;
  const [height, width, channels] = exactly(3, network.input);
  const layers = describeNetwork(network);
  const { scale, shift } = scalings[scaling];
  const graph = createGraph();
  const scaled = graph.add('Mul', [INPUT, graph.constant('scale', scale)]);
  const input = graph.add('Add', [scaled, graph.constant('shift', shift)]);
  const logits = through(graph, placedOperations(layers), input);
  graph.end('Softmax', [flat(graph, logits)], { axis: 1 });
  return {
    name,
    about: `${name}, a network of Kasane. Input: bytes 0 … 255 as float32. Output: probabilities of the classes that its metadata names.`,
    nodes: graph.nodes,
    tensors: [...tensors, ...graph.constants],
    input: { name: INPUT, shape: ['batch', channels, height, width] },
    output: { name: OUTPUT, shape: ['batch', elementCount(lastOf(layers).output)] },
    metadata: { [METADATA]: JSON.stringify(toldOf(trained)), [CLASSES]: JSON.stringify(network.classes) },
  };
}

/** A value in the graph, and whether it is still an image with its channels first. */
interface Place {
  readonly name: string;
  readonly isImage: boolean;
}

type Graph = ReturnType<typeof createGraph>;

function createGraph() {
  const nodes: Node[] = [];
  const constants: NamedTensor[] = [];
  const put = (type: string, inputs: readonly string[], output: string, attributes: Node['attributes'] = {}) => {
    nodes.push({ type, inputs, output, attributes });
    return output;
  };
  return {
    nodes,
    constants,
    /** Gives the name of what it computes. */
    add: (type: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>) =>
      put(type, inputs, `${type.toLowerCase()}_${nodes.length + 1}`, attributes),
    end: (type: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>) =>
      put(type, inputs, OUTPUT, attributes),
    constant(name: string, value: number): string {
      const full = `${CONSTANT}${name}`;
      if (!constants.some((each) => each.name === full)) constants.push({ name: full, shape: [], values: Float32Array.of(value) });
      return full;
    },
  };
}

const through = (graph: Graph, steps: readonly PlacedOperation[], input: string | Place): Place =>
  steps.reduce<Place>((place, step) => after(graph, step, place), typeof input === 'string' ? { name: input, isImage: true } : input);

function after(graph: Graph, step: PlacedOperation, place: Place): Place {
  const tensor = (letter: string) => step.tensors[letter] ?? letter;
  const image = (name: string): Place => ({ name, isImage: true });
  const vector = (name: string): Place => ({ name, isImage: false });
  switch (step.op) {
    case 'dense':
      return vector(graph.add('Gemm', [flat(graph, place), tensor('W'), tensor('b')]));
    case 'convolution':
      return image(graph.add('Conv', [place.name, tensor('W'), tensor('b')], windowOf(step.geometry)));
    case 'pooling': {
      const [type, more] = step.takes === 'largest' ? ['MaxPool', {}] : ['AveragePool', { count_include_pad: 0 }];
      return image(graph.add(type, [place.name], { ...windowOf(step.geometry), ...more }));
    }
    case 'global mean':
      return vector(graph.add('Flatten', [graph.add('GlobalAveragePool', [place.name])], { axis: 1 }));
    case 'batch normalisation': {
      // Of a vector that is still laid out as an image, the features are Kasane's.
      const from = imageSides(step.input) ? place.name : flat(graph, place);
      const inputs = [from, tensor('gamma'), tensor('beta'), tensor('mean'), tensor('variance')];
      return { ...place, name: graph.add('BatchNormalization', inputs, { epsilon: { float: step.epsilon } }) };
    }
    case 'activation':
      return { ...place, name: step.curve.onnx(graph, place.name) };
    case 'dropout':
      return place;
    case 'flatten':
      return vector(flat(graph, place));
    case 'sum': {
      const [main, past] = step.ways.map((way) => through(graph, way, place));
      return { ...place, isImage: imageSides(step.output) !== null, name: graph.add('Add', [main?.name ?? '', past?.name ?? '']) };
    }
    case 'join': {
      const isImage = imageSides(step.output) !== null;
      const outputs = step.ways.map((way) => through(graph, way, place)).map((each) => (isImage ? each.name : flat(graph, each)));
      return { name: graph.add('Concat', outputs, { axis: 1 }), isImage };
    }
    default:
      return step satisfies never;
  }
}

/** As one vector, the channels of a pixel together. */
function flat(graph: Graph, { name, isImage }: Place): string {
  return isImage ? graph.add('Flatten', [graph.add('Transpose', [name], { perm: [0, 2, 3, 1] })], { axis: 1 }) : name;
}

const windowOf = ({ windowHeight, windowWidth, stride, padding }: WindowGeometry) => ({
  kernel_shape: [windowHeight, windowWidth],
  strides: [stride, stride],
  pads: [padding.top, padding.left, padding.bottom, padding.right],
});
