/**
 * Residual block: y = F(x) + S(x), F a stack of layers, S the identity or, where shapes differ, a projection (a 1×1
 * convolution with the stride that fits; a dense layer for vectors). Gradients flow past F unhindered.
 *
 *   backward  dx = dF(dy) + dS(dy)
 */
import { z } from 'zod';
import type { Kernels } from '../../kernels/kernels';
import { defineKind, type KindSpec } from '../../kind';
import { phrase } from '../../phrase';
import { type Activations, rowOffset } from '../layout';
import { imageSides, type Shape, shapeText } from '../shape';
import { describeStack, type LayerDescription, stackParameters } from '../stack';
import { assertDepth, compileWay, describeWay, joinWindows, oncePerShape, type Way, waySchema } from './block';
import { type Layer, type LayerContext, type LayerKind, type LayerOperator, pointwise, ShapeError, type Shard, type Window } from './layer';

/** `kinds`: the layers that a block may hold, of which it is one. */
export const residual = (kinds: () => readonly LayerKind[]): LayerKind => ({
  family: 'structure',
  ...defineKind({
    type: 'residual',
    label: 'Residual block',
    help: 'Adds what its layers compute to what came in, so that deep stacks learn as easily as shallow ones.',
    ja: { label: '残差ブロック', help: '中の層の計算結果を入力に足します。深く重ねても浅いものと同じように学習できます。' },
    formula: 'y = F(x) + x',
    source: 'ch. 8.2.4; He et al. 2015',
    settings: z.object({
      layers: z
        .lazy(() => waySchema(kinds, 1))
        .default(() => [{ type: 'conv2d', filters: 16 }, { type: 'relu' }, { type: 'conv2d', filters: 16 }])
        .meta({ label: 'Layers', help: 'What the block adds to its input', editor: 'layers', ja: { help: 'ブロックが入力に足すもの' } }),
      projection: z
        .boolean()
        .default(false)
        .meta({
          label: 'Projection',
          help: 'A learnt 1×1 convolution on the way past the layers; needed where they change the shape',
          ja: { label: '射影', help: '層を迂回する道に置く、学習される 1×1 畳み込み。層が形を変えるときに必要' },
        }),
    }),
    create: ({ layers, projection }): Layer => {
      const describe = oncePerShape((input) => paths(kinds(), layers, projection, input));
      return {
        detail: projection ? phrase`${layers.length} layers, projection` : phrase`${layers.length} layers`,
        output: 'own',
        readsOutput: false,
        outputShape: (input) => describe(input).output,
        parameters: (input) => stackParameters(describe(input).all),
        multiplyAccumulates: (input) => describe(input).all.reduce((sum, layer) => sum + layer.multiplyAccumulates, 0),
        window: (input) => describe(input).inner.reduce(joinWindows, pointwise as Window | null),
        operation(input) {
          const { inner, shortcut } = describe(input);
          return { op: 'sum', ways: [inner, shortcut] };
        },
        compile: (context) => compile(context, describe(context.inputShape)),
      };
    },
  }),
});

/** The two ways through the block; the shortcut is empty where it is the identity. */
interface Paths {
  readonly inner: readonly LayerDescription[];
  readonly shortcut: readonly LayerDescription[];
  readonly all: readonly LayerDescription[];
  readonly output: Shape;
}

function paths(kinds: readonly LayerKind[], layers: readonly KindSpec[], projection: boolean, input: Shape): Paths {
  assertDepth('layers', [layers]);
  const inner = describeWay(kinds, layers, input, 'layers', (changed) => ({ layers: changed }));
  const output = inner.at(-1)?.output ?? input;
  const shortcut = projection ? describeStack(kinds, [projectionSpec(input, output)], input) : [];
  const arrived = shortcut.at(-1)?.output ?? input;
  if (arrived.join() !== output.join()) {
    const [gives, gets] = [shapeText(output), shapeText(input)];
    if (projection)
      throw new ShapeError('layers', phrase`they give ${gives}, their input is ${gets}; let them keep or evenly divide height and width`);
    throw new ShapeError('layers', phrase`they give ${gives}, their input is ${gets}; switch the projection on or keep the shape`, [
      { label: phrase`Switch the projection on`, settings: { projection: true } },
    ]);
  }
  return { inner, shortcut, all: [...inner, ...shortcut], output };
}

function projectionSpec(input: Shape, output: Shape): KindSpec {
  const [from, to] = [imageSides(input), imageSides(output)];
  if (!from || !to) return { type: 'affine', units: output.at(-1) ?? 1, weights: { type: 'he' } };
  return { type: 'conv2d', filters: to.channels, kernel: 1, stride: Math.max(1, Math.ceil(from.height / to.height)), padding: 'valid' };
}

function compile(context: LayerContext, { inner, shortcut }: Paths): LayerOperator[] {
  const { input, output, inputGradient, outputGradient, parameters } = context;
  const split = stackParameters(inner).length;
  const main = compileWay(context, inner, parameters.slice(0, split));
  const identity: Way = { operators: [], output: input, outputGradient: null, inputGradient: outputGradient };
  const past = shortcut.length === 0 ? identity : compileWay(context, shortcut, parameters.slice(split));

  const fork: LayerOperator = {
    forward: () => undefined,
    backward(kernels, shard) {
      if (inputGradient && main.inputGradient && past.inputGradient)
        add(kernels, shard, main.inputGradient, past.inputGradient, inputGradient);
    },
    gradients: [],
  };
  const join: LayerOperator = {
    forward: (kernels, shard) => add(kernels, shard, main.output, past.output, output),
    backward(kernels, { from, to }) {
      for (const { outputGradient: copy } of [main, past]) {
        if (!copy) continue;
        const { rowStride: stride } = copy;
        const source = { offset: rowOffset(outputGradient, from), stride };
        kernels.copyRows(source, { offset: rowOffset(copy, from), stride }, { rows: to - from, columns: stride });
      }
    },
    gradients: [],
  };
  return [fork, ...past.operators, ...main.operators, join];
}

function add(kernels: Kernels, { from, to }: Shard, a: Activations, b: Activations, sum: Activations): void {
  kernels.add({ a: rowOffset(a, from), b: rowOffset(b, from), y: rowOffset(sum, from) }, (to - from) * sum.rowStride);
}
