import { join } from 'node:path';
import { runnerImport } from 'vite';
import { kernels } from '../../scripts/kernels.mjs';
import { root } from './kasane-cli.mjs';

const REPEATS = 1000;
let created;

/** The two large products of a two-layer step, 100 images, 784 inputs, 7 panels of 8 units, on one thread. */
export async function products() {
  created ??= (
    await runnerImport(join(root, 'src/shared/kernels/engines/index.ts'), { plugins: [kernels()], configFile: false })
  ).module.createSimdKernels({ values: 400_000, scratch: 0, bytes: 16 });
  const [batch, inputs, panels] = [100, 784, 7];
  const x = 0;
  const weights = 80_000;
  const dy = 130_000;
  const gradient = 140_000;
  const [width, inner] = [panels * 8, 8];
  const forward = () => created.multiply(x, inputs, 1, weights, inputs * 8, inner, dy, 8, width, batch, inputs, panels, -1, 0);
  const backward = () => created.multiply(x, 1, inputs, dy, 8, width, gradient, inputs * 8, 8, inputs, batch, panels, -1, 0);
  const operations = 2 * batch * inputs * panels * 8 * REPEATS;
  return { 'x·W, GFLOP/s': operations / secondsOf(forward) / 1e9, 'xᵀ·dy, GFLOP/s': operations / secondsOf(backward) / 1e9 };
}

function secondsOf(work) {
  for (let warm = 0; warm < 200; warm++) work();
  const start = performance.now();
  for (let repeat = 0; repeat < REPEATS; repeat++) work();
  return (performance.now() - start) / 1000;
}
