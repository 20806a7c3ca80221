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
  ).module.engine.create({ values: 400_000, scratch: 0, bytes: 16 });
  const [batch, inputs, panels] = [100, 784, 7];
  const [x, weights, dy, gradient] = [0, 80_000, 130_000, 140_000];
  const product = { offset: dy, panelStride: 8, rowStride: panels * 8 };
  const forward = () =>
    created.multiply(
      { offset: x, rowStride: inputs, innerStride: 1 },
      { offset: weights, panelStride: inputs * 8, innerStride: 8 },
      product,
      { rows: batch, inner: inputs, panels },
      null,
    );
  const backward = () =>
    created.multiply(
      { offset: x, rowStride: 1, innerStride: inputs },
      { offset: dy, panelStride: 8, innerStride: panels * 8 },
      { offset: gradient, panelStride: inputs * 8, rowStride: 8 },
      { rows: inputs, inner: batch, panels },
      null,
    );
  const operations = 2 * batch * inputs * panels * 8 * REPEATS;
  return { 'x·W, GFLOP/s': operations / secondsOf(forward) / 1e9, 'xᵀ·dy, GFLOP/s': operations / secondsOf(backward) / 1e9 };
}

function secondsOf(work) {
  for (let warm = 0; warm < 200; warm++) work();
  const start = performance.now();
  for (let repeat = 0; repeat < REPEATS; repeat++) work();
  return (performance.now() - start) / 1000;
}
