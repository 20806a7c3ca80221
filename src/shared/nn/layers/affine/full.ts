/** The product with every number of x: dW in tiles of two panels by at most TILE_ROWS rows, whatever the number of threads. */
import { PANEL_COLUMNS } from '../../../kernels/operands';
import { packed, rowsOf } from '../../products';
import type { GradientItem } from '../layer';
import type { CreateProduct } from './product';

/** Panels side by side, as kernels take them. */
const TILE_PANELS = 2;
/** A whole number of panels, so that the tiles of Wᵀ that two items refresh do not overlap. */
const TILE_ROWS = 392;

export const fullProduct: CreateProduct = ({ input: x, output, outputGradient: dy }, weights, bias, refresh) => {
  const filters = packed(weights.offset, x.features);
  const panelCount = output.rowStride / PANEL_COLUMNS;
  const gradients: GradientItem[] = [];
  for (let first = 0; first < panelCount; first += TILE_PANELS) {
    const panels = Array.from({ length: Math.min(TILE_PANELS, panelCount - first) }, (_, index) => first + index);
    for (let from = 0; from < x.features; from += TILE_ROWS) {
      const to = Math.min(from + TILE_ROWS, x.features);
      const left = rowsOf(x, 0, from);
      const right = rowsOf(dy, 0, first * PANEL_COLUMNS);
      const stretches = panels.map((panel) => ({ from: (panel * x.features + from) * PANEL_COLUMNS, count: (to - from) * PANEL_COLUMNS }));
      const tile = packed(weights.gradient + (first * x.features + from) * PANEL_COLUMNS, x.features);
      const size = { rows: to - from, panels: panels.length };
      gradients.push({
        parameter: weights,
        stretches,
        compute: (kernels, { rows }) => kernels.multiplyTransposed(left, right, tile, { ...size, inner: rows }, false),
        updated(kernels) {
          for (const panel of panels) refresh(kernels, panel, from, to);
        },
      });
    }
  }
  return {
    forward(kernels, { from, to }) {
      const size = { rows: to - from, inner: x.features, panels: panelCount };
      kernels.multiply(rowsOf(x, from), filters, rowsOf(output, from), size, { bias: bias.offset });
    },
    gradients,
  };
};
