import type { NormalizationKernels } from '../kernels';
import type { Blocks } from '../operands';
import type { Access } from './access';

export function normalizationKernels({ values, value }: Access): NormalizationKernels {
  return {
    columnMoments(x, blocks, { mean, squares }) {
      const { columns } = blocks;
      const count = blocks.count * blocks.rows;
      values.fill(0, mean, mean + columns);
      values.fill(0, squares, squares + columns);
      each(blocks, (place, c) => increase(mean + c, value(x + place) / count));
      each(blocks, (place, c) => increase(squares + c, (value(x + place) - value(mean + c)) ** 2));
    },
    normalize({ x, y }, blocks, { mean, scale, shift }) {
      each(blocks, (place, c) => {
        values[y + place] = (value(x + place) - value(mean + c)) * value(scale + c) + value(shift + c);
      });
    },
    gradientMoments({ x, dy }, blocks, mean, { sums, products }) {
      const { columns } = blocks;
      values.fill(0, sums, sums + columns);
      values.fill(0, products, products + columns);
      each(blocks, (place, c) => {
        increase(sums + c, value(dy + place));
        increase(products + c, value(dy + place) * (value(x + place) - value(mean + c)));
      });
    },
    normalizeGradient({ x, dy, dx }, blocks, { mean, scale, slope, shift }) {
      each(blocks, (place, c) => {
        const deviation = value(x + place) - value(mean + c);
        values[dx + place] = value(scale + c) * value(dy + place) + value(slope + c) * deviation + value(shift + c);
      });
    },
  };

  function increase(offset: number, by: number): void {
    values[offset] = value(offset) + by;
  }
}

function each({ stride, count, rows, columns }: Blocks, visit: (place: number, column: number) => void): void {
  for (let block = 0; block < count; block++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) visit(block * stride + row * columns + column, column);
    }
  }
}
