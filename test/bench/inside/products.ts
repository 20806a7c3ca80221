/** The products that training is made of, on one thread of each engine; prints `{ figure: { engine: GFLOP/s } }`. */
import { engines } from '@shared/kernels/engines';
import type { Kernels } from '@shared/kernels/kernels';
import { engineChoice } from '../../../src/main/engine/choose-engine';

/** By rows x·W and dy·Wᵀ, by columns xᵀ·dy: rows × terms × columns, as `--profile` names them. */
const products = [
  { of: 'a dense layer', rows: 32, inner: 512, columns: 256, transposed: false },
  { of: 'its gradient', rows: 392, inner: 128, columns: 16, transposed: true },
  { of: 'a first convolution’s gradient', rows: 9, inner: 784, columns: 16, transposed: true },
  { of: 'a first convolution', rows: 784, inner: 9, columns: 16, transposed: false },
  { of: 'Winograd’s planes', rows: 64, inner: 16, columns: 32, transposed: false },
  { of: 'Winograd’s planes backward', rows: 64, inner: 32, columns: 16, transposed: false },
  { of: 'their gradient', rows: 16, inner: 64, columns: 32, transposed: true },
] as const;

const MILLISECONDS = 150;
const PARTS = 10;
const [a, b, c] = [0, 500_000, 1_000_000] as const;

engineChoice(); // with the flags that this process computes with
const all = engines.map((engine) => engine.create({ values: 1_500_000, scratch: 0, bytes: 16 }));
for (const kernels of all) for (let i = 0; i < c; i++) kernels.memory.values[i] = (i % 13) - 6;
const found = products.map((product) => {
  const { of, rows, inner, columns } = product;
  const speeds = all.map((kernels) => [kernels.name, Math.round(speed(kernels, product))]);
  return [`${of}, ${rows}×${inner}×${columns}, GFLOP/s`, Object.fromEntries(speeds)];
});
console.log(JSON.stringify(Object.fromEntries(found)));

/** The best of some stretches. */
function speed(kernels: Kernels, { rows, inner, columns, transposed }: (typeof products)[number]): number {
  const size = { rows, inner, panels: columns / 8 };
  const work = transposed
    ? () =>
        kernels.multiplyTransposed(
          { offset: a, stride: rows },
          { offset: b, stride: columns },
          { offset: c, stride: 8 * rows },
          size,
          false,
        )
    : () => kernels.multiply({ offset: a, stride: inner }, { offset: b, stride: 8 * inner }, { offset: c, stride: columns }, size, null);
  const calls = calibrated(work);
  let best = Number.POSITIVE_INFINITY;
  for (let part = 0; part < PARTS; part++) best = Math.min(best, secondsOf(work, calls) / calls);
  return (2 * rows * inner * columns) / best / 1e9;
}

/** How many calls take a part of the time, after V8 has compiled them for good. */
function calibrated(work: () => void): number {
  let calls = 1;
  while (secondsOf(work, calls) * 1000 < MILLISECONDS / PARTS) calls *= 2;
  secondsOf(work, 4 * calls);
  return calls;
}

function secondsOf(work: () => void, calls: number): number {
  const start = performance.now();
  for (let call = 0; call < calls; call++) work();
  return (performance.now() - start) / 1000;
}
