/**
 * What a number of a step is made of: the terms of the sum that an output is, and of the chain rule that a gradient is.
 * Images are [row, column, channel]; filters [filter, channel, row, column].
 */
import { floatAt } from '../../at';
import type { WindowGeometry } from '../../nn/layers/window';
import type { Operation } from '../../nn/operation';
import { featuresOf, imageSides, type Shape } from '../../nn/shape';
import { type Phrase, phrase } from '../../phrase';
import type { SteppedLayer, SteppedTensor } from './step';

export type Target =
  /** A number that the layer gives for an image. */
  | { readonly of: 'output'; readonly image: number; readonly index: number }
  /** dL/dx of a number that it is given. */
  | { readonly of: 'input gradient'; readonly image: number; readonly index: number }
  /** dL/dW of a number of a parameter. */
  | { readonly of: 'gradient'; readonly letter: string; readonly index: number };

export interface Term {
  /** `x[3]·W[3, 7]` */
  readonly label: string;
  readonly factors: readonly number[];
  /** Their product, as it counts in the sum. */
  readonly value: number;
}

export interface Explanation {
  /** In the letters of the layer's formula. */
  readonly formula: Phrase;
  /** The largest first; terms of 0 are left out. */
  readonly terms: readonly Term[];
  /** Terms that are 0. */
  readonly zeros: number;
  /** What the terms come to, and the number itself, which the kernels added up in their own order. */
  readonly sum: number;
  readonly value: number;
}

interface Parts {
  readonly formula: Phrase;
  readonly terms: readonly Term[];
}

/** Throws a RangeError of a number that the layer does not have. */
export function explain(layer: SteppedLayer, operation: Operation, target: Target): Explanation {
  const value = valueAt(layer, target);
  const { formula, terms } = partsOf(layer, operation, target);
  const counted = terms.filter((term) => term.value !== 0);
  return {
    formula,
    terms: counted.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value)),
    zeros: terms.length - counted.length,
    sum: counted.reduce((sum, term) => sum + term.value, 0),
    value,
  };
}

function valueAt(layer: SteppedLayer, target: Target): number {
  switch (target.of) {
    case 'output':
      return floatAt(layer.output, target.image * featuresOf(layer.outputShape) + target.index);
    case 'input gradient':
      return floatAt(layer.inputGradient, target.image * featuresOf(layer.inputShape) + target.index);
    case 'gradient':
      return floatAt(tensorOf(layer, target.letter).gradient ?? new Float32Array(), target.index);
    default:
      return target satisfies never;
  }
}

function tensorOf({ tensors }: SteppedLayer, letter: string): SteppedTensor {
  const found = tensors.find((tensor) => tensor.letter === letter);
  if (!found)
    throw new RangeError(`the layer has no ${letter}; it has ${tensors.map((tensor) => tensor.letter).join(', ') || 'nothing to learn'}`);
  return found;
}

/** `[3]`, or of an image `[row, column, channel]`. */
export function placeText(index: number, shape: Shape): string {
  const image = imageSides(shape);
  if (!image) return `[${index}]`;
  const { width, channels } = image;
  const pixel = Math.floor(index / channels);
  return `[${Math.floor(pixel / width)}, ${pixel % width}, ${index % channels}]`;
}

/** Where in an array of that shape a number stands, row-major. */
export const placesOf = (index: number, shape: readonly number[]): number[] =>
  shape.map((side, axis) => Math.floor(index / shape.slice(axis + 1).reduce((all, each) => all * each, 1)) % side);

export const tensorPlace = (index: number, shape: readonly number[]): string => `[${placesOf(index, shape).join(', ')}]`;

const product = (label: string, ...factors: number[]): Term => ({
  label,
  factors,
  value: factors.reduce((all, factor) => all * factor, 1),
});

/** Numbers of a layer by image, with their places as text. */
function readersOf(layer: SteppedLayer) {
  const [inputs, outputs] = [featuresOf(layer.inputShape), featuresOf(layer.outputShape)];
  return {
    inputs,
    outputs,
    images: layer.input.length / inputs,
    x: (image: number, index: number) => floatAt(layer.input, image * inputs + index),
    y: (image: number, index: number) => floatAt(layer.output, image * outputs + index),
    dy: (image: number, index: number) => floatAt(layer.outputGradient, image * outputs + index),
    dx: (image: number, index: number) => floatAt(layer.inputGradient, image * inputs + index),
    xText: (index: number) => `x${placeText(index, layer.inputShape)}`,
    dyText: (index: number) => `dy${placeText(index, layer.outputShape)}`,
  };
}

function partsOf(layer: SteppedLayer, operation: Operation, target: Target): Parts {
  switch (operation.op) {
    case 'dense':
      return dense(layer, target);
    case 'convolution':
      return convolution(layer, operation.geometry, target);
    case 'pooling':
      return pooling(layer, operation, target);
    case 'global mean':
      return globalMean(layer, target);
    case 'batch normalisation':
      return normalisation(layer, operation, target);
    case 'activation':
      return elementwise(layer, target, phrase`y = ${operation.curve.numpy.y}`);
    case 'dropout':
      return elementwise(layer, target, phrase`y = x·m/(1 − p)`);
    case 'flatten':
      return elementwise(layer, target, phrase`y = x`);
    case 'sum':
    case 'join':
      return block(layer, operation, target);
    default:
      return operation satisfies never;
  }
}

function dense(layer: SteppedLayer, target: Target): Parts {
  const { inputs, outputs, images, x, dy, xText, dyText } = readersOf(layer);
  const [weights, bias] = [tensorOf(layer, 'W'), tensorOf(layer, 'b')];
  const w = (input: number, unit: number) => floatAt(weights.before, input * outputs + unit);
  if (target.of === 'output') {
    const { image, index: unit } = target;
    return {
      formula: phrase`y[${unit}] = Σ x[i]·W[i, ${unit}] + b[${unit}]`,
      terms: [
        ...Array.from({ length: inputs }, (_, input) => product(`${xText(input)}·W[${input}, ${unit}]`, x(image, input), w(input, unit))),
        product(`b[${unit}]`, floatAt(bias.before, unit)),
      ],
    };
  }
  if (target.of === 'input gradient') {
    const { image, index: input } = target;
    return {
      formula: phrase`dx[${input}] = Σ dy[j]·W[${input}, j]`,
      terms: Array.from({ length: outputs }, (_, unit) => product(`${dyText(unit)}·W[${input}, ${unit}]`, dy(image, unit), w(input, unit))),
    };
  }
  const [input, unit] = target.letter === 'W' ? [Math.floor(target.index / outputs), target.index % outputs] : [null, target.index];
  const each = (image: number) =>
    input === null
      ? product(`dy${image + 1}[${unit}]`, dy(image, unit))
      : product(`x${image + 1}${placeText(input, layer.inputShape)}·dy${image + 1}[${unit}]`, x(image, input), dy(image, unit));
  return {
    formula:
      input === null
        ? phrase`db[${unit}] = Σ over the images of dy[${unit}]`
        : phrase`dW[${input}, ${unit}] = Σ over the images of x[${input}]·dy[${unit}]`,
    terms: Array.from({ length: images }, (_, image) => each(image)),
  };
}

/** Each place of the input that a window at (row, column) of the output looks at. */
function* inWindow({ height, width, channels, windowHeight, windowWidth, stride, padding }: WindowGeometry, row: number, column: number) {
  for (let i = 0; i < windowHeight; i++) {
    for (let j = 0; j < windowWidth; j++) {
      const [y, x] = [row * stride + i - padding.top, column * stride + j - padding.left];
      if (y < 0 || x < 0 || y >= height || x >= width) continue;
      for (let k = 0; k < channels; k++) yield { i, j, k, at: (y * width + x) * channels + k };
    }
  }
}

/** Each place of the output whose window looks at (y, x) of the input, and where in the window that is. */
function* windowsOver({ windowHeight, windowWidth, stride, padding, outputHeight, outputWidth }: WindowGeometry, y: number, x: number) {
  for (let row = 0; row < outputHeight; row++) {
    const i = y - row * stride + padding.top;
    if (i < 0 || i >= windowHeight) continue;
    for (let column = 0; column < outputWidth; column++) {
      const j = x - column * stride + padding.left;
      if (j >= 0 && j < windowWidth) yield { i, j, place: row * outputWidth + column };
    }
  }
}

function convolution(layer: SteppedLayer, geometry: WindowGeometry, target: Target): Parts {
  const { images, x, dy, xText, dyText } = readersOf(layer);
  const { channels, width, windowHeight, windowWidth, outputHeight, outputWidth } = geometry;
  const [weights, bias] = [tensorOf(layer, 'W'), tensorOf(layer, 'b')];
  const filters = bias.shape[0] ?? 1;
  const tap = (filter: number, k: number, i: number, j: number) => ((filter * channels + k) * windowHeight + i) * windowWidth + j;
  const w = (filter: number, k: number, i: number, j: number) => floatAt(weights.before, tap(filter, k, i, j));
  if (target.of === 'output') {
    const { image, index } = target;
    const [filter, place] = [index % filters, Math.floor(index / filters)];
    const window = [...inWindow(geometry, Math.floor(place / outputWidth), place % outputWidth)];
    return {
      formula: phrase`y${placeText(index, layer.outputShape)} = Σ over the window of x·W[${filter}] + b[${filter}]`,
      terms: [
        ...window.map(({ i, j, k, at }) => product(`${xText(at)}·W[${filter}, ${k}, ${i}, ${j}]`, x(image, at), w(filter, k, i, j))),
        product(`b[${filter}]`, floatAt(bias.before, filter)),
      ],
    };
  }
  if (target.of === 'input gradient') {
    const { image, index } = target;
    const [k, pixel] = [index % channels, Math.floor(index / channels)];
    const windows = [...windowsOver(geometry, Math.floor(pixel / width), pixel % width)];
    return {
      formula: phrase`dx${placeText(index, layer.inputShape)} = Σ over the windows and filters of dy·W`,
      terms: windows.flatMap(({ i, j, place }) =>
        Array.from({ length: filters }, (_, filter) => {
          const at = place * filters + filter;
          return product(`${dyText(at)}·W[${filter}, ${k}, ${i}, ${j}]`, dy(image, at), w(filter, k, i, j));
        }),
      ),
    };
  }
  const places = Array.from({ length: outputHeight * outputWidth }, (_, place) => place);
  if (target.letter === 'b')
    return {
      formula: phrase`db[${target.index}] = Σ over the images and places of dy`,
      terms: Array.from({ length: images }, (_, image) => image).flatMap((image) =>
        places.map((place) => {
          const at = place * filters + target.index;
          return product(`dy${image + 1}${placeText(at, layer.outputShape)}`, dy(image, at));
        }),
      ),
    };
  const [filter = 0, k = 0, i = 0, j = 0] = placesOf(target.index, weights.shape);
  const { height, stride, padding } = geometry;
  return {
    formula: phrase`dW${tensorPlace(target.index, weights.shape)} = Σ over the images and places of x·dy`,
    terms: Array.from({ length: images }, (_, image) => image).flatMap((image) =>
      places.flatMap((place) => {
        const row = Math.floor(place / outputWidth) * stride + i - padding.top;
        const column = (place % outputWidth) * stride + j - padding.left;
        if (row < 0 || column < 0 || row >= height || column >= width) return [];
        const [from, to] = [(row * width + column) * channels + k, place * filters + filter];
        const label = `x${image + 1}${placeText(from, layer.inputShape)}·dy${image + 1}${placeText(to, layer.outputShape)}`;
        return [product(label, x(image, from), dy(image, to))];
      }),
    ),
  };
}

function pooling(layer: SteppedLayer, { takes, geometry }: Extract<Operation, { op: 'pooling' }>, target: Target): Parts {
  const { x, dy, xText, dyText } = readersOf(layer);
  const { channels, outputWidth, width } = geometry;
  const inside = (place: number, channel: number) =>
    [...inWindow(geometry, Math.floor(place / outputWidth), place % outputWidth)].filter(({ k }) => k === channel);
  /** The first that is the largest. */
  const largest = (image: number, place: number, channel: number) =>
    inside(place, channel).reduce((best, each) => (x(image, each.at) > x(image, best.at) ? each : best)).at;
  if (target.of === 'output') {
    const { image, index } = target;
    const [channel, place] = [index % channels, Math.floor(index / channels)];
    if (takes === 'largest') {
      const at = largest(image, place, channel);
      return {
        formula: phrase`y${placeText(index, layer.outputShape)} = the largest x of the window`,
        terms: [product(xText(at), x(image, at))],
      };
    }
    const all = inside(place, channel);
    return {
      formula: phrase`y${placeText(index, layer.outputShape)} = mean of the x of the window`,
      terms: all.map(({ at }) => product(`${xText(at)}·1/${all.length}`, x(image, at), 1 / all.length)),
    };
  }
  if (target.of === 'gradient') throw new RangeError('pooling has nothing to learn');
  const { image, index } = target;
  const [channel, pixel] = [index % channels, Math.floor(index / channels)];
  const windows = [...windowsOver(geometry, Math.floor(pixel / width), pixel % width)];
  return {
    formula: takes === 'largest' ? phrase`dx = Σ dy of the windows in which x is the largest` : phrase`dx = Σ over the windows of dy/count`,
    terms: windows.flatMap(({ place }) => {
      const at = place * channels + channel;
      if (takes === 'largest') return largest(image, place, channel) === index ? [product(dyText(at), dy(image, at))] : [];
      const { length } = inside(place, channel);
      return [product(`${dyText(at)}·1/${length}`, dy(image, at), 1 / length)];
    }),
  };
}

function globalMean(layer: SteppedLayer, target: Target): Parts {
  const { inputs, outputs, x, dy, xText, dyText } = readersOf(layer);
  const pixels = inputs / outputs;
  if (target.of === 'gradient') throw new RangeError('a mean has nothing to learn');
  const { image, index } = target;
  if (target.of === 'output')
    return {
      formula: phrase`y[${index}] = mean of channel ${index}`,
      terms: Array.from({ length: pixels }, (_, pixel) => {
        const at = pixel * outputs + index;
        return product(`${xText(at)}·1/${pixels}`, x(image, at), 1 / pixels);
      }),
    };
  const channel = index % outputs;
  return {
    formula: phrase`dx = dy[${channel}]/${pixels}`,
    terms: [product(`${dyText(channel)}·1/${pixels}`, dy(image, channel), 1 / pixels)],
  };
}

/** Of one channel over the batch. */
function normalisation(layer: SteppedLayer, { epsilon }: { readonly epsilon: number }, target: Target): Parts {
  const { inputs, images, x, dy } = readersOf(layer);
  const channels = imageSides(layer.inputShape)?.channels ?? inputs;
  const channel = target.index % channels;
  const all = Array.from({ length: (images * inputs) / channels }, (_, each) => {
    const [image, pixel] = [Math.floor((each * channels) / inputs), each % (inputs / channels)];
    return { image, index: pixel * channels + channel };
  });
  const mean = all.reduce((sum, { image, index }) => sum + x(image, index), 0) / all.length;
  const variance = all.reduce((sum, { image, index }) => sum + (x(image, index) - mean) ** 2, 0) / all.length;
  const deviation = Math.sqrt(variance + epsilon);
  const normal = (image: number, index: number) => (x(image, index) - mean) / deviation;
  const gamma = floatAt(tensorOf(layer, 'gamma').before, channel);
  if (target.of === 'output') {
    return {
      formula: phrase`y = γ·(x − μ)/√(σ² + ε) + β`,
      terms: [
        product('γ·(x − μ)/√(σ² + ε)', gamma, x(target.image, target.index) - mean, 1 / deviation),
        product('β', floatAt(tensorOf(layer, 'beta').before, channel)),
      ],
    };
  }
  if (target.of === 'gradient') {
    const place = (image: number, index: number) => `${image + 1}${placeText(index, layer.inputShape)}`;
    return target.letter === 'beta'
      ? { formula: phrase`dβ = Σ dy`, terms: all.map(({ image, index }) => product(`dy${place(image, index)}`, dy(image, index))) }
      : {
          formula: phrase`dγ = Σ dy·(x − μ)/√(σ² + ε)`,
          terms: all.map(({ image, index }) =>
            product(`dy${place(image, index)}·x̂${place(image, index)}`, dy(image, index), normal(image, index)),
          ),
        };
  }
  const sum = all.reduce((total, { image, index }) => total + dy(image, index), 0);
  const slope = all.reduce((total, { image, index }) => total + dy(image, index) * normal(image, index), 0);
  const scale = gamma / deviation;
  return {
    formula: phrase`dx = γ/√(σ² + ε)·(dy − dβ/N − x̂·dγ/N)`,
    terms: [
      product('γ/√(σ² + ε)·dy', scale, dy(target.image, target.index)),
      product('−γ/√(σ² + ε)·dβ/N', -scale, sum / all.length),
      product('−γ/√(σ² + ε)·x̂·dγ/N', -scale, normal(target.image, target.index), slope / all.length),
    ],
  };
}

/** One number of one: its gradient is dy times the slope there. */
function elementwise(layer: SteppedLayer, target: Target, formula: Phrase): Parts {
  const { x, y, dy, dx, xText, dyText } = readersOf(layer);
  if (target.of === 'gradient') throw new RangeError('the layer has nothing to learn');
  const { image, index } = target;
  if (target.of === 'output')
    return {
      formula: phrase`${formula}, x = ${xText(index).slice(1)}`,
      terms: [{ label: `f(${xText(index)})`, factors: [x(image, index)], value: y(image, index) }],
    };
  const slope = dy(image, index) === 0 ? 0 : dx(image, index) / dy(image, index);
  return { formula: phrase`dx = dy·f′(x)`, terms: [product(`${dyText(index)}·f′`, dy(image, index), slope)] };
}

/** Of a block what its layers give is told as one; what is within them is theirs. */
function block(layer: SteppedLayer, { op }: Pick<Operation, 'op'>, target: Target): Parts {
  const { x, y, dy, dx, xText, dyText } = readersOf(layer);
  if (target.of === 'gradient') throw new RangeError('gradients within a block are not told apart');
  const { image, index } = target;
  const isOutput = target.of === 'output';
  const whole = (formula: Phrase, label: string): Parts => ({ formula, terms: [product(label, (isOutput ? y : dx)(image, index))] });
  if (op === 'join') return isOutput ? whole(phrase`y = [F₁(x), F₂(x), …]`, 'F(x)') : whole(phrase`dx = Σ dFᵢ`, 'Σ dFᵢ');
  if (layer.inputShape.join() !== layer.outputShape.join())
    return isOutput ? whole(phrase`y = F(x) + S(x)`, 'F(x) + S(x)') : whole(phrase`dx = dF + dS`, 'dF + dS');
  return isOutput
    ? {
        formula: phrase`y = F(x) + x`,
        terms: [product('F(x)', y(image, index) - x(image, index)), product(xText(index), x(image, index))],
      }
    : {
        formula: phrase`dx = dF + dy`,
        terms: [product('dF', dx(image, index) - dy(image, index)), product(dyText(index), dy(image, index))],
      };
}
