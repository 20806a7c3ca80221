/**
 * The product with an x that is mostly 0, an image of a digit: each shard finds the places that are not, as lists of its
 * rows for y = x·W + b and as bit masks of its columns for dW = xᵀ·dy. The sums are those of the full product in the
 * same order, less the terms that are 0.
 */
import { PANEL_COLUMNS } from '../../../kernels/operands';
import { packed, rowsOf } from '../../products';
import type { GradientItem, LayerContext } from '../layer';
import type { CreateProduct } from './product';

/** Panels of an item, as many as the kernel keeps a row of in registers. */
const ITEM_PANELS = 3;
const ITEM_COLUMNS = ITEM_PANELS * PANEL_COLUMNS;
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

  const gradients: GradientItem[] = [];
  for (let panel = 0; masks !== null && panel < panels; panel += ITEM_PANELS) {
    const from = panel * x.features * PANEL_COLUMNS;
    const size = { rows: x.features, panels: Math.min(ITEM_PANELS, panels - panel) };
    const columns = size.panels * PANEL_COLUMNS;
    const result = packed(weights.gradient + from, x.features);
    gradients.push({
      parameter: weights,
      from,
      count: columns * x.features,
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
