/**
 * The kernels as they are compiled from `assembly/`: plain numbers, the offsets and strides of operands.ts one after
 * another, −1 for a place there is none of. Nobody but typed.ts calls them.
 */

type Flat<Names extends readonly string[]> = (...numbers: { [Index in keyof Names]: number }) => void;

export interface FlatKernels {
  /** Tells where `bytes` begins; to be called once, before any kernel. */
  setBytesBase: Flat<['address']>;
  bytesToValues: Flat<['source', 'destination', 'count', 'scale', 'shift']>;
  // biome-ignore format: one operand a line
  multiply: Flat<[
    'a', 'aStride',
    'b', 'bStride',
    'c', 'cStride',
    'rows', 'inner', 'panels', 'bias', 'accumulate',
  ]>;
  // biome-ignore format: one operand a line
  multiplyTransposed: Flat<[
    'a', 'aStride',
    'b', 'bStride',
    'c', 'cStride',
    'rows', 'inner', 'panels', 'accumulate',
  ]>;
  findNonZeros: Flat<['x', 'rowStride', 'rows', 'columns', 'lists', 'listStride', 'masks']>;
  // biome-ignore format: one operand a line
  multiplyListed: Flat<[
    'a', 'aStride',
    'b', 'bStride',
    'c', 'cStride',
    'rows', 'panels', 'bias', 'lists', 'listStride',
  ]>;
  // biome-ignore format: one operand a line
  multiplyMasked: Flat<[
    'a', 'aStride',
    'b', 'bStride',
    'c', 'cStride',
    'rows', 'panels', 'masks', 'maskStride', 'parts', 'partPlaces',
  ]>;
  transposePanel: Flat<['b', 'bInner', 'panel', 'from', 'to', 'transposed', 'transposedInner']>;
  sumRows: Flat<['source', 'rowStride', 'rows', 'columns', 'destination', 'accumulate']>;
  copyRows: Flat<['source', 'sourceStride', 'destination', 'destinationStride', 'rows', 'columns']>;
  add: Flat<['a', 'b', 'y', 'count']>;
  fill: Flat<['from', 'count', 'value']>;

  imageToColumns: Flat<Patches>;
  columnsToImage: Flat<Patches>;
  winogradInput: Flat<WinogradImage>;
  winogradInputGradient: Flat<WinogradImage>;
  // biome-ignore format: one idea a line
  winogradOutput: Flat<[
    'planes', 'planeStride', 'height', 'width', 'channels',
    'tilesDown', 'tilesAcross', 'bias', 'image', 'tile',
  ]>;
  // biome-ignore format: one idea a line
  winogradOutputGradient: Flat<[
    'planes', 'planeStride', 'height', 'width', 'channels',
    'tilesDown', 'tilesAcross', 'image', 'tile',
  ]>;
  winogradWeights: Flat<['weights', 'inputs', 'filters', 'panel', 'transformed', 'transposed', 'planeStride', 'tile']>;
  winogradWeightsGradient: Flat<['planes', 'planeStride', 'inputs', 'panel', 'gradient', 'tile']>;

  maxPool: Flat<['x', 'y', ...Windows]>;
  maxPoolGradient: Flat<['x', 'y', 'dy', 'dx', ...Windows]>;
  averagePool: Flat<['x', 'y', ...Windows]>;
  averagePoolGradient: Flat<['x', 'y', 'dy', 'dx', ...Windows]>;

  columnMoments: Flat<['x', ...BlockShape, 'mean', 'squares']>;
  normalize: Flat<['x', 'y', ...BlockShape, 'mean', 'scale', 'shift']>;
  gradientMoments: Flat<['x', 'dy', ...BlockShape, 'mean', 'sums', 'products']>;
  normalizeGradient: Flat<['x', 'dy', 'dx', ...BlockShape, 'mean', 'scale', 'slope', 'shift']>;

  dropout: Flat<['x', 'y', 'count', 'threshold', 'scale', ...RandomWords]>;
  uniform: Flat<['y', 'count', 'reach', ...RandomWords]>;
  addNoise: Flat<['y', 'count', 'factor', ...RandomWords]>;

  warp: Flat<['image', 'stride', 'height', 'width', 'y', 'xx', 'xy', 'x0', 'yx', 'yy', 'y0', 'displacements']>;
  bend: Flat<['knots', 'rows', 'columns', 'spacing', 'between', 'y', 'height', 'width']>;
  thicken: Flat<['x', 'height', 'width', 'between', 'amount']>;
  scaleInk: Flat<['x', 'y', 'stride', 'count', 'scale', 'shift']>;

  // biome-ignore format: one idea a line
  softmaxCrossEntropy: Flat<[
    'logits', 'rowStride', 'classes', 'labels',
    'probabilities', 'gradient', 'losses', 'predictions',
    'from', 'to', 'gradientScale', 'smoothing',
  ]>;

  sumOfSquares: Flat<['x', 'count', 'destination']>;
  prepareGradient: Flat<['parameters', 'gradients', 'count', 'scale', 'decay']>;
  scale: Flat<['x', 'count', 'factor']>;
  average: Flat<['average', 'x', 'count', 'share']>;
  sgd: Flat<['parameters', 'gradients', 'count', 'learningRate']>;
  momentum: Flat<['parameters', 'gradients', 'velocity', 'count', 'learningRate', 'momentum']>;
  nesterov: Flat<['parameters', 'gradients', 'velocity', 'count', 'learningRate', 'momentum']>;
  adaGrad: Flat<['parameters', 'gradients', 'squares', 'count', 'learningRate', 'epsilon']>;
  rmsProp: Flat<['parameters', 'gradients', 'squares', 'count', 'learningRate', 'decay', 'epsilon']>;
  adam: Flat<['parameters', 'gradients', 'mean', 'squares', 'count', 'stepSize', 'beta1', 'beta2', 'epsilon']>;
}

/** Of each activation two more: `relu` and `reluGradient`, by its name in `ActivationKernels`. */
export type FlatActivation = Flat<['x', 'y', 'count', 'parameter']>;
export type FlatActivationGradient = Flat<['x', 'y', 'dy', 'dx', 'count', 'parameter']>;

// biome-ignore format: one idea a line
type Patches = [
  'image', 'height', 'width', 'channels',
  'kernelHeight', 'kernelWidth', 'stride', 'padTop', 'padLeft',
  'outputWidth', 'rowFrom', 'rowTo', 'columns', 'columnStride',
];
// biome-ignore format: one idea a line
type WinogradImage = [
  'image', 'height', 'width', 'channels', 'padTop', 'padLeft',
  'tilesDown', 'tilesAcross', 'planes', 'planeStride', 'tile',
];
// biome-ignore format: one idea a line
type Windows = [
  'height', 'width', 'channels',
  'windowHeight', 'windowWidth', 'stride', 'padTop', 'padLeft',
  'outputHeight', 'outputWidth',
];
type BlockShape = ['blockStride', 'blocks', 'rows', 'columns'];
type RandomWords = ['key0', 'key1', 'step', 'first'];
