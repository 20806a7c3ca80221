import { numberAt } from '../../at';
import type { AugmentationKernels } from '../kernels';
import type { Access } from './access';

export const augmentationKernels = ({ values, value, byte }: Access): AugmentationKernels => ({
  warp({ image, stride, y }, { height, width }, map, displacements) {
    const pixel = (row: number, column: number) =>
      row >= 0 && column >= 0 && row < height && column < width ? byte(image + (row * width + column) * stride) : 0;
    forEachPixel(height, width, (v, u, place) => {
      const [movedX, movedY] =
        displacements === null ? [0, 0] : [value(displacements + place), value(displacements + height * width + place)];
      const sx = map.xx * u + map.xy * v + map.x + movedX;
      const sy = map.yx * u + map.yy * v + map.y + movedY;
      const [column, row] = [Math.floor(sx), Math.floor(sy)];
      const [right, below] = [sx - column, sy - row];
      const upper = pixel(row, column) * (1 - right) + pixel(row, column + 1) * right;
      const lower = pixel(row + 1, column) * (1 - right) + pixel(row + 1, column + 1) * right;
      values[y + place] = (upper * (1 - below) + lower * below) / 255;
    });
  },
  bend({ knots, y }, { columns, spacing }, { height, width }) {
    forEachPixel(height, width, (v, u, place) => {
      const [row, column] = [Math.floor(v / spacing), Math.floor(u / spacing)];
      const [down, right] = [spline(v / spacing - row), spline(u / spacing - column)];
      let sum = value(y + place);
      for (let i = 0; i < 4; i++) {
        for (let k = 0; k < 4; k++) sum += numberAt(down, i) * numberAt(right, k) * value(knots + (row + i) * columns + column + k);
      }
      values[y + place] = sum;
    });
  },
  thicken({ x }, { height, width }, amount) {
    const old = Array.from({ length: height * width }, (_, place) => value(x + place));
    const at = (row: number, column: number) =>
      row >= 0 && column >= 0 && row < height && column < width ? numberAt(old, row * width + column) : 0;
    forEachPixel(height, width, (v, u, place) => {
      const around = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => at(v + down, u + right)));
      const extreme = amount > 0 ? Math.max(...around) : Math.min(...around);
      values[x + place] = at(v, u) + Math.abs(amount) * (extreme - at(v, u));
    });
  },
  scaleInk({ x, y, stride }, count, { scale, shift }) {
    for (let i = 0; i < count; i++) values[y + i * stride] = Math.min(Math.max(value(x + i), 0), 1) * scale + shift;
  },
});

function forEachPixel(height: number, width: number, visit: (row: number, column: number, place: number) => void): void {
  for (let row = 0; row < height; row++) for (let column = 0; column < width; column++) visit(row, column, row * width + column);
}

/** Weights of four knots, t of the way from the second to the third. */
const spline = (t: number) => [
  (1 - t) ** 3 / 6,
  (3 * t ** 3 - 6 * t ** 2 + 4) / 6,
  (3 * (1 - t) ** 3 - 6 * (1 - t) ** 2 + 4) / 6,
  t ** 3 / 6,
];
