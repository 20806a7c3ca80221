/**
 * What Keras 2 and 3 and TensorFlow.js say of a model, as layers of Kasane: Sequential models, and functional ones that are a
 * chain. Keras has images pixel by pixel, dense weights [in, units] and filters [height, width, in, filters].
 */
import { elementAt } from '../../at';
import { ParametersError } from '../../formats/parameters-error';
import { isRecord } from '../../is-record';
import type { KindSpec } from '../../kind';
import { phrase } from '../../phrase';
import { asVector, type DescribedLayer, type DescribedNetwork, filtersFirst, type Numbers, zeros } from './described';
import { formOf, type InputForm } from './input-forms';
import { activationNamed, noEqual, samePadding, squareOf } from './steps';

/** A layer as a configuration has it. */
interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inbound: readonly string[];
}

/** The arrays of a layer by what Keras calls them: kernel, bias, gamma, … */
export type WeightsOf = (
  layer: { readonly name: string; readonly className: string; readonly ordinal: number },
  roles: readonly string[],
) => Readonly<Record<string, Numbers | undefined>>;

/** Nothing when the network predicts. */
const NOTHING = /^(Dropout|SpatialDropout2D|AlphaDropout|GaussianNoise|GaussianDropout|ActivityRegularization|Random\w+|Permute_none)$/;

/** Throws a ParametersError that names the layer that has no equal. */
export function kerasNetwork(model: unknown, weightsOf: WeightsOf): DescribedNetwork {
  const layers = chainOf(model);
  const ordinals = new Map<string, number>();
  const found: DescribedLayer[] = [];
  let [form, after]: [InputForm | null, { scale: number; shift: number }] = [null, { scale: 1, shift: 0 }];
  let input: readonly [number, number, number] | null = null;
  let side: number | null = null;
  let channelsFirst = false;
  let pending: readonly [number, number, number, number] | null = null;
  for (const [index, { className, name, config }] of layers.entries()) {
    const ordinal = ordinals.get(className) ?? 0;
    ordinals.set(className, ordinal + 1);
    channelsFirst ||= config.data_format === 'channels_first';
    const weights = (roles: readonly string[]) => weightsOf({ name, className, ordinal }, roles);
    const shape = shapeIn(config);
    if (shape && input === null) {
      input = imageOf(shape, channelsFirst);
      side = input?.[0] ?? null;
    }
    const isLast = layers
      .slice(index + 1)
      .every((each) => NOTHING.test(each.className) || each.className === 'Softmax' || each.className === 'Activation');
    const push = (spec: KindSpec, tensors?: DescribedLayer['tensors']) => found.push(tensors ? { spec, tensors } : { spec });
    const activate = () => {
      const { activation } = config;
      const type = isRecord(activation) ? String(activation.class_name ?? '') : typeof activation === 'string' ? activation : 'linear';
      if (isRecord(activation) && isRecord(activation.config) && type !== 'function')
        pushCurve(type, activation.config, name, isLast, push);
      else pushActivation(type, name, isLast, push);
    };
    switch (className) {
      case 'InputLayer':
      case 'Flatten':
        break;
      case 'Reshape': {
        const target = numbersIn(config.target_shape, 0);
        // Later on a vector becomes no image again.
        if (target.length > 1 && found.length > 0) throw noEqual(name, phrase`a layer ${className}`);
        const image = target.length > 1 ? imageOf(target, channelsFirst) : null;
        if (image) [input, side] = [image, image[0]];
        break;
      }
      case 'Dense': {
        const { kernel, bias } = weights(['kernel', 'bias']);
        if (kernel?.shape.length !== 2) throw missing(name, 'kernel');
        push({ type: 'affine', units: kernel.shape[1] }, { W: kernel, b: bias ? asVector(bias) : zeros(elementAt(kernel.shape, 1)) });
        side = null;
        activate();
        break;
      }
      case 'Conv2D':
      case 'Convolution2D': {
        const { kernel, bias } = weights(['kernel', 'bias']);
        if (kernel?.shape.length !== 4) throw missing(name, 'kernel');
        for (const key of ['dilation_rate', 'groups'] as const)
          if (numbersIn(config[key], 1).some((each) => each !== 1))
            throw noEqual(name, phrase`a convolution with ${key} ${String(config[key])}`);
        const W = filtersFirst(kernel);
        const window = windowOf(config, squareOf(kernel.shape.slice(0, 2), name, phrase`filters`), 1, name);
        push(
          { type: 'conv2d', filters: W.shape[0], kernel: window.size, stride: window.stride, padding: window.padding },
          { W, b: bias ? asVector(bias) : zeros(elementAt(W.shape, 0)) },
        );
        side = window.after;
        activate();
        break;
      }
      case 'MaxPooling2D':
      case 'MaxPool2D':
      case 'AveragePooling2D':
      case 'AvgPool2D': {
        const size = squareOf(numbersIn(config.pool_size, 2), name, phrase`a window`);
        const window = windowOf(config, size, size, name);
        push({
          type: className.startsWith('Max') ? 'max-pool' : 'average-pool',
          window: size,
          stride: window.stride,
          padding: window.padding,
        });
        side = window.after;
        break;
      }
      case 'GlobalAveragePooling2D':
        push({ type: 'global-average-pool' });
        side = null;
        break;
      case 'ZeroPadding2D':
        pending = paddingIn(config.padding);
        break;
      case 'BatchNormalization': {
        const tensors = weights([
          ...(config.scale === false ? [] : ['gamma']),
          ...(config.center === false ? [] : ['beta']),
          ...['moving_mean', 'moving_variance'],
        ]);
        const { gamma, beta, moving_mean: mean, moving_variance: variance } = tensors;
        if (!mean || !variance) throw missing(name, 'moving_mean');
        const count = mean.values.length;
        const ones = { shape: [count], values: new Float32Array(count).fill(1) };
        const epsilon = typeof config.epsilon === 'number' ? config.epsilon : 1e-3;
        push({ type: 'batch-norm', epsilon }, { gamma: gamma ?? ones, beta: beta ?? zeros(count), mean, variance });
        break;
      }
      case 'Rescaling': {
        assertFirst(found, name, className);
        const scale = Number(config.scale ?? 1);
        const shift = Number(config.offset ?? 0);
        after = { scale: after.scale * scale, shift: after.shift * scale + shift };
        // Who divides by so much means bytes.
        if (scale < 0.02) form = formOf(255, 0);
        break;
      }
      case 'Normalization': {
        assertFirst(found, name, className);
        const { mean, variance } = weights(['mean', 'variance']);
        const [m, v] = [mean?.values[0] ?? numbersIn(config.mean, 0)[0] ?? 0, variance?.values[0] ?? numbersIn(config.variance, 1)[0] ?? 1];
        const scale = 1 / Math.max(Math.sqrt(v), 1e-7);
        after = { scale: after.scale * scale, shift: (after.shift - m) * scale };
        break;
      }
      case 'Activation':
        activate();
        break;
      case 'Softmax':
        if (!isLast) throw noEqual(name, phrase`a softmax before the end`);
        break;
      default:
        if (NOTHING.test(className)) {
          const ratio = Number(config.rate ?? 0);
          if (/^(Spatial)?Dropout/.test(className) && ratio > 0 && ratio <= 0.95) push({ type: 'dropout', ratio });
        } else pushCurve(className, config, name, isLast, push);
    }
  }
  return { layers: found, order: channelsFirst ? 'channels' : 'pixels', form, after, input };

  /** Strides and padding, and the side that is left; zeros around the image from the layer before count as padding. */
  function windowOf(config: Readonly<Record<string, unknown>>, size: number, usualStride: number, where: string) {
    const stride = squareOf(numbersIn(config.strides ?? config.subsample, usualStride), where, phrase`strides`);
    const isSame = (config.padding ?? config.border_mode) === 'same';
    const around = pending;
    pending = null;
    if (isSame && around) throw noEqual(where, phrase`padding around padding`);
    const [before, behind] = isSame && side !== null ? samePadding(side, size, stride) : [0, 0];
    const [top, bottom, left, right] = around ?? [before, behind, before, behind];
    const rest = side === null || left !== top || right !== bottom ? null : Math.floor((side + top + bottom - size) / stride) + 1;
    const isEven = stride === 1 && isSame && size % 2 === 1;
    return { size, stride, padding: isEven ? 'same' : { top, right, bottom, left }, after: rest };
  }
}

function pushActivation(type: string, name: string, isLast: boolean, push: (spec: KindSpec) => void): void {
  // By its name alone, it has Keras' slope for that.
  if (type === 'leaky_relu') {
    push({ type: 'leaky-relu', slope: 0.2 });
    return;
  }
  const found = activationNamed(type, name);
  // At the end the largest stays the largest.
  if (found && !(isLast && (found === 'sigmoid' || found === 'tanh'))) push({ type: found });
  if (found === null && !isLast && type !== 'linear') throw noEqual(name, phrase`${type} before the end`);
}

/** Activations that are layers of their own, or objects. */
function pushCurve(
  type: string,
  config: Readonly<Record<string, unknown>>,
  name: string,
  isLast: boolean,
  push: (spec: KindSpec) => void,
): void {
  const slope = Number(config.negative_slope ?? config.alpha ?? (type === 'LeakyReLU' ? 0.3 : type === 'ELU' ? 1 : 0));
  if (type === 'ReLU' && (config.max_value === undefined || config.max_value === null) && !Number(config.threshold ?? 0))
    push(slope > 0 ? { type: 'leaky-relu', slope } : { type: 'relu' });
  else if (type === 'LeakyReLU') push({ type: 'leaky-relu', slope });
  else if (type === 'ELU') push({ type: 'elu', alpha: slope });
  else if (type === 'Softmax' && isLast) return;
  else throw noEqual(name, type === 'Lambda' ? phrase`a Lambda (Python code that only its own program can run)` : phrase`a layer ${type}`);
}

const missing = (name: string, what: string) =>
  new ParametersError(name, phrase`its ${what} is missing among the weights; the file is damaged`);

function assertFirst(found: readonly DescribedLayer[], name: string, className: string): void {
  if (found.length > 0) throw noEqual(name, phrase`a layer ${className} after others`);
}

const numbersIn = (value: unknown, usual: number): number[] =>
  Array.isArray(value) ? value.flat(2).map(Number) : typeof value === 'number' ? [value] : [usual];

/** Top, bottom, left, right. */
function paddingIn(value: unknown): readonly [number, number, number, number] {
  const [a = 1, b = a, c = a, d = b] = numbersIn(value, 1);
  return Array.isArray(value) && Array.isArray(value[0]) ? [a, b, c, d] : [a, a, b, b];
}

/** Of the batch, null and then the sides. */
function shapeIn(config: Readonly<Record<string, unknown>>): number[] | null {
  const shape = config.batch_shape ?? config.batch_input_shape ?? config.batchInputShape;
  return Array.isArray(shape) && shape.length > 1 && shape.slice(1).every((each) => typeof each === 'number')
    ? shape.slice(1).map(Number)
    : null;
}

function imageOf(shape: readonly number[], channelsFirst: boolean): readonly [number, number, number] | null {
  const [a = 0, b = 0, c = 1] = shape;
  if (shape.length === 2) return [a, b, 1];
  if (shape.length !== 3) return null;
  return channelsFirst || (a === 1 && c > 1) ? [b, c, a] : [a, b, c];
}

/** The layers of a model in the order in which they follow each other. */
function chainOf(model: unknown): KerasLayer[] {
  const config = isRecord(model) ? model.config : null;
  const listed = Array.isArray(config) ? config : isRecord(config) && Array.isArray(config.layers) ? config.layers : null;
  if (!listed) throw new ParametersError('', phrase`says nothing of its layers; save the whole model: model.save("model.keras")`);
  const layers = listed.filter(isRecord).map((layer): KerasLayer => {
    const inner = isRecord(layer.config) ? layer.config : {};
    // Models that were built when they were first called say their input here.
    const built = isRecord(layer.build_config) ? layer.build_config.input_shape : undefined;
    const isFirst = layer === listed[0];
    return {
      className: String(layer.class_name ?? ''),
      name: String(layer.name ?? inner.name ?? layer.class_name ?? ''),
      config: isFirst && built !== undefined && !shapeIn(inner) ? { ...inner, batch_shape: built } : inner,
      inbound: [...new Set(namesIn(layer.inbound_nodes))],
    };
  });
  if (layers.every(({ inbound }) => inbound.length === 0)) return layers;
  const joint = layers.find(({ inbound }) => inbound.length > 1);
  if (joint) throw noEqual(joint.name, phrase`a layer ${joint.className} of several inputs`);
  const chain: KerasLayer[] = [];
  for (let next = layers.filter(({ inbound }) => inbound.length === 0); next.length > 0; ) {
    const [layer, other] = next;
    if (other) throw noEqual(other.name, phrase`a second way beside the first`);
    if (!layer || chain.includes(layer)) break;
    chain.push(layer);
    next = layers.filter(({ inbound }) => inbound[0] === layer.name);
  }
  return chain;
}

/** Names of layers among the nodes: [name, 0, 0] in Keras 2, keras_history of a tensor in Keras 3. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    const [name, node, tensor] = value;
    if (typeof name === 'string' && typeof node === 'number' && typeof tensor === 'number') return [name];
    return value.flatMap(namesIn);
  }
  return isRecord(value) ? Object.values(value).flatMap(namesIn) : [];
}
