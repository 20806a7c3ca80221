/**
 * Whether two engines compute the same bits: every kernel over a few odd shapes, on the same noise, the whole memory compared.
 * A kernel without a case does not compile.
 */
import { elementAt } from '../../at';
import { createRandom } from '../../random/threefry';
import type { ActivationName, Kernels } from '../kernels';
import type { Blocks, WindowShape, Words } from '../operands';
import { activationNames } from '../reference/activations';
import type { Engine } from './engine';

type Work = (kernels: Kernels) => void;
type KernelName = Exclude<keyof Kernels, 'name' | 'memory' | 'scratch'>;

const size = { values: 24_000, scratch: 2048, bytes: 4096 };

/** The names of the kernels that give different bits in `engine` and in `other`; none where they agree. */
export function disagreements(engine: Engine, other: Engine): KernelName[] {
  const noise = noiseOf(size.values);
  const [tried, wanted] = [engine.create(size), other.create(size)];
  return kernelNames.filter((name) => !cases[name].every((work) => agree(work, noise, tried, wanted)));
}

function agree(work: Work, noise: Float32Array, tried: Kernels, wanted: Kernels): boolean {
  const worked = (kernels: Kernels) => {
    const { values, bytes } = kernels.memory;
    values.set(noise);
    for (let i = 0; i < bytes.length; i++) bytes[i] = i * 37;
    work(kernels);
    return { words: new Uint32Array(values.buffer, values.byteOffset, values.length), bytes };
  };
  const [found, expected] = [worked(tried), worked(wanted)];
  for (let i = 0; i < found.bytes.length; i++) if (found.bytes[i] !== expected.bytes[i]) return false;
  for (let i = 0; i < found.words.length; i++) {
    // Which of two numbers that are none passes its bits on is nobody's promise.
    if (found.words[i] !== expected.words[i] && !(isNone(tried, i) && isNone(wanted, i))) return false;
  }
  return true;
}

const isNone = ({ memory: { values } }: Kernels, place: number) => Number.isNaN(values[place]);

/** Both signs and some zeros within ±3, so that sums round. */
function noiseOf(count: number): Float32Array {
  const random = createRandom(11, 'initialization');
  return Float32Array.from({ length: count }, (_, i) => (i % 11 === 0 ? 0 : 6 * (random.uniform(0, i) - 0.5)));
}

const at = (offset: number, stride: number) => ({ offset, stride });
const words: Words = { key: [5, 6], step: 7, first: 8 };
const trained = { parameters: 1000, gradients: 2000, count: 40 };

/** Rows as tiles of 5, 4 and 3 make them up, and such as none takes; panels in pairs and alone. */
const products = [
  { rows: 1, inner: 9, panels: 8 },
  { rows: 2, inner: 4, panels: 3 },
  { rows: 9, inner: 7, panels: 3 },
  { rows: 11, inner: 16, panels: 3 },
  { rows: 4, inner: 1, panels: 1 },
];

/** Of a product that skips zeros: panels at once, up to all that are. */
const widths = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((panels) => ({ rows: 5, panels }));

const windows: WindowShape[] = [
  { ...square(6, 8, 2), stride: 2, padding: { top: 0, left: 0 }, outputHeight: 3, outputWidth: 3 },
  { ...square(7, 12, 2), stride: 2, padding: { top: 0, left: 0 }, outputHeight: 3, outputWidth: 3 },
  { ...square(5, 3, 3), stride: 1, padding: { top: 1, left: 1 }, outputHeight: 5, outputWidth: 5 },
  { ...square(5, 1, 3), stride: 1, padding: { top: 1, left: 1 }, outputHeight: 5, outputWidth: 5 },
  { ...square(6, 17, 3), stride: 2, padding: { top: 1, left: 0 }, outputHeight: 3, outputWidth: 2 },
];

function square(side: number, channels: number, window: number) {
  return { height: side, width: side, channels, windowHeight: window, windowWidth: window };
}

const blocks: Blocks[] = [
  { stride: 16, count: 3, rows: 1, columns: 13 },
  { stride: 160, count: 2, rows: 6, columns: 24 },
];

/** Images in tiles of 4×4, of which they do not fill the last; their channels are whole panels. */
const images = [5, 6, 7, 8].map((width) => ({ height: 7, width, channels: 16, padding: { top: 1, left: 1 } }));
const tiles = { down: 2, across: 2 };
const planes = { offset: 8000, stride: 80 };

const moments = { mean: 20_000, squares: 20_100 };
/** Of grey images, and of those in colour. */
const strides = [1, 3];
const sides = { height: 9, width: 7 };

function skipping(work: (kernels: Kernels, shape: (typeof widths)[number]) => void): Work[] {
  return widths.map((shape) => (kernels) => {
    kernels.findNonZeros(at(0, 48), { rows: shape.rows, columns: 45 }, at(0, 96), 1000);
    work(kernels, shape);
  });
}

/** What is not met among noise, and where other instructions might do otherwise; the numbers that `work` reads first. */
const extremes = [-0, 0, 30, -30, 100, -100, 1e30, -1e30, 1e-40, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];

const withExtremes =
  (from: number, work: Work): Work =>
  (kernels) => {
    for (let i = 0; i < 72; i += 3) kernels.memory.values[from + i] = elementAt(extremes, (i / 3) % extremes.length);
    work(kernels);
  };

const activations = Object.fromEntries(
  activationNames.map((name) => [
    name,
    [
      (kernels: Kernels) => kernels[name].forward({ x: 1000, y: 2000 }, 72, 0.3),
      (kernels: Kernels) => kernels[name].forward({ x: 1000, y: 1000 }, 72, 0.3),
      (kernels: Kernels) => kernels[name].gradient({ x: 1000, y: 2000, dy: 3000, dx: 4000 }, 72, 0.3),
      (kernels: Kernels) => kernels[name].gradient({ x: 1000, y: 2000, dy: 3000, dx: 3000 }, 72, 0.3),
      withExtremes(1000, (kernels) => kernels[name].forward({ x: 1000, y: 2000 }, 72, 0.3)),
      withExtremes(1000, (kernels) => kernels[name].gradient({ x: 1000, y: 1000, dy: 3000, dx: 4000 }, 72, 0.3)),
    ],
  ]),
) as unknown as Record<ActivationName, Work[]>;

const cases: Readonly<Record<KernelName, readonly Work[]>> = {
  ...activations,
  bytesToValues: [(kernels) => kernels.bytesToValues({ bytes: 3, values: 5 }, 45, { scale: 0.25, shift: -0.5 })],
  multiply: products.flatMap((product) =>
    ([null, { bias: 12_000 }, 'accumulate'] as const).map(
      (start): Work =>
        (kernels) =>
          kernels.multiply(at(0, 24), at(4000, 8 * product.inner), at(8000, 8 * product.panels), product, start),
    ),
  ),
  multiplyTransposed: products.flatMap((product) =>
    [false, true].map(
      (accumulate): Work =>
        (kernels) =>
          kernels.multiplyTransposed(at(0, 24), at(4000, 8 * product.panels), at(8000, 8 * product.rows), product, accumulate),
    ),
  ),
  findNonZeros: [(kernels) => kernels.findNonZeros(at(0, 80), { rows: 7, columns: 75 }, at(0, 160), null)],
  multiplyListed: skipping((kernels, shape) => {
    for (const bias of [null, 3000])
      kernels.multiplyListed(at(0, 48), at(4000, 8 * 45), at(8000, 8 * shape.panels), shape, at(0, 96), bias);
  }),
  multiplyMasked: skipping((kernels, shape) => {
    const masks = { offset: 1000, stride: 4 * 45, parts: 1, partPlaces: 5 };
    kernels.multiplyMasked(at(0, 48), at(4000, 8 * shape.panels), at(8000, 8 * 45), { ...shape, rows: 45 }, masks);
  }),
  transposePanel: [0, 1].map(
    (panel) => (kernels) => kernels.transposePanel({ source: 0, target: 4000 }, { rows: 21, columns: 10 }, panel, { from: 3, to: 17 }),
  ),
  sumRows: [13, 45].flatMap((columns) =>
    [false, true].map(
      (accumulate): Work =>
        (kernels) =>
          kernels.sumRows(at(0, 48), { rows: 7, columns }, 9000, accumulate),
    ),
  ),
  copyRows: [(kernels) => kernels.copyRows(at(0, 48), at(9000, 40), { rows: 5, columns: 37 })],
  add: [(kernels) => kernels.add({ a: 0, b: 1000, y: 2000 }, 72), (kernels) => kernels.add({ a: 0, b: 1000, y: 0 }, 72)],
  fill: [(kernels) => kernels.fill(1003, 45, 0.5)],
  imageToColumns: windows.map(
    (window) => (kernels) => kernels.imageToColumns(0, window, { from: 0, to: window.outputHeight }, at(8000, 160)),
  ),
  columnsToImage: windows.map(
    (window) => (kernels) => kernels.columnsToImage(0, window, { from: 0, to: window.outputHeight }, at(8000, 160)),
  ),
  winogradInput: images.map((image) => (kernels) => kernels.winogradInput(0, image, tiles, planes, kernels.scratch)),
  winogradInputGradient: images.map((image) => (kernels) => kernels.winogradInputGradient(0, image, tiles, planes, kernels.scratch)),
  winogradOutput: images.map(
    (image) => (kernels) => kernels.winogradOutput({ planes, bias: 7000, image: 0 }, image, tiles, kernels.scratch),
  ),
  winogradOutputGradient: images.map((image) => (kernels) => kernels.winogradOutputGradient(planes, 0, image, tiles, kernels.scratch)),
  winogradWeights: [8000, null].map((transposed) => (kernels) => {
    const plane = { weights: 0, transformed: 16_000, transposed, stride: 200 };
    kernels.winogradWeights(plane, { inputs: 8, filters: 16 }, 1, kernels.scratch);
  }),
  winogradWeightsGradient: [
    (kernels) => kernels.winogradWeightsGradient({ planes: at(8000, 200), gradient: 0 }, { inputs: 8 }, 1, kernels.scratch),
  ],
  maxPool: windows.flatMap((window): Work[] => {
    const work: Work = (kernels) => kernels.maxPool({ x: 0, y: 8000 }, window);
    return [work, withExtremes(0, work)];
  }),
  maxPoolGradient: windows.map((window) => (kernels) => {
    kernels.maxPool({ x: 0, y: 8000 }, window);
    kernels.maxPoolGradient({ x: 0, y: 8000, dy: 12_000, dx: 16_000 }, window);
    kernels.maxPoolGradient({ x: 0, y: 8000, dy: 12_000, dx: 0 }, window);
  }),
  averagePool: windows.map((window) => (kernels) => kernels.averagePool({ x: 0, y: 8000 }, window)),
  averagePoolGradient: windows.map((window) => (kernels) => kernels.averagePoolGradient({ x: 0, y: 8000, dy: 12_000, dx: 16_000 }, window)),
  columnMoments: blocks.map((shape) => (kernels) => kernels.columnMoments(0, shape, moments)),
  normalize: blocks.map(
    (shape) => (kernels) => kernels.normalize({ x: 0, y: 8000 }, shape, { mean: 20_000, scale: 20_100, shift: 20_200 }),
  ),
  gradientMoments: blocks.map(
    (shape) => (kernels) => kernels.gradientMoments({ x: 0, dy: 4000 }, shape, 20_000, { sums: 20_100, products: 20_200 }),
  ),
  normalizeGradient: blocks.map((shape) => (kernels) => {
    const by = { mean: 20_000, scale: 20_100, slope: 20_200, shift: 20_300 };
    kernels.normalizeGradient({ x: 0, dy: 4000, dx: 8000 }, shape, by);
  }),
  dropout: [(kernels) => kernels.dropout({ x: 1000, y: 2000 }, 72, { threshold: 0.4 * 2 ** 32, scale: 1 / 0.6 }, words)],
  uniform: [(kernels) => kernels.uniform(1000, 72, 2.5, words)],
  addNoise: [(kernels) => kernels.addNoise(1000, 72, 0.01, words)],
  warp: strides.flatMap((stride) =>
    [null, 5000].map((displacements) => (kernels) => {
      const map = { xx: 0.9, xy: -0.3, x: 1.7, yx: 0.2, yy: 1.1, y: -0.4 };
      kernels.warp({ image: 3, stride, y: 1000 }, sides, map, displacements);
    }),
  ),
  bend: [(kernels) => kernels.bend({ knots: 5000, between: 10_000, y: 1000 }, { rows: 6, columns: 6, spacing: 3.5 }, sides)],
  thicken: [0.7, -0.4].map((amount) => (kernels) => kernels.thicken({ x: 1000, between: 10_000 }, sides, amount)),
  scaleInk: strides.map((stride) =>
    withExtremes(1000, (kernels) => kernels.scaleInk({ x: 1000, y: 2000, stride }, 45, { scale: 3.2, shift: -0.4 })),
  ),
  softmaxCrossEntropy: [
    (kernels) => {
      kernels.memory.bytes.fill(3, 0, 8);
      const places = { logits: 0, labels: 0, probabilities: 2000, gradient: 4000, losses: 6000, predictions: 7000, stride: 16 };
      kernels.softmaxCrossEntropy(places, { from: 1, to: 7 }, 10, { gradientScale: 0.5, smoothing: 0.1 });
    },
  ],
  sumOfSquares: [(kernels) => kernels.sumOfSquares(1000, 72, 9000)],
  prepareGradient: [(kernels) => kernels.prepareGradient(trained, { scale: 0.5, decay: 0.1 })],
  scale: [(kernels) => kernels.scale(1000, 72, 0.3)],
  average: [(kernels) => kernels.average({ average: 1000, x: 2000 }, 72, 0.3)],
  sgd: [(kernels) => kernels.sgd(trained, { learningRate: 0.1 })],
  momentum: [(kernels) => kernels.momentum({ ...trained, velocity: 3000 }, { learningRate: 0.1, momentum: 0.9 })],
  nesterov: [(kernels) => kernels.nesterov({ ...trained, velocity: 3000 }, { learningRate: 0.1, momentum: 0.9 })],
  adaGrad: [(kernels) => kernels.adaGrad({ ...squares(kernels), squares: 3000 }, { learningRate: 0.1, epsilon: 0.1 })],
  rmsProp: [(kernels) => kernels.rmsProp({ ...squares(kernels), squares: 3000 }, { learningRate: 0.1, decay: 0.99, epsilon: 1e-7 })],
  adam: [
    (kernels) => {
      const by = { stepSize: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
      kernels.adam({ ...squares(kernels), mean: 4000, squares: 3000 }, by);
    },
  ],
};

const kernelNames = Object.keys(cases) as KernelName[];

/** Makes the numbers at 3000 what sums of squares can be. */
function squares({ memory: { values } }: Kernels) {
  for (let i = 3000; i < 3000 + trained.count; i++) values[i] = (values[i] ?? 0) ** 2;
  return trained;
}
