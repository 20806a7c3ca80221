/** Operands of products by how matrices lie in memory; see operands.ts for the places of their elements. */
import { type LeftOperand, PANEL_COLUMNS, type PanelOperand, type PanelResult } from '../kernels/operands';
import { type Activations, rowOffset } from './layout';

/** Packed panels of a matrix [inner, columns]. */
export const packed = (offset: number, inner: number): PanelOperand => ({
  offset,
  panelStride: inner * PANEL_COLUMNS,
  innerStride: PANEL_COLUMNS,
});

/** A row-major matrix as a left operand, as its transpose, as a right operand (its row stride a multiple of 8), as a result (likewise). */
export const rowsAt = (offset: number, rowStride: number): LeftOperand => ({ offset, rowStride, innerStride: 1 });
export const columnsAt = (offset: number, rowStride: number): LeftOperand => ({ offset, rowStride: 1, innerStride: rowStride });
export const panelsAt = (offset: number, rowStride: number): PanelOperand => ({
  offset,
  panelStride: PANEL_COLUMNS,
  innerStride: rowStride,
});
export const resultAt = (offset: number, rowStride: number): PanelResult => ({ offset, panelStride: PANEL_COLUMNS, rowStride });

export const rowsOf = (matrix: Activations, from: number) => rowsAt(rowOffset(matrix, from), matrix.rowStride);
export const resultOf = (matrix: Activations, from: number) => resultAt(rowOffset(matrix, from), matrix.rowStride);
