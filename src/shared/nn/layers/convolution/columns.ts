/**
 * Convolution as a matrix product (book, ch. 7.4): the patches under the window are the rows of a matrix, columns
 * [places, kernel²·in], and y = columns·W. Any window, stride, padding and number of channels.
 *
 *   backward  dW = columnsᵀ·dy      dcolumns = dy·Wᵀ, each patch added back to where it came from
 *
 * An image is taken in strips of output rows whose patches stay in the second-level cache.
 */
import { numberAt } from '../../../at';
import type { Kernels } from '../../../kernels/kernels';
import { PANEL_COLUMNS } from '../../../kernels/operands';
import { padded, rowOffset } from '../../layout';
import { packed } from '../../products';
import type { CreateConvolution } from './algorithm';

/** Elements of a strip's patches: 256 KiB. */
const STRIP_VALUES = 65_536;

export const columnsConvolution: CreateConvolution = (context, geometry, weights, bias) => {
  const { layout, input, output, inputGradient, outputGradient } = context;
  const { height, width, channels, windowHeight, windowWidth, outputHeight, outputWidth } = geometry;
  const filters = numberAt(bias.shape, 0);
  const inner = windowHeight * windowWidth * channels;
  const columnStride = padded(inner);
  const filterStride = padded(filters);
  const panels = filterStride / PANEL_COLUMNS;
  const stripRows = Math.max(1, Math.min(outputHeight, Math.floor(STRIP_VALUES / (outputWidth * columnStride))));
  const stripPlaces = stripRows * outputWidth;

  // Scratch: a strip's patches, then its outputs where their own rows are no whole number of panels.
  const aside = stripPlaces * columnStride;
  const direct = filterStride === filters;
  layout.reserveScratch(aside + (direct ? 0 : stripPlaces * filterStride));
  const packedWeights = packed(weights.offset, inner);
  const transposed = inputGradient && packed(layout.reserveValues(filters * columnStride), filters);

  const strips = Array.from({ length: Math.ceil(outputHeight / stripRows) }, (_, strip) => {
    const from = strip * stripRows;
    const to = Math.min(from + stripRows, outputHeight);
    return { from, to, places: (to - from) * outputWidth, first: from * outputWidth * filters };
  });

  return {
    forward(kernels, { from, to }) {
      const { scratch } = kernels;
      for (let image = from; image < to; image++) {
        for (const strip of strips) {
          const columns = { offset: scratch, stride: columnStride };
          kernels.imageToColumns(rowOffset(input, image), geometry, strip, columns);
          const target = rowOffset(output, image) + strip.first;
          const result = { offset: direct ? target : scratch + aside, stride: filterStride };
          kernels.multiply(columns, packedWeights, result, { rows: strip.places, inner, panels }, { bias: bias.offset });
          if (!direct) kernels.copyRows(result, { offset: target, stride: filters }, { rows: strip.places, columns: filters });
        }
      }
    },

    backward(kernels, { from, to }, weightSums, biasSums) {
      const { scratch } = kernels;
      for (let image = from; image < to; image++) {
        if (inputGradient) kernels.fill(rowOffset(inputGradient, image), height * width * channels, 0);
        for (const strip of strips) {
          const first = image === from && strip.from === 0;
          const columns = { offset: scratch, stride: columnStride };
          const source = rowOffset(outputGradient, image) + strip.first;
          const gradient = { offset: gradientRows(kernels, source, strip.places), stride: filterStride };
          kernels.sumRows(gradient, { rows: strip.places, columns: filters }, biasSums, !first);
          kernels.imageToColumns(rowOffset(input, image), geometry, strip, columns);
          const size = { rows: inner, inner: strip.places, panels };
          kernels.multiplyTransposed(columns, gradient, packed(weightSums, inner), size, !first);
          if (!inputGradient || !transposed) continue;
          const back = { rows: strip.places, inner: filters, panels: columnStride / PANEL_COLUMNS };
          kernels.multiply(gradient, transposed, columns, back, null);
          kernels.columnsToImage(rowOffset(inputGradient, image), geometry, strip, columns);
        }
      }
    },

    panelChanged(kernels, panel) {
      if (!transposed) return;
      const at = { source: weights.offset, target: transposed.offset };
      kernels.transposePanel(at, { rows: inner, columns: filters }, panel, { from: 0, to: inner });
    },
  };

  /** A strip of the output's gradient with rows of whole panels; what pads them is 0. */
  function gradientRows(kernels: Kernels, source: number, places: number): number {
    if (direct) return source;
    const target = kernels.scratch + aside;
    kernels.fill(target, places * filterStride, 0);
    kernels.copyRows({ offset: source, stride: filters }, { offset: target, stride: filterStride }, { rows: places, columns: filters });
    return target;
  }
};
