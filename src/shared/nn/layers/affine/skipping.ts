/**
 * The product with an x that is mostly 0, an image of a digit: each shard finds the places that are not, as lists of its
 * rows for y = x·W + b and as bit masks of its columns for dW = xᵀ·dy. The sums are those of the full product in the
 * same order, less the terms that are 0.
 */
import { PANEL_COLUMNS } from '../../../kernels/operands';
import { packed, rowsOf } from '../../products';
import type { GradientItem, LayerContext } from '../layer';
import type { CreateProduct } from './product';

/** Panels of a stretch, and stretches of an item: so many panels the kernels keep a row of in registers, narrow and wide. */
const STRETCH_PANELS = 3;
const ITEM_STRETCHES = 2;
const ITEM_COLUMNS = ITEM_STRETCHES * STRETCH_PANELS * PANEL_COLUMNS;
/** Lists are of u16 numbers, their count and the places; masks are of 32 bits. */
const LIST_ENTRY_BYTES = 2;
const MASK_BYTES = 4;
const MOST_PLACES = 65_535;
const MASK_PLACES = 32;

export const skippingFits = ({ input, inputGradient, shardRows }: LayerContext) =>
  input.mostlyZero === true && inputGradient === null && input.features <= MOST_PLACES && shardRows <= MASK_PLACES;

export const skippingProduct: CreateProduct = (context, weights, bias, refresh) => {
  const { layout, capacity, shards, shardRows, training, input: x, output, outputGradient: dy } = context;
  const listStride = (1 + x.features) * LIST_ENTRY_BYTES;
  const lists = layout.reserveBytes(capacity * listStride);
  const maskStride = x.features * MASK_BYTES;
  const masks = training ? layout.reserveBytes(shards * maskStride) : null;
  const panels = output.rowStride / PANEL_COLUMNS;
  const filters = packed(weights.offset, x.features);
  if (training) layout.reserveScratch(capacity * ITEM_COLUMNS);

  const stretchValues = STRETCH_PANELS * x.features * PANEL_COLUMNS;
  const gradients: GradientItem[] = [];
  // From the end, so that the last stretch, which may be short, goes with another.
  for (let end = Math.ceil(panels / STRETCH_PANELS); masks !== null && end > 0; end -= ITEM_STRETCHES) {
    const first = Math.max(0, end - ITEM_STRETCHES);
    const panel = first * STRETCH_PANELS;
    const size = { rows: x.features, panels: Math.min(end * STRETCH_PANELS, panels) - panel };
    const columns = size.panels * PANEL_COLUMNS;
    const result = packed(weights.gradient + first * stretchValues, x.features);
    const stretches = Array.from({ length: end - first }, (_, index) => {
      const from = (first + index) * stretchValues;
      return { from, count: Math.min(stretchValues, weights.storage.count - from) };
    });
    gradients.push({
      parameter: weights,
      stretches,
      compute(kernels, batch) {
        // Close together, for rows of dy whose distance is a multiple of 2 KiB would push each other out of the cache.
        const close = { offset: kernels.scratch, stride: columns };
        kernels.copyRows(rowsOf(dy, 0, panel * PANEL_COLUMNS), close, { rows: batch.rows, columns });
        const found = { offset: masks, stride: maskStride, parts: batch.shards, partPlaces: shardRows };
        kernels.multiplyMasked(rowsOf(x, 0), close, result, size, found);
      },
      updated(kernels) {
        for (let each = panel; each < panel + size.panels; each++) refresh(kernels, each, 0, x.features);
      },
    });
  }
  return {
    forward(kernels, { index, from, to }) {
      const left = rowsOf(x, from);
      const rows = to - from;
      const found = { offset: lists + from * listStride, stride: listStride };
      const columns = masks === null ? null : masks + index * maskStride;
      kernels.findNonZeros(left, { rows, columns: x.features }, found, columns);
      kernels.multiplyListed(left, filters, rowsOf(output, from), { rows, panels }, found, bias.offset);
    },
    gradients,
  };
};
