/** The product with every number of x: dW in tiles of one panel by at most TILE_ROWS rows, whatever the number of threads. */
import { PANEL_COLUMNS } from '../../../kernels/operands';
import { packed, rowsOf } from '../../products';
import type { GradientItem } from '../layer';
import type { CreateProduct } from './product';

/** A whole number of panels, so that the tiles of Wᵀ that two items refresh do not overlap. */
const TILE_ROWS = 392;

export const fullProduct: CreateProduct = ({ input: x, output, outputGradient: dy }, weights, bias, refresh) => {
  const filters = packed(weights.offset, x.features);
  const gradients: GradientItem[] = [];
  for (let panel = 0; panel * PANEL_COLUMNS < dy.features; panel++) {
    for (let from = 0; from < x.features; from += TILE_ROWS) {
      const to = Math.min(from + TILE_ROWS, x.features);
      const start = (panel * x.features + from) * PANEL_COLUMNS;
      const left = rowsOf(x, 0, from);
      const right = rowsOf(dy, 0, panel * PANEL_COLUMNS);
      const tile = { offset: weights.gradient + start, stride: 0 };
      gradients.push({
        parameter: weights,
        from: start,
        count: (to - from) * PANEL_COLUMNS,
        compute: (kernels, { rows }) => kernels.multiplyTransposed(left, right, tile, { rows: to - from, inner: rows, panels: 1 }, false),
        updated: (kernels) => refresh(kernels, panel, from, to),
      });
    }
  }
  return {
    forward(kernels, { from, to }) {
      const size = { rows: to - from, inner: x.features, panels: output.rowStride / PANEL_COLUMNS };
      kernels.multiply(rowsOf(x, from), filters, rowsOf(output, from), size, { bias: bias.offset });
    },
    gradients,
  };
};
