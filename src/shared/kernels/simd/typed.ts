/** The interface of kernels.ts over compiled kernels: each operand's numbers in the order that the assembly takes them. */
import type { Activation, ActivationKernels, Kernels } from '../kernels';
import { activationNames } from '../reference/activations';
import type { FlatActivation, FlatActivationGradient, FlatKernels } from './flat';

/** An engine's arithmetic, without its memory. */
export type Arithmetic = Omit<Kernels, 'name' | 'memory' | 'scratch'>;

/** `exports`: of a module compiled from assembly/. */
export function typedKernels(exports: WebAssembly.Exports): Arithmetic {
  const flat = exports as unknown as FlatKernels;
  return {
    ...activations(exports),
    bytesToValues: (at, count, { scale, shift }) => flat.bytesToValues(at.bytes, at.values, count, scale, shift),
    multiply(a, b, c, { rows, inner, panels }, start) {
      const accumulate = start === 'accumulate';
      // biome-ignore format: one operand a line
      flat.multiply(
        a.offset, a.stride,
        b.offset, b.stride,
        c.offset, c.stride,
        rows, inner, panels, start === null || accumulate ? NONE : start.bias, accumulate ? 1 : 0,
      );
    },
    multiplyTransposed(a, b, c, { rows, inner, panels }, accumulate) {
      // biome-ignore format: one operand a line
      flat.multiplyTransposed(
        a.offset, a.stride,
        b.offset, b.stride,
        c.offset, c.stride,
        rows, inner, panels, accumulate ? 1 : 0,
      );
    },
    findNonZeros: (x, { rows, columns }, lists, masks) =>
      flat.findNonZeros(x.offset, x.stride, rows, columns, lists.offset, lists.stride, masks ?? NONE),
    multiplyListed(a, b, c, { rows, panels }, lists, bias) {
      // biome-ignore format: one operand a line
      flat.multiplyListed(
        a.offset, a.stride,
        b.offset, b.stride,
        c.offset, c.stride,
        rows, panels, bias ?? NONE, lists.offset, lists.stride,
      );
    },
    multiplyMasked(a, b, c, { rows, panels }, masks) {
      // biome-ignore format: one operand a line
      flat.multiplyMasked(
        a.offset, a.stride,
        b.offset, b.stride,
        c.offset, c.stride,
        rows, panels, masks.offset, masks.stride, masks.parts, masks.partPlaces,
      );
    },
    transposePanel: (at, { rows, columns }, panel, { from, to }) =>
      flat.transposePanel(at.source, rows, panel, from, to, at.target, columns),
    sumRows: (source, { rows, columns }, destination, accumulate) =>
      flat.sumRows(source.offset, source.stride, rows, columns, destination, accumulate ? 1 : 0),
    copyRows: (source, destination, { rows, columns }) =>
      flat.copyRows(source.offset, source.stride, destination.offset, destination.stride, rows, columns),
    add: ({ a, b, y }, count) => flat.add(a, b, y, count),
    fill: (from, count, value) => flat.fill(from, count, value),

    // biome-ignore format: one idea a line
    imageToColumns: (image, w, { from, to }, columns) => flat.imageToColumns(
      image, w.height, w.width, w.channels,
      w.windowHeight, w.windowWidth, w.stride, w.padding.top, w.padding.left,
      w.outputWidth, from, to, columns.offset, columns.stride,
    ),
    // biome-ignore format: one idea a line
    columnsToImage: (image, w, { from, to }, columns) => flat.columnsToImage(
      image, w.height, w.width, w.channels,
      w.windowHeight, w.windowWidth, w.stride, w.padding.top, w.padding.left,
      w.outputWidth, from, to, columns.offset, columns.stride,
    ),
    // biome-ignore format: one idea a line
    winogradInput: (image, { height, width, channels, padding }, tiles, planes, tile) => flat.winogradInput(
      image, height, width, channels, padding.top, padding.left,
      tiles.down, tiles.across, planes.offset, planes.stride, tile,
    ),
    // biome-ignore format: one idea a line
    winogradInputGradient: (image, { height, width, channels, padding }, tiles, planes, tile) => flat.winogradInputGradient(
      image, height, width, channels, padding.top, padding.left,
      tiles.down, tiles.across, planes.offset, planes.stride, tile,
    ),
    winogradOutput: ({ planes, bias, image }, { height, width, channels }, tiles, tile) =>
      flat.winogradOutput(planes.offset, planes.stride, height, width, channels, tiles.down, tiles.across, bias, image, tile),
    winogradOutputGradient: (planes, image, { height, width, channels }, tiles, tile) =>
      flat.winogradOutputGradient(planes.offset, planes.stride, height, width, channels, tiles.down, tiles.across, image, tile),
    winogradWeights: (at, { inputs, filters }, panel, tile) =>
      flat.winogradWeights(at.weights, inputs, filters, panel, at.transformed, at.transposed ?? NONE, at.stride, tile),
    winogradWeightsGradient: ({ planes, gradient }, { inputs }, panel, tile) =>
      flat.winogradWeightsGradient(planes.offset, planes.stride, inputs, panel, gradient, tile),

    // biome-ignore format: one idea a line
    maxPool: ({ x, y }, w) => flat.maxPool(
      x, y, w.height, w.width, w.channels,
      w.windowHeight, w.windowWidth, w.stride, w.padding.top, w.padding.left, w.outputHeight, w.outputWidth,
    ),
    // biome-ignore format: one idea a line
    maxPoolGradient: ({ x, y, dy, dx }, w) => flat.maxPoolGradient(
      x, y, dy, dx, w.height, w.width, w.channels,
      w.windowHeight, w.windowWidth, w.stride, w.padding.top, w.padding.left, w.outputHeight, w.outputWidth,
    ),
    // biome-ignore format: one idea a line
    averagePool: ({ x, y }, w) => flat.averagePool(
      x, y, w.height, w.width, w.channels,
      w.windowHeight, w.windowWidth, w.stride, w.padding.top, w.padding.left, w.outputHeight, w.outputWidth,
    ),
    // biome-ignore format: one idea a line
    averagePoolGradient: ({ x, y, dy, dx }, w) => flat.averagePoolGradient(
      x, y, dy, dx, w.height, w.width, w.channels,
      w.windowHeight, w.windowWidth, w.stride, w.padding.top, w.padding.left, w.outputHeight, w.outputWidth,
    ),

    columnMoments: (x, b, to) => flat.columnMoments(x, b.stride, b.count, b.rows, b.columns, to.mean, to.squares),
    normalize: ({ x, y }, b, by) => flat.normalize(x, y, b.stride, b.count, b.rows, b.columns, by.mean, by.scale, by.shift),
    gradientMoments: ({ x, dy }, b, mean, to) =>
      flat.gradientMoments(x, dy, b.stride, b.count, b.rows, b.columns, mean, to.sums, to.products),
    normalizeGradient: ({ x, dy, dx }, b, by) =>
      flat.normalizeGradient(x, dy, dx, b.stride, b.count, b.rows, b.columns, by.mean, by.scale, by.slope, by.shift),

    dropout: ({ x, y }, count, by, { key, step, first }) => flat.dropout(x, y, count, by.threshold, by.scale, key[0], key[1], step, first),
    uniform: (y, count, reach, { key, step, first }) => flat.uniform(y, count, reach, key[0], key[1], step, first),
    addNoise: (y, count, factor, { key, step, first }) => flat.addNoise(y, count, factor, key[0], key[1], step, first),

    warp: ({ image, stride, y }, { height, width }, map, displacements) =>
      flat.warp(image, stride, height, width, y, map.xx, map.xy, map.x, map.yx, map.yy, map.y, displacements ?? NONE),
    bend: ({ knots, between, y }, { rows, columns, spacing }, { height, width }) =>
      flat.bend(knots, rows, columns, spacing, between, y, height, width),
    thicken: ({ x, between }, { height, width }, amount) => flat.thicken(x, height, width, between, amount),
    scaleInk: ({ x, y, stride }, count, { scale, shift }) => flat.scaleInk(x, y, stride, count, scale, shift),

    // biome-ignore format: one idea a line
    softmaxCrossEntropy: (at, { from, to }, classes, by) => flat.softmaxCrossEntropy(
      at.logits, at.stride, classes, at.labels,
      at.probabilities, at.gradient, at.losses, at.predictions,
      from, to, by.gradientScale, by.smoothing,
    ),

    sumOfSquares: (x, count, destination) => flat.sumOfSquares(x, count, destination),
    prepareGradient: (at, by) => flat.prepareGradient(at.parameters, at.gradients, at.count, by.scale, by.decay),
    scale: (x, count, factor) => flat.scale(x, count, factor),
    average: ({ average, x }, count, share) => flat.average(average, x, count, share),
    sgd: (at, by) => flat.sgd(at.parameters, at.gradients, at.count, by.learningRate),
    momentum: (at, by) => flat.momentum(at.parameters, at.gradients, at.velocity, at.count, by.learningRate, by.momentum),
    nesterov: (at, by) => flat.nesterov(at.parameters, at.gradients, at.velocity, at.count, by.learningRate, by.momentum),
    adaGrad: (at, by) => flat.adaGrad(at.parameters, at.gradients, at.squares, at.count, by.learningRate, by.epsilon),
    rmsProp: (at, by) => flat.rmsProp(at.parameters, at.gradients, at.squares, at.count, by.learningRate, by.decay, by.epsilon),
    // biome-ignore format: one idea a line
    adam: (at, by) => flat.adam(
      at.parameters, at.gradients, at.mean, at.squares, at.count,
      by.stepSize, by.beta1, by.beta2, by.epsilon,
    ),
  };
}

/** Stands for a place there is none of. */
const NONE = -1;

/** Those that the definition lists, each by its two functions. */
function activations(exports: WebAssembly.Exports): ActivationKernels {
  const pair = (name: string): Activation => {
    const forward = exports[name] as FlatActivation | undefined;
    const gradient = exports[`${name}Gradient`] as FlatActivationGradient | undefined;
    if (!forward || !gradient) throw new Error(`the assembly exports no ${name} and ${name}Gradient`);
    return {
      forward: ({ x, y }, count, parameter) => forward(x, y, count, parameter),
      gradient: ({ x, y, dy, dx }, count, parameter) => gradient(x, y, dy, dx, count, parameter),
    };
  };
  return Object.fromEntries(activationNames.map((name) => [name, pair(name)])) as unknown as ActivationKernels;
}
