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
import type { Kernels, LeftOperand, PanelOperand, PanelResult } from '../../kernels/kernels';
import { PANEL_COLUMNS } from '../../kernels/kernels';
import { initializerKinds } from '../initializers';
import { zeros } from '../initializers/zeros';
import { createFrom, defineKind, kindSchema } from '../kind';
import { type Activations, padded } from '../layout';
import { type Parameter, panelStorage, vectorStorage } from '../parameter';
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
    help: 'Every unit adds up all inputs, each times a weight of its own, and a bias.',
    formula: 'y = x·W + b',
    source: 'ch. 5.6.1',
    settings,
    create: ({ units, weights }): Layer => ({
      summary: String(units),
      outputShape: () => [units],
      parameters(input) {
        const fans = { fanIn: featuresOf(input), fanOut: units };
        const initializer = createFrom(initializerKinds, weights);
        return [
          { name: 'W', shape: [fans.fanIn, units], storage: panelStorage(fans.fanIn, units), initializer, ...fans },
          { name: 'b', shape: [units], storage: vectorStorage(units), initializer: zeros.create({}), ...fans },
        ];
      },
      multiplyAccumulates: (input) => featuresOf(input) * units,
      compile,
    }),
  }),
};

function compile(context: LayerContext): LayerOperator {
  const { input, output, inputGradient, outputGradient, layout } = context;
  const [weights, bias] = context.parameters;
  if (!weights || !bias) throw new Error('affine: W and b must be placed before it is compiled');
  const inputs = input.features;
  const units = output.features;
  const packed: PanelOperand = { offset: weights.offset, panelStride: inputs * PANEL_COLUMNS, innerStride: PANEL_COLUMNS };
  const transposed: PanelOperand | null = inputGradient && {
    offset: layout.reserveValues(units * padded(inputs)),
    panelStride: units * PANEL_COLUMNS,
    innerStride: PANEL_COLUMNS,
  };
  const refreshTransposed: RefreshTransposed = (kernels, panel, from, to) => {
    if (transposed) kernels.transposePanel(weights.offset, inputs, panel, from, to, transposed.offset, units);
  };

  return {
    forward(kernels, { from, to }) {
      const size = { rows: to - from, inner: inputs, panels: output.rowStride / PANEL_COLUMNS };
      kernels.multiply(rowsOf(input, from), packed, resultRows(output, from), size, bias.offset);
    },
    backward(kernels, { from, to }) {
      if (!inputGradient || !transposed) return;
      const size = { rows: to - from, inner: units, panels: inputGradient.rowStride / PANEL_COLUMNS };
      kernels.multiply(rowsOf(outputGradient, from), transposed, resultRows(inputGradient, from), size, -1);
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
      const left: LeftOperand = { offset: x.offset + from, rowStride: 1, innerStride: x.rowStride };
      const right: PanelOperand = { offset: dy.offset + panel * PANEL_COLUMNS, panelStride: PANEL_COLUMNS, innerStride: dy.rowStride };
      const tile: PanelResult = { offset: weights.gradient + start, panelStride: 0, rowStride: PANEL_COLUMNS };
      items.push({
        parameter: weights,
        from: start,
        count: (to - from) * PANEL_COLUMNS,
        compute: (kernels, rows) => kernels.multiply(left, right, tile, { rows: to - from, inner: rows, panels: 1 }, -1),
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
  compute: (kernels, rows) => kernels.sumRows(dy.offset, dy.rowStride, rows, dy.rowStride, bias.gradient),
});

const rowsOf = (matrix: Activations, from: number): LeftOperand => ({
  offset: matrix.offset + from * matrix.rowStride,
  rowStride: matrix.rowStride,
  innerStride: 1,
});

const resultRows = (matrix: Activations, from: number): PanelResult => ({
  offset: matrix.offset + from * matrix.rowStride,
  panelStride: PANEL_COLUMNS,
  rowStride: matrix.rowStride,
});
