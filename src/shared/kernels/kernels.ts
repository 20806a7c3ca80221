/**
 * The numeric kernels: everything the network computes, behind one interface with several implementations. `reference/` is
 * the definition in plain TypeScript; `engines/` lists the fast ones. Tests hold them against each other.
 *
 * Kernels work on one block of memory that is laid out when a network is built and never grows (`operands.ts` says how
 * places in it are named).
 */
import type {
  AffineMap,
  Blocks,
  Extent,
  GradientMapping,
  ImageSides,
  KnotGrid,
  LinearMap,
  Lists,
  Mapping,
  Margin,
  Masks,
  Panels,
  Planes,
  ProductSize,
  Range,
  Rows,
  Start,
  Tiles,
  Trained,
  WindowShape,
  Words,
} from './operands';

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
  /** values[values + i] = bytes[bytes + i] · scale + shift, for i < count; `bytes` is a byte offset. */
  bytesToValues(at: { readonly bytes: number; readonly values: number }, count: number, map: LinearMap): void;

  /** C [rows, 8·panels] = A [rows, inner] · B [inner, 8·panels] + start. */
  multiply(a: Rows, b: Panels, c: Rows, size: ProductSize, start: Start): void;

  /** C [rows, 8·panels] = Aᵀ · B of A [inner, rows] and B [inner, 8·panels], added to what is there if `accumulate`. */
  multiplyTransposed(a: Rows, b: Rows, c: Panels, size: ProductSize, accumulate: boolean): void;

  /** Where a matrix x [rows, columns] is not 0, as lists and, unless null, as masks of one part at a byte offset; rows ≤ 32 then. */
  findNonZeros(x: Rows, size: Extent, lists: Lists, masks: number | null): void;

  /** `multiply` for an A of which most is 0: row m sums over the places of its list. */
  multiplyListed(a: Rows, b: Panels, c: Rows, size: Omit<ProductSize, 'inner'>, lists: Lists, bias: number | null): void;

  /** `multiplyTransposed` for such an A: row m of C sums over the places whose bits are set in column m of the masks. */
  multiplyMasked(a: Rows, b: Rows, c: Panels, size: Omit<ProductSize, 'inner'>, masks: Masks): void;

  /** Copies packed panels of B [rows, columns] at `source` into packed panels of Bᵀ at `target`, for some rows of one panel of B. */
  transposePanel(at: { readonly source: number; readonly target: number }, size: Extent, panel: number, rows: Range): void;

  /** values[destination + n] = Σ_m source(m, n), added to what is there if `accumulate`. */
  sumRows(source: Rows, size: Extent, destination: number, accumulate: boolean): void;

  /** Copies rows; what stands past a row's end in the destination stays. */
  copyRows(source: Rows, destination: Rows, size: Extent): void;

  /** y = a + b; y may be a or b. `count` is a multiple of 8. */
  add(at: { readonly a: number; readonly b: number; readonly y: number }, count: number): void;

  /** values[from … from + count) = value. */
  fill(from: number, count: number, value: number): void;
}

/**
 * y = f(x) and dx = f′·dy, number by number; `count` is a multiple of 8, `parameter` is the function's own (a slope), 0
 * where it has none. A gradient reads either x or y, as its comment says.
 */
export interface Activation {
  forward(at: Mapping, count: number, parameter: number): void;
  gradient(at: GradientMapping, count: number, parameter: number): void;
}

export interface ActivationKernels {
  /** y = max(x, 0); reads y. */
  readonly relu: Activation;
  /** y = x where x > 0, else parameter·x; reads y. */
  readonly leakyRelu: Activation;
  /** y = x where x > 0, else parameter·(eˣ − 1); reads y. */
  readonly elu: Activation;
  /** y = x·Φ(x), Φ the distribution function of N(0, 1); reads x. */
  readonly gelu: Activation;
  /** y = x·sigmoid(x); reads x. */
  readonly silu: Activation;
  /** y = x·tanh(ln(1 + eˣ)); reads x. */
  readonly mish: Activation;
  /** y = 1 / (1 + e⁻ˣ); reads y. */
  readonly sigmoid: Activation;
  /** y = tanh x; reads y. */
  readonly tanh: Activation;
}

export type ActivationName = keyof ActivationKernels;

export interface ConvolutionKernels {
  /**
   * The patches under a window as rows of a matrix: columns [(to − from)·outputWidth, windowHeight·windowWidth·channels], for
   * the output rows [from, to) of one image; 0 outside of it.
   */
  imageToColumns(image: number, window: WindowShape, outputRows: Range, columns: Rows): void;
  /** Its adjoint: adds every patch to where it came from in `image`. */
  columnsToImage(image: number, window: WindowShape, outputRows: Range, columns: Rows): void;

  /**
   * Winograd's minimal filtering F(4×4, 3×3) (Lavin and Gray, "Fast algorithms for convolutional neural networks", 2015):
   * Y = Aᵀ[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]A makes a 4×4 tile of a 3×3 convolution with 36 products instead of 144. Channels are a
   * multiple of 8; `tile` is 37·channels elements of scratch, 288 for the weights.
   *
   * This one makes the planes of Bᵀ·d·B for the tiles of one image.
   */
  winogradInput(image: number, shape: ImageSides & { readonly padding: Margin }, tiles: Tiles, planes: Planes, tile: number): void;
  /** Its adjoint, B·dV·Bᵀ summed over the tiles, which cover the image: writes every place of it. */
  winogradInputGradient(image: number, shape: ImageSides & { readonly padding: Margin }, tiles: Tiles, planes: Planes, tile: number): void;
  /** Aᵀ·M·A + bias into an output image; what a tile has beyond the image is dropped. */
  winogradOutput(
    at: { readonly planes: Planes; readonly bias: number; readonly image: number },
    shape: ImageSides,
    tiles: Tiles,
    tile: number,
  ): void;
  /** Its adjoint: the planes of A·dY·Aᵀ. */
  winogradOutputGradient(planes: Planes, image: number, shape: ImageSides, tiles: Tiles, tile: number): void;
  /**
   * G·g·Gᵀ of one panel of 8 filters: from `weights` packed as [9·inputs, 8] to 36 planes of packed panels [inputs, 8] at
   * transformed + ξ·stride + panel·8·inputs, and to 36 planes of the packed panels of their transpose [filters, inputs] at
   * transposed + ξ·stride (none if null).
   */
  winogradWeights(
    at: { readonly weights: number; readonly transformed: number; readonly transposed: number | null; readonly stride: number },
    size: { readonly inputs: number; readonly filters: number },
    panel: number,
    tile: number,
  ): void;
  /** Its adjoint, Gᵀ·dU·G, of one panel: from planes laid out as above to a gradient packed like the weights. */
  winogradWeightsGradient(
    at: { readonly planes: Planes; readonly gradient: number },
    size: { readonly inputs: number },
    panel: number,
    tile: number,
  ): void;
}

/** Windows over one image; places outside the image count for nothing. */
export interface PoolingKernels {
  /** The largest number of each window. */
  maxPool(at: Mapping, window: WindowShape): void;
  /**
   * dx = dy at the first place of its window where x = y, summed over windows; else 0. Writes every place of dx, which may
   * be x where windows of 2×2 at stride 2 without padding cover each place once and the channels are a multiple of 8.
   */
  maxPoolGradient(at: GradientMapping, window: WindowShape): void;
  /** The mean of each window. */
  averagePool(at: Mapping, window: WindowShape): void;
  /** Each place gets its equal share of its windows' gradients. Reads neither x nor y, writes every place of dx. */
  averagePoolGradient(at: GradientMapping, window: WindowShape): void;
}

export interface NormalizationKernels {
  /** mean[c] and squares[c] = Σ (x − mean)² over all rows of all blocks. */
  columnMoments(x: number, blocks: Blocks, to: { readonly mean: number; readonly squares: number }): void;
  /** y = (x − mean[c])·scale[c] + shift[c]; y may be x. */
  normalize(at: Mapping, blocks: Blocks, by: { readonly mean: number; readonly scale: number; readonly shift: number }): void;
  /** sums[c] = Σ dy and products[c] = Σ dy·(x − mean[c]). */
  gradientMoments(
    at: { readonly x: number; readonly dy: number },
    blocks: Blocks,
    mean: number,
    to: { readonly sums: number; readonly products: number },
  ): void;
  /** dx = scale[c]·dy + slope[c]·(x − mean[c]) + shift[c]; dx may be dy. */
  normalizeGradient(
    at: { readonly x: number; readonly dy: number; readonly dx: number },
    blocks: Blocks,
    by: { readonly mean: number; readonly scale: number; readonly slope: number; readonly shift: number },
  ): void;
}

/** `count` is a multiple of 8. */
export interface RandomKernels {
  /** y = x·scale where the word is at least `threshold`, else 0; y may be x. */
  dropout(at: Mapping, count: number, by: { readonly threshold: number; readonly scale: number }, words: Words): void;
  /** y = a number evenly distributed on [−reach, reach): the word as a signed share of 2³¹. */
  uniform(y: number, count: number, reach: number, words: Words): void;
  /**
   * y += n·factor, n the sum of the word's four bytes less its mean 510: nearly normal with a standard deviation of
   * √(4·(256² − 1)/12), and never further than 3.46 of those from 0.
   */
  addNoise(y: number, count: number, factor: number, words: Words): void;
}

/** Images a channel at a time, rows without gaps; `stride` is how far a pixel is from the one before it. */
export interface AugmentationKernels {
  /**
   * y = the ink, 0 … 1, of a channel that begins at a byte offset seen through a map, each place of it moved by its displacement where
   * there are any (all columns', then all rows'). Between pixels it is interpolated linearly; outside is paper.
   */
  warp(
    at: { readonly image: number; readonly stride: number; readonly y: number },
    size: { readonly height: number; readonly width: number },
    map: AffineMap,
    displacements: number | null,
  ): void;
  /**
   * y += a uniform cubic B-spline through the knots. rows ≥ ⌊(height − 1)/spacing⌋ + 4, columns likewise. `between` is room
   * for rows·width numbers.
   */
  bend(
    at: { readonly knots: number; readonly between: number; readonly y: number },
    grid: KnotGrid,
    size: { readonly height: number; readonly width: number },
  ): void;
  /**
   * x += |amount|·(e − x), e the largest number of the 3×3 around it where amount > 0, else the smallest; outside is
   * paper, 0. `between` is room for height·(width + 8) numbers; x has 4 numbers to spare behind it.
   */
  thicken(
    at: { readonly x: number; readonly between: number },
    size: { readonly height: number; readonly width: number },
    amount: number,
  ): void;
  /** y[i·stride] = min(max(x[i], 0), 1)·scale + shift */
  scaleInk(at: Mapping & { readonly stride: number }, count: number, map: LinearMap): void;
}

/** Where a loss reads and writes; logits, probabilities and gradient have rows `stride` apart, `labels` is a byte offset. */
export interface LossPlaces {
  readonly logits: number;
  readonly labels: number;
  readonly probabilities: number;
  readonly gradient: number;
  readonly losses: number;
  readonly predictions: number;
  readonly stride: number;
}

export interface LossKernels {
  /**
   * Softmax with cross-entropy of some rows: probabilities, the loss −Σ target·log p (nats), the most probable class (the
   * smallest on a tie) and gradient = (p − target)·gradientScale, where target = (1 − smoothing)·onehot + smoothing/classes.
   */
  softmaxCrossEntropy(
    at: LossPlaces,
    rows: Range,
    classes: number,
    by: { readonly gradientScale: number; readonly smoothing: number },
  ): void;
}

/** Update rules; their formulas stand in nn/optimizers/. */
export interface OptimizerKernels {
  /** values[destination] = Σ x², as four sums of every fourth number, (0 + 1) + (2 + 3); `count` is a multiple of 8. */
  sumOfSquares(x: number, count: number, destination: number): void;
  /** gradients = scale·gradients + decay·parameters. */
  prepareGradient(at: Trained, by: { readonly scale: number; readonly decay: number }): void;
  /** x = factor·x; `count` is a multiple of 8. */
  scale(x: number, count: number, factor: number): void;
  /** average = average + share·(x − average); `count` is a multiple of 8. */
  average(at: { readonly average: number; readonly x: number }, count: number, share: number): void;
  sgd(at: Trained, by: { readonly learningRate: number }): void;
  momentum(at: Trained & { readonly velocity: number }, by: { readonly learningRate: number; readonly momentum: number }): void;
  nesterov(at: Trained & { readonly velocity: number }, by: { readonly learningRate: number; readonly momentum: number }): void;
  adaGrad(at: Trained & { readonly squares: number }, by: { readonly learningRate: number; readonly epsilon: number }): void;
  rmsProp(
    at: Trained & { readonly squares: number },
    by: { readonly learningRate: number; readonly decay: number; readonly epsilon: number },
  ): void;
  adam(
    at: Trained & { readonly mean: number; readonly squares: number },
    by: { readonly stepSize: number; readonly beta1: number; readonly beta2: number; readonly epsilon: number },
  ): void;
}

/** Makes kernels over fresh memory of the given size, for one thread. */
export type KernelFactory = (size: MemorySize) => Kernels;
