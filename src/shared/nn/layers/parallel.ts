/**
 * Parallel block: branches of layers side by side, whose outputs are joined along their channels (of vectors: one after
 * another). A branch without layers passes on what came in.
 *
 *   forward   y = [F₁(x), F₂(x), …]
 *   backward  dx = Σ dFᵢ(dyᵢ), dyᵢ the part of dy that belongs to branch i
 */
import { z } from 'zod';
import { elementAt } from '../../at';
import { defineKind, type KindSpec } from '../../kind';
import { joined, type Phrase, phrase } from '../../phrase';
import { type Activations, rowOffset } from '../layout';
import { featuresOf, imageSides, type Shape, shapeText } from '../shape';
import { type LayerDescription, stackParameters } from '../stack';
import { assertDepth, compileWay, describeWay, joinWindows, oncePerShape, type Way, waySchema } from './block';
import {
  type Layer,
  type LayerContext,
  type LayerFix,
  type LayerKind,
  type LayerOperator,
  pointwise,
  ShapeError,
  type Window,
} from './layer';

export const MOST_BRANCHES = 8;

type Branches = readonly (readonly KindSpec[])[];

const convolution = (kernel: number, filters: number): KindSpec[] => [
  { type: 'conv2d', kernel, filters, stride: 1, padding: 'same', weights: { type: 'he' } },
  { type: 'relu' },
];

/** As in GoogLeNet's inception, 48 channels in all. */
const inception: Branches = [
  convolution(1, 16),
  [...convolution(1, 8), ...convolution(3, 16)],
  [...convolution(1, 4), ...convolution(5, 8)],
  [{ type: 'max-pool', window: 3, stride: 1, padding: 'same' }, ...convolution(1, 8)],
];

/** `kinds`: the layers that a branch may hold, of which it is one. */
export const parallel = (kinds: () => readonly LayerKind[]): LayerKind => ({
  family: 'structure',
  ...defineKind({
    type: 'parallel',
    label: 'Parallel block',
    help: 'Lets branches of layers look at the same input in different ways, and joins what they find along the channels.',
    ja: { label: '並列ブロック', help: '同じ入力を複数の枝が別々の見方で調べ、結果をチャンネル方向につなげます。' },
    formula: 'y = [F₁(x), F₂(x), …]',
    source: 'ch. 8.2.3; Szegedy et al. 2015',
    settings: z.object({
      branches: z
        .lazy(() => waySchema(kinds, 0).array().min(1).max(MOST_BRANCHES))
        .default(() => inception.map((branch) => [...branch]))
        .meta({
          label: 'Branches',
          help: 'Each gets the block’s input; one without layers passes it on',
          editor: 'branches',
          ja: { label: '枝', help: 'どの枝もブロックの入力を受け取ります。層のない枝は入力をそのまま渡します' },
        }),
    }),
    create: ({ branches }): Layer => {
      const describe = oncePerShape((input) => describeBranches(kinds(), branches, input));
      return {
        detail: phrase`${branches.length} branches`,
        output: 'own',
        readsOutput: false,
        outputShape: (input) => describe(input).output,
        parameters: (input) => stackParameters(describe(input).ways.flat()),
        multiplyAccumulates: (input) =>
          describe(input)
            .ways.flat()
            .reduce((sum, layer) => sum + layer.multiplyAccumulates, 0),
        window: (input) =>
          describe(input)
            .ways.map((way) => way.reduce(joinWindows, pointwise as Window | null))
            .reduce(widest),
        operation: (input) => ({ op: 'join', ways: describe(input).ways }),
        compile: (context) => compile(context, describe(context.inputShape)),
      };
    },
  }),
});

interface Described {
  readonly ways: readonly (readonly LayerDescription[])[];
  readonly output: Shape;
}

function describeBranches(kinds: readonly LayerKind[], branches: Branches, input: Shape): Described {
  assertDepth('branches', branches);
  const describe = (layers: readonly KindSpec[], index: number) =>
    describeWay(kinds, layers, input, `branches[${index}]`, (changed) => ({ branches: branches.with(index, changed) }));
  const ways = branches.map(describe);
  const outputs = ways.map((way) => way.at(-1)?.output ?? input);
  const misfit = outputs.findIndex((output) => !canJoin(output, elementAt(outputs, 0)));
  if (misfit >= 0) {
    const shapes = outputs.map((output): Phrase => phrase`${shapeText(output)}`);
    throw new ShapeError(
      'branches',
      phrase`they give ${joined(shapes, ', ')}, which cannot be joined along the channels; let all give the same height and width`,
      keepingFix(branches, outputs, input, (layers, index) => describe(layers, index).at(-1)?.output ?? input),
    );
  }
  return { ways, output: joinedShape(outputs) };
}

/** Whether two outputs differ in their channels at most. */
const canJoin = (a: Shape, b: Shape) => a.length === b.length && (a.length === 1 || a.slice(0, -1).join() === b.slice(0, -1).join());

function joinedShape(outputs: readonly Shape[]): Shape {
  const first = elementAt(outputs, 0);
  return [...first.slice(0, -1), outputs.reduce((sum, shape) => sum + elementAt(shape, shape.length - 1), 0)];
}

/** Where it helps that no branch makes its images smaller, the settings with which none does. */
function keepingFix(
  branches: Branches,
  outputs: readonly Shape[],
  input: Shape,
  outputOf: (layers: readonly KindSpec[], index: number) => Shape,
): LayerFix[] {
  const kept = branches.map((layers, index) =>
    canJoin(elementAt(outputs, index), input)
      ? layers
      : layers.map((layer) => ('padding' in layer && 'stride' in layer ? { ...layer, padding: 'same', stride: 1 } : layer)),
  );
  try {
    if (!kept.every((layers, index) => canJoin(outputOf(layers, index), input))) return [];
  } catch {
    return [];
  }
  return [{ label: phrase`Keep height and width in all of them`, settings: { branches: kept } }];
}

const widest = (a: Window | null, b: Window | null): Window | null =>
  a && b && { size: Math.max(a.size, b.size), stride: Math.max(a.stride, b.stride) };

/** A branch's own part of the joined channels. */
interface Part {
  readonly way: Way;
  /** Of the output: the first of its channels. */
  readonly from: number;
  readonly channels: number;
}

function compile(context: LayerContext, { ways, output: shape }: Described): LayerOperator[] {
  const { output, inputGradient, outputGradient, inputShape } = context;
  const sides = imageSides(shape);
  const pixels = sides ? sides.height * sides.width : 1;
  const all = output.features / pixels;
  let parameters = context.parameters;
  let from = 0;
  const parts = ways.map((layers): Part => {
    const count = stackParameters(layers).length;
    const way = compileWay(context, layers, parameters.slice(0, count));
    parameters = parameters.slice(count);
    const channels = featuresOf(layers.at(-1)?.output ?? inputShape) / pixels;
    const part = { way, from, channels };
    from += channels;
    return part;
  });

  /** A sample's own numbers of a branch, and its channels of the joined ones. */
  function places({ from: first, channels }: Part, own: Activations, whole: Activations, row: number) {
    return {
      own: { offset: rowOffset(own, row), stride: channels },
      whole: { offset: rowOffset(whole, row) + first, stride: all },
      size: { rows: pixels, columns: channels },
    };
  }

  const fork: LayerOperator = {
    forward: () => undefined,
    backward(kernels, { from: first, to }) {
      if (!inputGradient) return;
      const count = (to - first) * inputGradient.rowStride;
      const sum = rowOffset(inputGradient, first);
      kernels.fill(sum, count, 0);
      for (const { way } of parts) {
        if (way.inputGradient) kernels.add({ a: sum, b: rowOffset(way.inputGradient, first), y: sum }, count);
      }
    },
    gradients: [],
  };
  const join: LayerOperator = {
    forward(kernels, { from: first, to }) {
      for (const part of parts) {
        for (let row = first; row < to; row++) {
          const { own, whole, size } = places(part, part.way.output, output, row);
          kernels.copyRows(own, whole, size);
        }
      }
    },
    backward(kernels, { from: first, to }) {
      for (const part of parts) {
        const { outputGradient: gradient } = part.way;
        for (let row = first; gradient && row < to; row++) {
          const { own, whole, size } = places(part, gradient, outputGradient, row);
          kernels.copyRows(whole, own, size);
        }
      }
    },
    gradients: [],
  };
  return [fork, ...parts.flatMap(({ way }) => way.operators), join];
}
