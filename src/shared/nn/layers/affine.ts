/**
 * Affine (dense): every unit sees every input.
 *
 *   forward   y = x·W + b      x [batch, in], W [in, out], b [out] → y [batch, out]
 *   backward  dx = dy·Wᵀ       dW = xᵀ·dy      db = Σ over the batch of dy
 *
 * W is stored in panels of 8 columns, which forward reads directly. backward reads a second copy, Wᵀ in panels, that is
 * refreshed tile by tile as W is updated. The gradient is cut into tiles of one panel by at most TILE_ROWS rows,
 * whatever the number of threads, and each tile is contiguous in memory, gradient and weights alike.
 */
import { z } from 'zod';
import type { Kernels } from '../../kernels/kernels';
import { PANEL_COLUMNS } from '../../kernels/kernels';
import { initializerKinds } from '../initializers';
import { createFrom, defineKind, kindSchema } from '../kind';
import { type Activations, padded } from '../layout';
import { biasDeclaration, type Parameter, panelStorage } from '../parameter';
import { columnsAt, multiply, packed, panelsAt, resultOf, rowsOf } from '../products';
import { featuresOf } from '../shape';
import type { GradientItem, Layer, LayerContext, LayerKind, LayerOperator } from './layer';

/** A whole number of panels, so that the tiles of Wᵀ that two items refresh do not overlap. */
const TILE_ROWS = 392;

const settings = z.object({
  units: z.int().min(1).max(8192).default(50).meta({ label: 'Units', step: 1 }),
  weights: kindSchema(initializerKinds).default({ type: 'normal', std: 0.01 }).meta({ label: 'Initial weights' }),
});

export const affine: LayerKind = {
  family: 'dense',
  ...defineKind({
    type: 'affine',
    label: 'Dense',
    help: 'Every unit sees every input, with a weight for each, and a bias.',
    formula: 'y = x·W + b',
    source: 'ch. 5.6.1',
    settings,
    create: ({ units, weights }): Layer => ({
      summary: String(units),
      output: 'own',
      readsOutput: false,
      outputShape: () => [units],
      parameters(input) {
        const fans = { fanIn: featuresOf(input), fanOut: units };
        const initializer = createFrom(initializerKinds, weights);
        const shape = [fans.fanIn, units];
        const storage = panelStorage(fans.fanIn, units);
        return [{ name: 'W', shape, storage, initializer, ...fans, trained: true, decays: true }, biasDeclaration('b', units)];
      },
      multiplyAccumulates: (input) => featuresOf(input) * units,
      window: () => null,
      compile: (context) => [compile(context)],
    }),
  }),
};

function compile({ input, output, inputGradient, outputGradient, layout, parameters }: LayerContext): LayerOperator {
  const [weights, bias] = parameters;
  if (!weights || !bias) throw new Error('affine: W and b must be placed before it is compiled');
  const inputs = input.features;
  const units = output.features;
  const filters = packed(weights.offset, inputs);
  const transposed = inputGradient && packed(layout.reserveValues(units * padded(inputs)), units);
  const refreshTransposed: RefreshTransposed = (kernels, panel, from, to) => {
    if (transposed) kernels.transposePanel(weights.offset, inputs, panel, from, to, transposed.offset, units);
  };

  return {
    forward(kernels, { from, to }) {
      const size = { rows: to - from, inner: inputs, panels: output.rowStride / PANEL_COLUMNS };
      multiply(kernels, rowsOf(input, from), filters, resultOf(output, from), size, { bias: bias.offset });
    },
    backward(kernels, { from, to }) {
      if (!inputGradient || !transposed) return;
      const size = { rows: to - from, inner: units, panels: inputGradient.rowStride / PANEL_COLUMNS };
      multiply(kernels, rowsOf(outputGradient, from), transposed, resultOf(inputGradient, from), size);
    },
    gradients: [...weightTiles(weights, input, outputGradient, refreshTransposed), biasSum(bias, outputGradient)],
    parametersChanged(kernels) {
      for (let panel = 0; panel * PANEL_COLUMNS < units; panel++) refreshTransposed(kernels, panel, 0, inputs);
    },
  };
}

/** Copies the rows [from, to) of one panel of W into Wᵀ. */
type RefreshTransposed = (kernels: Kernels, panel: number, from: number, to: number) => void;

function weightTiles(weights: Parameter, x: Activations, dy: Activations, refresh: RefreshTransposed): GradientItem[] {
  const items: GradientItem[] = [];
  for (let panel = 0; panel * PANEL_COLUMNS < dy.features; panel++) {
    for (let from = 0; from < x.features; from += TILE_ROWS) {
      const to = Math.min(from + TILE_ROWS, x.features);
      const start = (panel * x.features + from) * PANEL_COLUMNS;
      const left = columnsAt(x.offset + from, x.rowStride);
      const right = panelsAt(dy.offset + panel * PANEL_COLUMNS, dy.rowStride);
      const tile = { offset: weights.gradient + start, panelStride: 0, rowStride: PANEL_COLUMNS };
      items.push({
        parameter: weights,
        from: start,
        count: (to - from) * PANEL_COLUMNS,
        compute: (kernels, { rows }) => multiply(kernels, left, right, tile, { rows: to - from, inner: rows, panels: 1 }),
        updated: (kernels) => refresh(kernels, panel, from, to),
      });
    }
  }
  return items;
}

const biasSum = (bias: Parameter, dy: Activations): GradientItem => ({
  parameter: bias,
  from: 0,
  count: bias.storage.count,
  compute: (kernels, { rows }) => kernels.sumRows(dy.offset, dy.rowStride, rows, dy.rowStride, bias.gradient, 0),
});
