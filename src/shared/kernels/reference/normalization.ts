import type { NormalizationKernels } from '../kernels';
import type { Access } from './access';

export function normalizationKernels({ values, value }: Access): NormalizationKernels {
  return {
    columnMoments(x, blockStride, blocks, rows, columns, mean, squares) {
      const count = blocks * rows;
      values.fill(0, mean, mean + columns);
      values.fill(0, squares, squares + columns);
      each(blockStride, blocks, rows, columns, (place, c) => increase(mean + c, value(x + place) / count));
      each(blockStride, blocks, rows, columns, (place, c) => increase(squares + c, (value(x + place) - value(mean + c)) ** 2));
    },
    normalize(x, y, blockStride, blocks, rows, columns, mean, scale, shift) {
      each(blockStride, blocks, rows, columns, (place, c) => {
        values[y + place] = (value(x + place) - value(mean + c)) * value(scale + c) + value(shift + c);
      });
    },
    gradientMoments(x, dy, blockStride, blocks, rows, columns, mean, sums, products) {
      values.fill(0, sums, sums + columns);
      values.fill(0, products, products + columns);
      each(blockStride, blocks, rows, columns, (place, c) => {
        increase(sums + c, value(dy + place));
        increase(products + c, value(dy + place) * (value(x + place) - value(mean + c)));
      });
    },
    normalizeGradient(x, dy, dx, blockStride, blocks, rows, columns, mean, scale, slope, shift) {
      each(blockStride, blocks, rows, columns, (place, c) => {
        const deviation = value(x + place) - value(mean + c);
        values[dx + place] = value(scale + c) * value(dy + place) + value(slope + c) * deviation + value(shift + c);
      });
    },
  };

  function increase(offset: number, by: number): void {
    values[offset] = value(offset) + by;
  }
}

function each(blockStride: number, blocks: number, rows: number, columns: number, visit: (place: number, column: number) => void): void {
  for (let block = 0; block < blocks; block++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) visit(block * blockStride + row * columns + column, column);
    }
  }
}
