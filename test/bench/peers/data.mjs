/** MNIST for the JavaScript peers, and how they time a workload: so many steps as fit into a budget, then scaled up. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = ''] = process.argv.slice(2);
export const wanted = process.argv.slice(3);

const idx = (name, header) => readFileSync(join(folder, name)).subarray(header);
const bytes = idx('train-images-idx3-ubyte', 16);
export const images = Float32Array.from(bytes, (byte) => byte / 255);
export const labels = idx('train-labels-idx1-ubyte', 8);
export const PIXELS = 784;
const TRAINING_IMAGES = labels.length;

/** Layers: a number is a dense layer of so many units; `[filters, padding]` a 3×3 convolution; the rest are themselves. */
export const workloads = {
  W1: { layers: [50, 'sigmoid', 10], optimizer: 'sgd', learningRate: 0.1, batch: 100, steps: 10_000 },
  W2: {
    layers: [512, 'relu', 256, 'relu', 10],
    optimizer: 'adam',
    learningRate: 0.001,
    batch: 128,
    steps: Math.ceil(TRAINING_IMAGES / 128),
  },
  W3: {
    layers: [[16, 1], 'relu', 'pool', [32, 1], 'relu', 'pool', 128, 'relu', 'dropout', 10],
    optimizer: 'adam',
    learningRate: 0.001,
    batch: 128,
    steps: Math.ceil(TRAINING_IMAGES / 128),
  },
  W4: {
    // biome-ignore format: a line a size
    layers: [
      [16, 1], 'relu', [16, 1], 'relu', 'pool',
      [32, 1], 'relu', [32, 2], 'relu', 'pool',
      [64, 1], 'relu', [64, 1], 'relu', 'pool',
      50, 'relu', 'dropout', 10, 'dropout',
    ],
    optimizer: 'adam',
    learningRate: 0.001,
    batch: 100,
    steps: TRAINING_IMAGES / 100,
  },
};

/** The pixels and labels of a batch of random images. */
export function randomBatch(size) {
  const x = new Float32Array(size * PIXELS);
  const y = new Int32Array(size);
  for (let row = 0; row < size; row++) {
    const image = Math.floor(Math.random() * TRAINING_IMAGES);
    x.set(images.subarray(image * PIXELS, (image + 1) * PIXELS), row * PIXELS);
    y[row] = labels[image];
  }
  return { x, y };
}

const BUDGET_SECONDS = Number(process.env.PEER_SECONDS ?? 8);

/**
 * Times `step` for a share of a workload's steps, after one to warm up, and prints what the whole would take. Where the
 * first step alone takes longer than there is time for, it is the measurement.
 */
export async function time(name, variant, step, factor = 1) {
  const { steps } = workloads[name];
  let start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  await step();
  let done = 1;
  let seconds = elapsed();
  if (seconds < BUDGET_SECONDS) {
    start = performance.now();
    for (done = 0, seconds = 0; done < steps && seconds < BUDGET_SECONDS; seconds = elapsed()) {
      await step();
      done++;
    }
  }
  console.log(
    JSON.stringify({ workload: name, variant, seconds: (seconds / done) * steps * factor, measured: Math.min(1, done / steps / factor) }),
  );
}
