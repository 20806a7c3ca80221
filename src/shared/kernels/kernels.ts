/**
 * The numeric kernels: everything the network computes, behind one interface with two implementations.
 * `reference/` is the definition in plain TypeScript; `simd/` is the fast one. Tests hold them against each other.
 *
 * Kernels work on one block of memory that is laid out when a network is built and never grows. Every position is an
 * element offset into `values`, except where a comment says byte offset, which is one into `bytes`; strides and counts
 * are elements too. Arguments are plain numbers, so that the compiled kernels are this interface without any wrapping.
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

/** How much memory a network needs. */
export interface MemorySize {
  /** Elements of `values`. */
  readonly values: number;
  /** Elements of `values` that each thread has for itself, beside those. */
  readonly scratch: number;
  readonly bytes: number;
}

export interface Kernels
  extends MatrixKernels,
    ActivationKernels,
    ConvolutionKernels,
    PoolingKernels,
    NormalizationKernels,
    RandomKernels,
    AugmentationKernels,
    LossKernels,
    OptimizerKernels {
  readonly name: string;
  readonly memory: KernelMemory;
  /** Where this thread's own scratch begins. */
  readonly scratch: number;
}

export interface MatrixKernels {
  /** values[destination + i] = bytes[source + i] · scale + shift, for i < count; `source` is a byte offset. */
  bytesToValues(source: number, destination: number, count: number, scale: number, shift: number): void;

  /**
   * C [rows, 8·panels] = A [rows, inner] · B [inner, 8·panels] + start, where start is C itself if `accumulate`, else the
   * bias (one number a column, padded to whole panels), or 0 if `bias` is −1. A(m, k) at a + m·aRow + k·aInner,
   * B(k, n) at b + ⌊n/8⌋·bPanel + k·bInner + n mod 8, C(m, n) at c + ⌊n/8⌋·cPanel + m·cRow + n mod 8.
   */
  // biome-ignore format: one operand a line
  multiply(
    a: number, aRow: number, aInner: number,
    b: number, bPanel: number, bInner: number,
    c: number, cPanel: number, cRow: number,
    rows: number, inner: number, panels: number, bias: number, accumulate: number,
  ): void;

  /**
   * Where a matrix x [rows, columns] is not 0. By rows, as lists: at the byte offset lists + m·listStride stand u16
   * numbers, how many places row m has and their columns in ascending order. By columns, as bits: bit m of the u32 at
   * the byte offset masks + 4·n says whether x(m, n) is not 0; `masks` is a multiple of 4, or −1 for none, and rows ≤ 32.
   */
  // biome-ignore format: one idea a line
  findNonZeros(
    x: number, rowStride: number, rows: number, columns: number,
    lists: number, listStride: number, masks: number,
  ): void;

  /** `multiply` for an A of which most is 0: row m sums over the places of its list at the byte offset lists + m·listStride. */
  // biome-ignore format: one operand a line
  multiplyListed(
    a: number, aRow: number, aInner: number,
    b: number, bPanel: number, bInner: number,
    c: number, cPanel: number, cRow: number,
    rows: number, inner: number, panels: number, bias: number, lists: number, listStride: number,
  ): void;

  /**
   * The same where row m sums over the places whose bits are set: its `parts` masks stand `maskStride` bytes apart, the
   * first at masks + 4·m, and bit i of mask p is the place p·partPlaces + i; partPlaces ≤ 32.
   */
  // biome-ignore format: one operand a line
  multiplyMasked(
    a: number, aRow: number, aInner: number,
    b: number, bPanel: number, bInner: number,
    c: number, cPanel: number, cRow: number,
    rows: number, panels: number, masks: number, maskStride: number, parts: number, partPlaces: number,
  ): void;

  /** Copies packed panels of B [inner, columns] into packed panels of Bᵀ [columns, inner], for the rows [from, to) of B in one panel of B. */
  transposePanel(b: number, bInner: number, panel: number, from: number, to: number, transposed: number, transposedInner: number): void;

  /** values[destination + n] (+)= Σ_m values[source + m·rowStride + n], for n < columns, m < rows; adds to what is there if `accumulate`. */
  sumRows(source: number, rowStride: number, rows: number, columns: number, destination: number, accumulate: number): void;

  /** Copies `rows` rows of `columns` numbers; what stands past a row's end in the destination stays. */
  copyRows(source: number, sourceStride: number, destination: number, destinationStride: number, rows: number, columns: number): void;

  /** y = a + b; y may be a or b. `count` is a multiple of 4. */
  add(a: number, b: number, y: number, count: number): void;

  /** values[from … from + count) = value. */
  fill(from: number, count: number, value: number): void;
}

/**
 * y = f(x) and dx = f′(x)·dy, number by number; `count` is a multiple of 4, `parameter` is the function's own (a slope),
 * 0 where it has none. y may be x and dx may be dy. A gradient reads either x or y, as its comment says.
 */
export type Activation = (x: number, y: number, count: number, parameter: number) => void;
export type ActivationGradient = (x: number, y: number, dy: number, dx: number, count: number, parameter: number) => void;

export interface ActivationKernels {
  /** y = max(x, 0); reads y. */
  relu: Activation;
  reluGradient: ActivationGradient;
  /** y = x where x > 0, else parameter·x; reads y. */
  leakyRelu: Activation;
  leakyReluGradient: ActivationGradient;
  /** y = x where x > 0, else parameter·(eˣ − 1); reads y. */
  elu: Activation;
  eluGradient: ActivationGradient;
  /** y = x·Φ(x), Φ the distribution function of N(0, 1); reads x. */
  gelu: Activation;
  geluGradient: ActivationGradient;
  /** y = x·sigmoid(x); reads x. */
  silu: Activation;
  siluGradient: ActivationGradient;
  /** y = 1 / (1 + e⁻ˣ); reads y. */
  sigmoid: Activation;
  sigmoidGradient: ActivationGradient;
  /** y = tanh x; reads y. */
  tanh: Activation;
  tanhGradient: ActivationGradient;
}

export interface ConvolutionKernels {
  /**
   * The patches under a sliding window as rows of a matrix: columns [(rowTo − rowFrom)·outputWidth, kernelHeight·
   * kernelWidth·channels], rows `columnStride` apart, for the output rows [rowFrom, rowTo) of one image
   * [height, width, channels]; 0 outside of it.
   */
  // biome-ignore format: one idea a line
  imageToColumns(
    image: number, height: number, width: number, channels: number,
    kernelHeight: number, kernelWidth: number, stride: number, padTop: number, padLeft: number,
    outputWidth: number, rowFrom: number, rowTo: number, columns: number, columnStride: number,
  ): void;
  /** Its adjoint: adds every patch to where it came from in `image`. */
  // biome-ignore format: one idea a line
  columnsToImage(
    image: number, height: number, width: number, channels: number,
    kernelHeight: number, kernelWidth: number, stride: number, padTop: number, padLeft: number,
    outputWidth: number, rowFrom: number, rowTo: number, columns: number, columnStride: number,
  ): void;

  /**
   * Winograd's minimal filtering F(4×4, 3×3) (Lavin and Gray, "Fast algorithms for convolutional neural networks", 2015):
   * Y = Aᵀ[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]A makes a 4×4 tile of a 3×3 convolution with 36 products instead of 144. The 36 places
   * of a tile are *planes*: place ξ of tile t and channel c stands at ξ·planeStride + t·channels + c. Channels are a
   * multiple of 4; `tile` is 37·channels elements of scratch, 144 for the weights.
   *
   * This one makes the planes of Bᵀ·d·B for the tilesDown × tilesAcross tiles of one image.
   */
  // biome-ignore format: one idea a line
  winogradInput(
    image: number, height: number, width: number, channels: number, padTop: number, padLeft: number,
    tilesDown: number, tilesAcross: number, planes: number, planeStride: number, tile: number,
  ): void;
  /** Its adjoint, B·dV·Bᵀ, added to `image`. */
  // biome-ignore format: one idea a line
  winogradInputGradient(
    image: number, height: number, width: number, channels: number, padTop: number, padLeft: number,
    tilesDown: number, tilesAcross: number, planes: number, planeStride: number, tile: number,
  ): void;
  /** Aᵀ·M·A + bias into an output image [height, width, channels]; what a tile has beyond the image is dropped. */
  // biome-ignore format: one idea a line
  winogradOutput(
    planes: number, planeStride: number, height: number, width: number, channels: number,
    tilesDown: number, tilesAcross: number, bias: number, image: number, tile: number,
  ): void;
  /** Its adjoint: the planes of A·dY·Aᵀ. */
  // biome-ignore format: one idea a line
  winogradOutputGradient(
    planes: number, planeStride: number, height: number, width: number, channels: number,
    tilesDown: number, tilesAcross: number, image: number, tile: number,
  ): void;
  /**
   * G·g·Gᵀ of one panel of 8 filters: from weights packed as [9·inputs, 8] to 36 planes of packed panels [inputs, 8] at
   * transformed + ξ·planeStride + panel·8·inputs, and to 36 planes of the packed panels of their transpose
   * [filters, inputs] at transposed + ξ·planeStride (none if −1).
   */
  // biome-ignore format: one idea a line
  winogradWeights(
    weights: number, inputs: number, filters: number, panel: number,
    transformed: number, transposed: number, planeStride: number, tile: number,
  ): void;
  /** Its adjoint, Gᵀ·dU·G, of one panel: from planes laid out as above to a gradient packed like the weights. */
  winogradWeightsGradient(planes: number, planeStride: number, inputs: number, panel: number, gradient: number, tile: number): void;
}

/** Windows over one image [height, width, channels] → [outputHeight, outputWidth, channels]; places outside the image count for nothing. */
// biome-ignore format: one idea a line
export type Pooling = (
  x: number, y: number, height: number, width: number, channels: number,
  windowHeight: number, windowWidth: number, stride: number, padTop: number, padLeft: number,
  outputHeight: number, outputWidth: number,
) => void;
// biome-ignore format: one idea a line
export type PoolingGradient = (
  x: number, y: number, dy: number, dx: number, height: number, width: number, channels: number,
  windowHeight: number, windowWidth: number, stride: number, padTop: number, padLeft: number,
  outputHeight: number, outputWidth: number,
) => void;

export interface PoolingKernels {
  /** The largest number of each window. */
  maxPool: Pooling;
  /** dx = dy at the first place of its window where x = y, summed over windows; else 0. Writes every place of dx. */
  maxPoolGradient: PoolingGradient;
  /** The mean of each window. */
  averagePool: Pooling;
  /** Each place gets its equal share of its windows' gradients. Reads neither x nor y, writes every place of dx. */
  averagePoolGradient: PoolingGradient;
}

/** Blocks (images) of `rows` rows (pixels) of `columns` numbers (channels), rows one after another, blocks `blockStride` apart. */
export interface NormalizationKernels {
  /** mean[c] and squares[c] = Σ (x − mean)² over all rows of all blocks. */
  columnMoments(x: number, blockStride: number, blocks: number, rows: number, columns: number, mean: number, squares: number): void;
  /** y = (x − mean[c])·scale[c] + shift[c]; y may be x. */
  // biome-ignore format: one idea a line
  normalize(
    x: number, y: number, blockStride: number, blocks: number, rows: number, columns: number,
    mean: number, scale: number, shift: number,
  ): void;
  /** sums[c] = Σ dy and products[c] = Σ dy·(x − mean[c]). */
  // biome-ignore format: one idea a line
  gradientMoments(
    x: number, dy: number, blockStride: number, blocks: number, rows: number, columns: number,
    mean: number, sums: number, products: number,
  ): void;
  /** dx = scale[c]·dy + slope[c]·(x − mean[c]) + shift[c]; dx may be dy. */
  // biome-ignore format: one idea a line
  normalizeGradient(
    x: number, dy: number, dx: number, blockStride: number, blocks: number, rows: number, columns: number,
    mean: number, scale: number, slope: number, shift: number,
  ): void;
}

/**
 * Every element has a random word of 32 bits: that of element e (counted from `first`, a multiple of 8, as is `count`) is
 * word ⌊e/4⌋ mod 2 of Threefry-2×32 with counter (step, 4·⌊e/8⌋ + e mod 4).
 */
export interface RandomKernels {
  /** y = x·scale where the word is at least `threshold`, else 0; y may be x. */
  // biome-ignore format: one idea a line
  dropout(
    x: number, y: number, count: number, threshold: number, scale: number,
    key0: number, key1: number, step: number, first: number,
  ): void;
  /** y = a number evenly distributed on [−reach, reach): the word as a signed share of 2³¹. */
  uniform(y: number, count: number, reach: number, key0: number, key1: number, step: number, first: number): void;
  /**
   * y += n·factor, n the sum of the word's four bytes less its mean 510: nearly normal with a standard deviation of
   * √(4·(256² − 1)/12), and never further than 3.46 of those from 0.
   */
  addNoise(y: number, count: number, factor: number, key0: number, key1: number, step: number, first: number): void;
}

/** Images of one channel, `width` numbers a row, rows without gaps. */
export interface AugmentationKernels {
  /**
   * y = the ink, 0 … 1, of an image of bytes seen through a map: pixel (column u, row v) shows what is at column xx·u + xy·v
   * + x0 and row yx·u + yy·v + y0, each moved by its displacement, where `displacements` (all columns', then all rows') is
   * not −1. Between pixels it is interpolated linearly; outside is paper.
   */
  // biome-ignore format: one matrix row a line
  warp(
    image: number, height: number, width: number, y: number,
    xx: number, xy: number, x0: number,
    yx: number, yy: number, y0: number, displacements: number,
  ): void;
  /**
   * y += a uniform cubic B-spline through a grid of knots `spacing` pixels apart, of which the second in each direction
   * lies at pixel 0. rows ≥ ⌊(height − 1)/spacing⌋ + 4, columns likewise. `between` is room for rows·width numbers.
   */
  // biome-ignore format: one operand a line
  bend(
    knots: number, rows: number, columns: number, spacing: number, between: number,
    y: number, height: number, width: number,
  ): void;
  /**
   * x += |amount|·(e − x), e the largest number of the 3×3 around it where amount > 0, else the smallest; outside is
   * paper, 0. `between` is room for height·(width + 8) numbers; x has 4 numbers to spare behind it.
   */
  thicken(x: number, height: number, width: number, between: number, amount: number): void;
  /** y = min(max(x, 0), 1)·scale + shift */
  scaleInk(x: number, y: number, count: number, scale: number, shift: number): void;
}

export interface LossKernels {
  /**
   * Softmax with cross-entropy of the rows [from, to), each `rowStride` after the one before: probabilities, the loss
   * −Σ target·log p (nats), the most probable class (the smallest on a tie) and gradient = (p − target)·gradientScale,
   * where target = (1 − smoothing)·onehot + smoothing/classes. `labels` is a byte offset.
   */
  // biome-ignore format: one operand a line
  softmaxCrossEntropy(
    logits: number, rowStride: number, classes: number, labels: number,
    probabilities: number, gradient: number, losses: number, predictions: number,
    from: number, to: number, gradientScale: number, smoothing: number,
  ): void;
}

/** Update rules (formulas in nn/optimizers/); `count` is a multiple of 4. */
export interface OptimizerKernels {
  /** values[destination] = Σ x². */
  sumOfSquares(x: number, count: number, destination: number): void;
  /** gradients = scale·gradients + decay·parameters. */
  prepareGradient(parameters: number, gradients: number, count: number, scale: number, decay: number): void;
  /** x = factor·x. */
  scale(x: number, count: number, factor: number): void;
  sgd(parameters: number, gradients: number, count: number, learningRate: number): void;
  momentum(parameters: number, gradients: number, velocity: number, count: number, learningRate: number, momentum: number): void;
  nesterov(parameters: number, gradients: number, velocity: number, count: number, learningRate: number, momentum: number): void;
  adaGrad(parameters: number, gradients: number, squares: number, count: number, learningRate: number, epsilon: number): void;
  // biome-ignore format: one idea a line
  rmsProp(
    parameters: number, gradients: number, squares: number, count: number,
    learningRate: number, decay: number, epsilon: number,
  ): void;
  // biome-ignore format: one idea a line
  adam(
    parameters: number, gradients: number, mean: number, squares: number, count: number,
    stepSize: number, beta1: number, beta2: number, epsilon: number,
  ): void;
}

/** Makes kernels over fresh memory of the given size, for one thread. */
export type KernelFactory = (size: MemorySize) => Kernels;
