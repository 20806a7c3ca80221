/**
 * What kernels are given: places in memory, named by what stands there. Every `offset` is an element offset into `values`,
 * except where a comment says byte offset, which is one into `bytes`; strides and counts are elements too.
 *
 * A matrix stands in memory in one of two ways. In *rows* it is row-major, rows `stride` apart; where it is multiplied from
 * the right or is a product, its stride is a multiple of 8. In *panels* it is packed: 8 columns after 8 columns, of each the
 * rows one after another, so that the inner loop of a product reads adjacent numbers. Columns past the last true one are
 * kept zero in both.
 */
export const PANEL_COLUMNS = 8;

/** A matrix in rows: element (m, n) at offset + m·stride + n. */
export interface Rows {
  readonly offset: number;
  readonly stride: number;
}

/** A matrix in packed panels of 8 columns: element (m, n) at offset + ⌊n/8⌋·stride + 8·m + n mod 8. */
export interface Panels {
  readonly offset: number;
  readonly stride: number;
}

/** M rows, K terms in each sum, N/8 panels of columns. */
export interface ProductSize {
  readonly rows: number;
  readonly inner: number;
  readonly panels: number;
}

/** What sums start from: the product's old values, a bias at an offset (padded to whole panels), or 0. */
export type Start = 'accumulate' | { readonly bias: number } | null;

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** A stretch of rows or items, from the first to before the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Which places of a matrix's rows are not 0, as lists: at the byte offset offset + m·stride stand u16 numbers, how many
 * places row m has and their columns in ascending order.
 */
export interface Lists {
  readonly offset: number;
  readonly stride: number;
}

/**
 * The same by columns, as bits, in parts of at most 32 places: bit i of the u32 at the byte offset offset + p·stride + 4·n
 * says whether place p·partPlaces + i of column n is not 0. Byte offsets are multiples of 4.
 */
export interface Masks {
  readonly offset: number;
  readonly stride: number;
  readonly parts: number;
  readonly partPlaces: number;
}

/** One image, channels last. */
export interface ImageSides {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Zeros around an image, before its first row and its first column. */
export interface Margin {
  readonly top: number;
  readonly left: number;
}

/** A window that slides over an image [height, width, channels] and stops at [outputHeight, outputWidth] places. */
export interface WindowShape extends ImageSides {
  readonly windowHeight: number;
  readonly windowWidth: number;
  readonly stride: number;
  readonly padding: Margin;
  readonly outputHeight: number;
  readonly outputWidth: number;
}

/** Tiles of 4×4 that an image is cut into. */
export interface Tiles {
  readonly down: number;
  readonly across: number;
}

/** The 36 places of tiles in the transformed domain: place ξ of tile t and channel c at offset + ξ·stride + t·channels + c. */
export interface Planes {
  readonly offset: number;
  readonly stride: number;
}

/** `count` blocks (images), `stride` apart, of `rows` rows (pixels) without gaps of `columns` numbers (channels). */
export interface Blocks {
  readonly stride: number;
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
}

/** From x to y, number by number; y may be x. */
export interface Mapping {
  readonly x: number;
  readonly y: number;
}

/** From dy to dx, where x went in and y came out; dx may be dy. */
export interface GradientMapping extends Mapping {
  readonly dy: number;
  readonly dx: number;
}

/**
 * Random words of 32 bits, one an element: that of element e (counted from `first`, a multiple of 8) is word ⌊e/4⌋ mod 2 of
 * Threefry-2×32 with `key` and counter (step, 4·⌊e/8⌋ + e mod 4).
 */
export interface Words {
  readonly key: readonly [number, number];
  readonly step: number;
  readonly first: number;
}

/** Pixel (column u, row v) shows what was at (xx·u + xy·v + x, yx·u + yy·v + y). */
export interface AffineMap {
  readonly xx: number;
  readonly xy: number;
  readonly x: number;
  readonly yx: number;
  readonly yy: number;
  readonly y: number;
}

/** y = x·scale + shift. */
export interface LinearMap {
  readonly scale: number;
  readonly shift: number;
}

/** A grid of knots, `spacing` pixels apart, of which the second in each direction lies at pixel 0. */
export interface KnotGrid extends Extent {
  readonly spacing: number;
}

/** A stretch of parameters with its gradients, laid out alike; `count` is a multiple of 8. */
export interface Trained {
  readonly parameters: number;
  readonly gradients: number;
  readonly count: number;
}
