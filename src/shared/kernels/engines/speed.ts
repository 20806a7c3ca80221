/** How fast an engine is at the two products that training is made of, on the calling thread. */
import { floatAt } from '../../at';
import type { Kernels } from '../kernels';
import type { Engine } from './engine';

const shape = { rows: 32, inner: 256, panels: 16 };
const columns = 8 * shape.panels;
const [a, b, c] = [0, 16_384, 65_536] as const;
const size = { values: 131_072, scratch: 0, bytes: 16 };
const operations = 2 * shape.rows * shape.inner * columns;

const works: readonly ((kernels: Kernels) => void)[] = [
  (kernels) =>
    kernels.multiply(
      { offset: a, stride: shape.inner },
      { offset: b, stride: 8 * shape.inner },
      { offset: c, stride: columns },
      shape,
      null,
    ),
  (kernels) =>
    kernels.multiplyTransposed(
      { offset: a, stride: shape.rows },
      { offset: b, stride: columns },
      { offset: c, stride: 8 * shape.rows },
      shape,
      false,
    ),
];

/**
 * The speed of each engine at its slower product, 10⁹ multiplications and additions a second; `milliseconds` in all. They take
 * turns, and the best of each counts: whatever else the machine does slows only some of them down.
 */
export function productSpeeds<Name extends string>(engines: Readonly<Record<Name, Engine>>, milliseconds: number): Record<Name, number> {
  const tried = Object.entries<Engine>(engines).map(([name, engine]) => {
    const kernels = engine.create(size);
    kernels.fill(0, size.values, 0.5); // memory that nobody has written to is slow to read
    return { name, kernels, best: Float64Array.from(works, () => Number.POSITIVE_INFINITY) };
  });
  const end = performance.now() + milliseconds;
  do {
    for (const { kernels, best } of tried) {
      for (const [index, work] of works.entries()) {
        const start = performance.now();
        work(kernels);
        best[index] = Math.min(floatAt(best, index), performance.now() - start);
      }
    }
  } while (performance.now() < end);
  return Object.fromEntries(tried.map(({ name, best }) => [name, operations / Math.max(...best) / 1e6])) as Record<Name, number>;
}
