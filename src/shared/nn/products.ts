/** Products of matrices by what they are made of, for layers to read; see kernels.ts for the places of their elements. */
import type { Kernels } from '../kernels/kernels';
import { PANEL_COLUMNS } from '../kernels/kernels';
import { type Activations, rowOffset } from './layout';

/** A left operand: element (m, k) stands at offset + m·rowStride + k·innerStride. */
export interface LeftOperand {
  readonly offset: number;
  readonly rowStride: number;
  readonly innerStride: number;
}

/** A right operand in panels of 8 columns: element (k, n) at offset + ⌊n/8⌋·panelStride + k·innerStride + n mod 8. */
export interface PanelOperand {
  readonly offset: number;
  readonly panelStride: number;
  readonly innerStride: number;
}

/** A product's place: element (m, n) at offset + ⌊n/8⌋·panelStride + m·rowStride + n mod 8. */
export interface PanelResult {
  readonly offset: number;
  readonly panelStride: number;
  readonly rowStride: number;
}

/** M rows, K terms in each sum, N/8 panels of columns. */
export interface ProductSize {
  readonly rows: number;
  readonly inner: number;
  readonly panels: number;
}

/** What sums start from: the product's old values, a bias at an offset, or 0. */
export type Start = 'accumulate' | { readonly bias: number } | null;

export function multiply(kernels: Kernels, a: LeftOperand, b: PanelOperand, c: PanelResult, size: ProductSize, start: Start = null): void {
  const accumulate = start === 'accumulate';
  // biome-ignore format: one operand a line
  kernels.multiply(
    a.offset, a.rowStride, a.innerStride,
    b.offset, b.panelStride, b.innerStride,
    c.offset, c.panelStride, c.rowStride,
    size.rows, size.inner, size.panels, start === null || accumulate ? -1 : start.bias, accumulate ? 1 : 0,
  );
}

/** Rows' lists of the places that are not 0, in bytes: see `findNonZeros` of kernels.ts. */
export interface Lists {
  readonly offset: number;
  readonly stride: number;
}

/** `multiply` that sums only over the places of A that lists name. */
export function multiplyListed(
  kernels: Kernels,
  a: LeftOperand,
  b: PanelOperand,
  c: PanelResult,
  size: ProductSize,
  lists: Lists,
  bias: number,
): void {
  // biome-ignore format: one operand a line
  kernels.multiplyListed(
    a.offset, a.rowStride, a.innerStride,
    b.offset, b.panelStride, b.innerStride,
    c.offset, c.panelStride, c.rowStride,
    size.rows, size.inner, size.panels, bias, lists.offset, lists.stride,
  );
}

/** Rows' masks of the places that are not 0, in bytes, each in parts of at most 32 places. */
export interface Masks {
  readonly offset: number;
  readonly stride: number;
  readonly parts: number;
  readonly partPlaces: number;
}

/** `multiply` that sums only over the places of A whose bits are set. */
export function multiplyMasked(
  kernels: Kernels,
  a: LeftOperand,
  b: PanelOperand,
  c: PanelResult,
  size: Omit<ProductSize, 'inner'>,
  masks: Masks,
): void {
  // biome-ignore format: one operand a line
  kernels.multiplyMasked(
    a.offset, a.rowStride, a.innerStride,
    b.offset, b.panelStride, b.innerStride,
    c.offset, c.panelStride, c.rowStride,
    size.rows, size.panels, masks.offset, masks.stride, masks.parts, masks.partPlaces,
  );
}

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
