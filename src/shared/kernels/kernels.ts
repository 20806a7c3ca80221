/**
 * The numeric kernels: everything the network computes, behind one interface with two implementations.
 * `reference.ts` is the definition in plain TypeScript; `simd/` is the fast one. Tests hold them against each other.
 *
 * Kernels work on one block of memory that is laid out when a network is built and never grows. Numbers in it are
 * addressed by element (`values[offset]`), image bytes and labels by byte (`bytes[offset]`).
 *
 * A matrix that is multiplied from the right is read in *panels* of 8 columns, so that the inner loop reads 8 adjacent
 * numbers: element (k, n) stands at ⌊n/8⌋·panelStride + k·innerStride + n mod 8. A weight matrix is kept packed
 * (innerStride 8, panelStride 8·K); a row-major matrix whose row stride is a multiple of 8 is the same thing with
 * innerStride = its row stride and panelStride 8. Columns past the last true one are kept zero.
 */
export const PANEL_COLUMNS = 8;

export interface KernelMemory {
  readonly values: Float32Array | Float64Array;
  readonly bytes: Uint8Array;
}

/** How much memory a network needs: elements of `values` and of `bytes`. */
export interface MemorySize {
  readonly values: number;
  readonly bytes: number;
}

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

/** The softmax of a batch and what is learnt from it; every offset but `labels` counts elements of `values`. */
export interface SoftmaxArguments {
  /** Logits [rows, classes], `rowStride` elements apart. */
  readonly logits: number;
  readonly rowStride: number;
  readonly classes: number;
  /** Byte offset of one label a row, 0 … classes − 1. */
  readonly labels: number;
  /** Probabilities [rows, classes], same row stride. */
  readonly probabilities: number;
  /** dLogits [rows, classes], same row stride. */
  readonly gradient: number;
  /** Loss of each row, nats. */
  readonly losses: number;
  /** The most probable class of each row; the smallest one on a tie. */
  readonly predictions: number;
}

export interface Kernels {
  readonly name: string;
  readonly memory: KernelMemory;

  /** values[destination + i] = bytes[source + i] · scale + shift, for i < count. */
  bytesToValues(source: number, destination: number, count: number, scale: number, shift: number): void;

  /** C = A · B + bias. `bias` is the offset of one number a column (padded to whole panels), or −1 for none. */
  multiply(a: LeftOperand, b: PanelOperand, c: PanelResult, size: ProductSize, bias: number): void;

  /** Copies packed panels of B [inner, columns] into packed panels of Bᵀ [columns, inner], for the rows [from, to) of B in one panel of B. */
  transposePanel(b: number, bInner: number, panel: number, from: number, to: number, transposed: number, transposedInner: number): void;

  /** values[destination + n] = Σ_m values[source + m·rowStride + n], for n < columns (a multiple of 4), m < rows. */
  sumRows(source: number, rowStride: number, rows: number, columns: number, destination: number): void;

  /** y = max(x, 0). */
  relu(x: number, y: number, count: number): void;
  /** dx = dy where y > 0, else 0; dx may be dy. */
  reluGradient(y: number, dy: number, dx: number, count: number): void;

  /** y = 1 / (1 + e⁻ˣ). */
  sigmoid(x: number, y: number, count: number): void;
  /** dx = dy · y · (1 − y); dx may be dy. */
  sigmoidGradient(y: number, dy: number, dx: number, count: number): void;

  /** Softmax with cross-entropy over the rows [from, to); gradient = (softmax − onehot) · gradientScale. */
  softmaxCrossEntropy(a: SoftmaxArguments, from: number, to: number, gradientScale: number): void;

  /** parameters −= learningRate · gradients. */
  sgd(parameters: number, gradients: number, count: number, learningRate: number): void;
}

/** Makes kernels over fresh memory of the given size. */
export type KernelFactory = (size: MemorySize) => Kernels;
