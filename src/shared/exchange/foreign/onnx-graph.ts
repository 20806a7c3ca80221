/**
 * A graph of ONNX that is a chain, as layers of Kasane. Images may stand channels first or last; a transposition between the two
 * is followed. What has no equal is refused by the node's name and type.
 */
import { elementAt, floatAt } from '../../at';
import type { FoundOnnx, OnnxNode } from '../../formats/onnx-reader';
import { ParametersError } from '../../formats/parameters-error';
import { elementCount } from '../../nn/parameter';
import { phrase } from '../../phrase';
import { asVector, type DescribedLayer, type DescribedNetwork, type Numbers, transposed, zeros } from './described';
import { curveFrom } from './onnx-curves';
import { noEqual, samePadding, squareOf } from './steps';

/** How the value at hand lies. */
interface Value {
  readonly name: string;
  readonly laidOut: 'flat' | 'channels first' | 'channels last';
  /** Of an image, where it is known. */
  readonly side: number | null;
}

const CONSTANT_OPERATIONS = ['Constant', 'Identity', 'Reshape', 'Transpose', 'Cast', 'Squeeze', 'Unsqueeze'];
/** Whoever takes a value only for these does not compute with it. */
const ABOUT_SHAPES = ['Shape'];
const CURVES: Readonly<Record<string, string>> = { Relu: 'relu', Sigmoid: 'sigmoid', Tanh: 'tanh', Gelu: 'gelu', Mish: 'mish' };

/** Throws a ParametersError that names the node. */
export function onnxNetwork({ nodes, tensors, inputs }: FoundOnnx): DescribedNetwork {
  const constants = new Map<string, Numbers>(tensors.map(({ name, shape, values }) => [name, { shape, values }]));
  const computed = nodes.filter((node) => !folded(node, constants));
  const own = inputs.filter(({ name }) => !constants.has(name));
  const [input, second] = own;
  if (!input) throw new ParametersError('', phrase`has no input; the file is damaged`);
  if (second) throw noEqual(second.name, phrase`a second input`);
  const layers: DescribedLayer[] = [];
  let after = { scale: 1, shift: 0 };
  let order: DescribedNetwork['order'] = 'channels';
  let pending: readonly [number, number, number, number] | null = null;
  let value = placeOf(input);
  for (;;) {
    const takers = computed.filter(({ inputs: taken, type }) => taken.includes(value.name) && !ABOUT_SHAPES.includes(type));
    const [node] = takers;
    if (!node) break;
    value = takers.length > 1 ? joinedCurve(takers) : next(node);
  }
  if (layers.length === 0) throw new ParametersError('', phrase`has no layers between its input and its output`);
  return { layers, order, form: null, after, input: imageIn(input.shape) };

  function next(node: OnnxNode): Value {
    const { type, name } = node;
    const out = (changes: Partial<Value> = {}): Value => ({ ...value, name: node.outputs[0] ?? '', ...changes });
    const other = constantOf(node);
    const numbers = (key: string, usual: readonly number[]) => node.attributes[key]?.numbers ?? usual;
    switch (type) {
      case 'Identity':
      case 'Dropout':
      case 'Cast':
        return out();
      case 'Softmax':
      case 'LogSoftmax':
      case 'ArgMax':
        if (computed.some(({ inputs: taken }) => taken.includes(node.outputs[0] ?? ''))) {
          if (type !== 'Softmax') return out();
          throw noEqual(name, phrase`a softmax before the end`);
        }
        return out();
      case 'Transpose': {
        const perm = numbers('perm', []).join();
        if (perm === '0,3,1,2' && value.laidOut !== 'channels first') return out({ laidOut: 'channels first' });
        if (perm === '0,2,3,1' && value.laidOut !== 'channels last') return out({ laidOut: 'channels last' });
        throw noEqual(name, phrase`a Transpose by [${perm}]`);
      }
      case 'Flatten':
      case 'Reshape':
      case 'Squeeze':
      case 'Unsqueeze':
        return out(reshaped(type, other?.values));
      case 'Conv':
        return convolution(node, out);
      case 'MatMul': {
        if (node.inputs[0] !== value.name || other?.shape.length !== 2) throw noEqual(name, phrase`a MatMul of other than two sides`);
        return dense(other, zeros(elementAt(other.shape, 1)), out);
      }
      case 'Gemm': {
        const W = other?.shape.length === 2 ? other : null;
        const [alpha = 1] = numbers('alpha', [1]);
        const [beta = 1] = numbers('beta', [1]);
        if (!W || node.inputs[0] !== value.name || numbers('transA', [0])[0])
          throw noEqual(name, phrase`a Gemm whose second factor is computed`);
        const turned = numbers('transB', [0])[0] ? transposed(W) : W;
        const units = elementAt(turned.shape, 1);
        const bias = constants.get(node.inputs[2] ?? '');
        return dense(times(turned, alpha), bias ? times(spread(bias, units, name), beta) : zeros(units), out);
      }
      case 'Add':
      case 'Sub':
      case 'Mul':
      case 'Div':
        if (!other) throw noEqual(name, phrase`${type} of two computed values`);
        arithmetic(node, other);
        return out();
      case 'MaxPool':
      case 'AveragePool':
        return pooling(node, out);
      case 'GlobalAveragePool':
        layers.push({ spec: { type: 'global-average-pool' } });
        return out({ laidOut: 'flat', side: null });
      case 'ReduceMean': {
        const axes = [...(other?.values ?? numbers('axes', []))].toSorted((a, b) => a - b).join();
        const image = value.laidOut === 'channels last' ? '1,2' : '2,3';
        if (axes !== image && axes !== '-2,-1') throw noEqual(name, phrase`ReduceMean over ${axes || 'all'}`);
        layers.push({ spec: { type: 'global-average-pool' } });
        return out({ laidOut: 'flat', side: null });
      }
      case 'BatchNormalization': {
        const [gamma, beta, mean, variance] = [1, 2, 3, 4].map((index) => constants.get(node.inputs[index] ?? ''));
        if (!gamma || !beta || !mean || !variance) throw noEqual(name, phrase`a BatchNormalization whose statistics are computed`);
        const [epsilon = 1e-5] = numbers('epsilon', [1e-5]);
        layers.push({ spec: { type: 'batch-norm', epsilon: Number(epsilon.toPrecision(6)) }, tensors: { gamma, beta, mean, variance } });
        return out();
      }
      case 'Pad': {
        const pads = [...(constants.get(node.inputs[1] ?? '')?.values ?? numbers('pads', []))];
        const at = value.laidOut === 'channels last' ? 1 : 2;
        if (
          pads.length !== 8 ||
          (node.attributes.mode?.text || 'constant') !== 'constant' ||
          constants.get(node.inputs[2] ?? '')?.values.some(Boolean)
        )
          throw noEqual(name, phrase`a Pad of other than zeros around an image`);
        pending = [pads[at] ?? 0, pads[at + 1] ?? 0, pads[at + 4] ?? 0, pads[at + 5] ?? 0];
        return out();
      }
      case 'LeakyRelu':
        layers.push({ spec: { type: 'leaky-relu', slope: Number((numbers('alpha', [0.01])[0] ?? 0.01).toPrecision(6)) } });
        return out();
      case 'Elu':
        layers.push({ spec: { type: 'elu', alpha: Number((numbers('alpha', [1])[0] ?? 1).toPrecision(6)) } });
        return out();
      case 'Clip': {
        const [least, most] = [1, 2].map((index) => constants.get(node.inputs[index] ?? '')?.values[0]);
        if ((least ?? numbers('min', [])[0]) !== 0 || (most ?? numbers('max', [])[0] ?? 1e30) < 1e30)
          throw noEqual(name, phrase`a Clip of other than below 0`);
        layers.push({ spec: { type: 'relu' } });
        return out();
      }
      default: {
        const curve = CURVES[type];
        const made = curve ? null : curveFrom(value.name, computed, constants);
        if (made) {
          layers.push({ spec: { type: made.type } });
          return out({ name: made.output });
        }
        if (!curve) throw noEqual(name, type);
        layers.push({ spec: { type: curve } });
        return out();
      }
    }
  }

  /** An activation that is made of several nodes. */
  function joinedCurve(takers: readonly OnnxNode[]): Value {
    const found = curveFrom(value.name, computed, constants);
    if (!found) throw noEqual(takers[1]?.name ?? '', phrase`a second way beside the first (${takers[1]?.type ?? ''})`);
    layers.push({ spec: { type: found.type } });
    return { ...value, name: found.output };
  }

  function dense(W: Numbers, b: Numbers, out: (changes: Partial<Value>) => Value): Value {
    if (value.laidOut === 'channels last') order = 'pixels';
    layers.push({ spec: { type: 'affine', units: elementAt(W.shape, 1) }, tensors: { W, b } });
    return out({ laidOut: 'flat', side: null });
  }

  function convolution(node: OnnxNode, out: (changes: Partial<Value>) => Value): Value {
    const W = constants.get(node.inputs[1] ?? '');
    if (W?.shape.length !== 4) throw noEqual(node.name, phrase`a Conv of other than images`);
    if (value.laidOut === 'channels last') throw noEqual(node.name, phrase`a Conv of images with their channels last`);
    const ones = (key: string) => (node.attributes[key]?.numbers ?? []).every((each) => each === 1);
    if (!ones('group') || !ones('dilations')) throw noEqual(node.name, phrase`a Conv with groups or dilations`);
    const kernel = squareOf(W.shape.slice(2), node.name, phrase`filters`);
    const { stride, padding, rest } = windowOf(node, kernel);
    const filters = elementAt(W.shape, 0);
    const bias = constants.get(node.inputs[2] ?? '');
    layers.push({
      spec: { type: 'conv2d', filters, kernel, stride, padding },
      tensors: { W, b: bias ? spread(bias, filters, node.name) : zeros(filters) },
    });
    return out({ laidOut: 'channels first', side: rest });
  }

  function pooling(node: OnnxNode, out: (changes: Partial<Value>) => Value): Value {
    const window = squareOf(node.attributes.kernel_shape?.numbers ?? [1], node.name, phrase`a window`);
    const { stride, padding, rest, isUneven } = windowOf(node, window);
    const isPadded = Object.values(padding).some((side) => side > 0);
    if (node.type === 'AveragePool' && isPadded && node.attributes.count_include_pad?.numbers[0])
      throw noEqual(node.name, phrase`an AveragePool that counts padding`);
    if (isUneven && node.attributes.ceil_mode?.numbers[0]) throw noEqual(node.name, phrase`a ${node.type} that rounds up`);
    layers.push({ spec: { type: node.type === 'MaxPool' ? 'max-pool' : 'average-pool', window, stride, padding } });
    return out({ side: rest });
  }

  function windowOf(node: OnnxNode, size: number) {
    const stride = squareOf(node.attributes.strides?.numbers ?? [1], node.name, phrase`strides`);
    const [top = 0, left = 0, bottom = top, right = left] = node.attributes.pads?.numbers ?? [];
    const auto = node.attributes.auto_pad?.text ?? 'NOTSET';
    const around = pending ?? [0, 0, 0, 0];
    pending = null;
    let padding = { top: top + around[0], left: left + around[1], bottom: bottom + around[2], right: right + around[3] };
    if (auto.startsWith('SAME')) {
      if (value.side === null && stride > 1) throw noEqual(node.name, phrase`padding of an image of unknown size`);
      const [less, more] = samePadding(value.side ?? size, size, stride);
      const [before, behind] = auto === 'SAME_LOWER' ? [more, less] : [less, more];
      padding = { top: before, left: before, bottom: behind, right: behind };
    }
    const padded = value.side === null ? null : value.side + padding.top + padding.bottom - size;
    return {
      stride,
      padding,
      rest: padded === null ? null : Math.floor(padded / stride) + 1,
      isUneven: padded === null || padded % stride !== 0,
    };
  }

  function reshaped(type: string, target: Float32Array | undefined): Partial<Value> {
    const isFlat = value.laidOut === 'flat';
    const rank = type === 'Reshape' ? (target?.length ?? 2) : 2;
    if (type === 'Unsqueeze' || type === 'Squeeze') return {};
    if (rank === 2 || type === 'Flatten') {
      if (value.laidOut === 'channels last' && layers.length > 0) order = 'pixels';
      return { laidOut: 'flat', side: null };
    }
    // An image of one channel is the same both ways; later a vector becomes no image again.
    const [, second = 0, third = 0, fourth = 0] = target ?? [];
    if (rank === 4 && (isFlat ? layers.length === 0 : true)) {
      if (second > 0 && second <= 4 && third === fourth) return { laidOut: 'channels first', side: third > 0 ? third : value.side };
      if (fourth > 0 && fourth <= 4) return { laidOut: 'channels last', side: third > 0 ? third : value.side };
      if (isFlat === false) return {};
    }
    if (rank === 3 && layers.length === 0) return { laidOut: 'channels last' };
    throw noEqual(type, phrase`a Reshape to [${[...(target ?? [])].join(', ')}]`);
  }

  /** Of inputs before all layers, of the outputs of the last layer else. */
  function arithmetic(node: OnnxNode, other: Numbers): void {
    const { type, name, inputs: taken } = node;
    const [first = 0] = other.values;
    const isSecond = taken[1] !== value.name;
    if (layers.length === 0) {
      if (other.values.some((each) => each !== first)) throw noEqual(name, phrase`${type} of each number of the input by its own`);
      if (type === 'Div' && !isSecond) throw noEqual(name, phrase`a division by the input`);
      const by = type === 'Mul' ? first : type === 'Div' ? 1 / first : type === 'Sub' && !isSecond ? -1 : 1;
      const plus = type === 'Add' ? first : type === 'Sub' ? (isSecond ? -first : first) : 0;
      after = { scale: after.scale * by, shift: after.shift * by + plus };
      return;
    }
    const last = layers.at(-1);
    const { W, b } = last?.tensors ?? {};
    if (!last || !W || !b || (type === 'Div' && !isSecond))
      throw noEqual(name, phrase`${type} that follows no dense layer and no convolution`);
    const each = spread(other, b.values.length, name).values;
    const isSum = type === 'Add' || type === 'Sub';
    const sign = type === 'Sub' && isSecond ? -1 : 1;
    const factor = (unit: number) =>
      type === 'Mul' ? floatAt(each, unit) : type === 'Div' ? 1 / floatAt(each, unit) : type === 'Sub' && !isSecond ? -1 : 1;
    const perUnit = W.values.length / b.values.length;
    const unitOf = (index: number) => (W.shape.length === 2 ? index % b.values.length : Math.floor(index / perUnit));
    layers[layers.length - 1] = {
      ...last,
      tensors: {
        W: { ...W, values: W.values.map((weight, index) => weight * factor(unitOf(index))) },
        b: { ...b, values: b.values.map((bias, unit) => bias * factor(unit) + (isSum ? sign * floatAt(each, unit) : 0)) },
      },
    };
  }

  function constantOf(node: OnnxNode): Numbers | undefined {
    const name = node.inputs.find((each) => constants.has(each));
    return name === undefined ? undefined : constants.get(name);
  }
}

/** Computes what depends on constants alone; whether it did. */
function folded(node: OnnxNode, constants: Map<string, Numbers>): boolean {
  const [output = ''] = node.outputs;
  const given = node.inputs.filter(Boolean).map((name) => constants.get(name));
  if (!CONSTANT_OPERATIONS.includes(node.type) || given.some((each) => each === undefined)) return false;
  const [first] = given;
  if (node.type === 'Constant') {
    const { value, value_float: float, value_floats: floats, value_int: int, value_ints: ints } = node.attributes;
    const numbers = (float ?? floats ?? int ?? ints)?.numbers;
    if (value?.tensor) constants.set(output, value.tensor);
    else if (numbers) constants.set(output, { shape: [numbers.length], values: Float32Array.from(numbers) });
    return true;
  }
  if (!first) return false;
  if (node.type === 'Reshape') {
    const count = elementCount(first.shape);
    const sides = [...(given[1]?.values ?? [])].map((side, axis) => (side === 0 ? (first.shape[axis] ?? 1) : side));
    const known = sides.filter((side) => side > 0).reduce((product, side) => product * side, 1);
    constants.set(output, { shape: sides.map((side) => (side > 0 ? side : count / known)), values: first.values });
  } else if (node.type === 'Transpose') {
    if (first.shape.length !== 2) return false;
    constants.set(output, transposed(first));
  } else if (node.type === 'Squeeze') constants.set(output, { shape: first.shape.filter((side) => side !== 1), values: first.values });
  else if (node.type === 'Unsqueeze') constants.set(output, { shape: [1, ...first.shape], values: first.values });
  else constants.set(output, first);
  return true;
}

const times = ({ shape, values }: Numbers, by: number): Numbers =>
  by === 1 ? { shape, values } : { shape, values: values.map((value) => value * by) };

/** One for each unit; one for all counts for each. */
function spread(numbers: Numbers, units: number, name: string): Numbers {
  const { values } = asVector(numbers);
  if (values.length === 1) return { shape: [units], values: new Float32Array(units).fill(floatAt(values, 0)) };
  if (values.length !== units) throw noEqual(name, phrase`a constant of ${values.length} numbers for ${units} units`);
  return { shape: [units], values };
}

function placeOf({ name, shape }: { readonly name: string; readonly shape: readonly number[] }): Value {
  const image = imageIn(shape);
  if (shape.length === 2) return { name, laidOut: 'flat', side: null };
  const last = shape.length === 4 && (shape[3] ?? 0) > 0 && (shape[3] ?? 0) <= 4 && (shape[1] ?? 0) > 4;
  return { name, laidOut: last || shape.length === 3 ? 'channels last' : 'channels first', side: image?.[0] ?? null };
}

/** Height, width and channels, where all are told. */
function imageIn(shape: readonly number[]): readonly [number, number, number] | null {
  const [, a = -1, b = -1, c = 1] = shape;
  if (shape.length < 3 || [a, b, c].some((side) => side < 1)) return null;
  if (shape.length === 3) return [a, b, 1];
  return a <= 4 && c > 4 ? [b, c, a] : [a, b, c];
}
