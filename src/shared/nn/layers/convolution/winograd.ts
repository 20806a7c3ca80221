/**
 * 3×3 convolution at stride 1 by Winograd's F(4×4, 3×3) (kernels.ts): the output in tiles of 4×4, 36 products of small
 * matrices in the transformed domain instead of one large one, a quarter of the multiplications.
 *
 *   forward   V = Bᵀ·x·B      M[ξ] = V[ξ]·U[ξ]           y = Aᵀ·M·A + b       U = G·W·Gᵀ, kept up to date
 *   backward  dM = A·dy·Aᵀ    dU[ξ] = Σ V[ξ]ᵀ·dM[ξ]      dW = Gᵀ·dU·G
 *                             dV[ξ] = dM[ξ]·U[ξ]ᵀ        dx = B·dV·Bᵀ
 *
 * Every line of backward is the adjoint of one of forward, so gradients are exact up to rounding. V is made anew rather
 * than kept: that costs less than reading it back from memory. The place (1, 1) of dM sums the whole tile, which
 * gives the bias' gradient for nothing.
 */
import { numberAt } from '../../../at';
import type { Kernels } from '../../../kernels/kernels';
import { PANEL_COLUMNS, type Rows } from '../../../kernels/operands';
import { rowOffset } from '../../layout';
import { packed } from '../../products';
import type { Shard } from '../layer';
import type { WindowGeometry } from '../window';
import type { CreateConvolution } from './algorithm';

const TILE = 4;
const PLANES = 36;
/** Row 1, column 1 of a 6×6 tile. */
const TILE_SUM_PLANE = 7;
/** Elements of a cache line. */
const LINE_VALUES = 16;
/** Elements of V and M of the images taken at once. */
const GROUP_VALUES = 131_072;

/**
 * Planes are an odd number of cache lines apart: a transform writes to all 36 in turn, and at a multiple of 4 KiB (or a
 * half of one) they would share a few sets of the first-level cache and push each other out (measured: 4 times slower).
 */
function planeStride(elements: number): number {
  const lines = Math.ceil(elements / LINE_VALUES);
  return (lines % 2 === 0 ? lines + 1 : lines) * LINE_VALUES;
}

export const winogradFits = ({ windowHeight, windowWidth, stride, channels }: WindowGeometry, filters: number) =>
  windowHeight === 3 && windowWidth === 3 && stride === 1 && channels % PANEL_COLUMNS === 0 && filters % PANEL_COLUMNS === 0;

export const winogradConvolution: CreateConvolution = (context, geometry, weights, bias) => {
  const { layout, training, shardRows, input, output, inputGradient, outputGradient } = context;
  const { channels, outputHeight, outputWidth } = geometry;
  const filters = numberAt(bias.shape, 0);
  const grid = { down: Math.ceil(outputHeight / TILE), across: Math.ceil(outputWidth / TILE) };
  const tiles = grid.down * grid.across;
  const outputShape = { height: outputHeight, width: outputWidth, channels: filters };
  const group = Math.max(1, Math.min(shardRows, Math.floor(GROUP_VALUES / (PLANES * tiles * (channels + filters)))));

  const weightPlane = planeStride(channels * filters);
  const transformed = layout.reserveValues(PLANES * weightPlane);
  const transposed = inputGradient ? layout.reserveValues(PLANES * weightPlane) : null;

  // Scratch, for each plane the tiles of a group of images: V and dV in turn, M and dM in turn; the sums dU.
  const inputPlane = planeStride(group * tiles * channels);
  const outputPlane = planeStride(group * tiles * filters);
  const vOffset = (PLANES + 1) * Math.max(channels, filters); // a tile, and zeros
  const mOffset = vOffset + PLANES * inputPlane;
  const sumOffset = mOffset + PLANES * outputPlane;
  layout.reserveScratch(sumOffset + (training ? PLANES * weightPlane : 0));

  /** Calls `work` for one group of images after another. */
  function inGroups({ from, to }: Shard, work: (images: Group, first: boolean) => void): void {
    for (let start = from; start < to; start += group) {
      const count = Math.min(group, to - start);
      work({ start, count, rows: count * tiles }, start === from);
    }
  }

  function transformInput(kernels: Kernels, { start, count }: Group): void {
    for (let i = 0; i < count; i++) {
      const planes = { offset: kernels.scratch + vOffset + i * tiles * channels, stride: inputPlane };
      kernels.winogradInput(rowOffset(input, start + i), geometry, grid, planes, kernels.scratch);
    }
  }

  return {
    forward(kernels, shard) {
      const v = kernels.scratch + vOffset;
      const m = kernels.scratch + mOffset;
      inGroups(shard, (images) => {
        transformInput(kernels, images);
        const size = { rows: images.rows, inner: channels, panels: filters / PANEL_COLUMNS };
        for (let plane = 0; plane < PLANES; plane++) {
          const right = packed(transformed + plane * weightPlane, channels);
          const [left, result] = [rowsAt(v + plane * inputPlane, channels), rowsAt(m + plane * outputPlane, filters)];
          kernels.multiply(left, right, result, size, null);
        }
        for (let i = 0; i < images.count; i++) {
          const image = rowOffset(output, images.start + i);
          const planes = { offset: m + i * tiles * filters, stride: outputPlane };
          kernels.winogradOutput({ planes, bias: bias.offset, image }, outputShape, grid, kernels.scratch);
        }
      });
    },

    backward(kernels, shard, weightSums, biasSums) {
      const v = kernels.scratch + vOffset;
      const m = kernels.scratch + mOffset;
      const sums = kernels.scratch + sumOffset;
      inGroups(shard, (images, first) => {
        transformInput(kernels, images);
        for (let i = 0; i < images.count; i++) {
          const image = rowOffset(outputGradient, images.start + i);
          const planes = { offset: m + i * tiles * filters, stride: outputPlane };
          kernels.winogradOutputGradient(planes, image, outputShape, grid, kernels.scratch);
        }
        const tileSums = { offset: m + TILE_SUM_PLANE * outputPlane, stride: filters };
        kernels.sumRows(tileSums, { rows: images.rows, columns: filters }, biasSums, !first);
        const size = { rows: channels, inner: images.rows, panels: filters / PANEL_COLUMNS };
        for (let plane = 0; plane < PLANES; plane++) {
          const [left, right] = [rowsAt(v + plane * inputPlane, channels), rowsAt(m + plane * outputPlane, filters)];
          kernels.multiplyTransposed(left, right, packed(sums + plane * weightPlane, channels), size, !first);
        }
        if (inputGradient) gradientOfInput(kernels, images);
      });
      const panelCount = 9 * channels * PANEL_COLUMNS;
      const planes = { offset: sums, stride: weightPlane };
      for (let panel = 0; panel * PANEL_COLUMNS < filters; panel++) {
        const at = { planes, gradient: weightSums + panel * panelCount };
        kernels.winogradWeightsGradient(at, { inputs: channels }, panel, kernels.scratch);
      }
    },

    panelChanged(kernels, panel) {
      // Only 36 turns of scratch, which no other operator holds between two calls.
      const packedFilters = weights.offset + panel * 9 * channels * PANEL_COLUMNS;
      const at = { weights: packedFilters, transformed, transposed, stride: weightPlane };
      kernels.winogradWeights(at, { inputs: channels, filters }, panel, kernels.scratch);
    },
  };

  function gradientOfInput(kernels: Kernels, { start, count, rows }: Group): void {
    if (!inputGradient || transposed === null) return;
    const v = kernels.scratch + vOffset;
    const m = kernels.scratch + mOffset;
    const size = { rows, inner: filters, panels: channels / PANEL_COLUMNS };
    for (let plane = 0; plane < PLANES; plane++) {
      const right = packed(transposed + plane * weightPlane, filters);
      const [left, result] = [rowsAt(m + plane * outputPlane, filters), rowsAt(v + plane * inputPlane, channels)];
      kernels.multiply(left, right, result, size, null);
    }
    for (let i = 0; i < count; i++) {
      const image = rowOffset(inputGradient, start + i);
      const planes = { offset: v + i * tiles * channels, stride: inputPlane };
      kernels.winogradInputGradient(image, geometry, grid, planes, kernels.scratch);
    }
  }
};

/** Images taken at once: `count` from the row `start` of the batch, `rows` tiles in all. */
interface Group {
  readonly start: number;
  readonly count: number;
  readonly rows: number;
}

const rowsAt = (offset: number, stride: number): Rows => ({ offset, stride });
