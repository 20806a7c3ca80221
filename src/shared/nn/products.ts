/** Operands of products by where matrices stand in memory; operands.ts says where their elements are. */
import { PANEL_COLUMNS, type Panels, type Rows } from '../kernels/operands';
import { type Activations, rowOffset } from './layout';

/** Packed panels of a matrix of `rows` rows, one panel after another. */
export const packed = (offset: number, rows: number): Panels => ({ offset, stride: rows * PANEL_COLUMNS });

/** The rows of a batch from one on; or only some columns of them, a whole number of panels. */
export const rowsOf = (matrix: Activations, from: number, column = 0): Rows => ({
  offset: rowOffset(matrix, from) + column,
  stride: matrix.rowStride,
});
