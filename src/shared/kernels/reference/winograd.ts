/** F(4×4, 3×3) by its matrices, written out: Y = Aᵀ[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]A, and the adjoint of each of its parts. */
import type { ConvolutionKernels } from '../kernels';
import { PANEL_COLUMNS } from '../kernels';
import type { Access } from './access';

type Matrix = readonly (readonly number[])[];

// biome-ignore format: a matrix
const B_TRANSPOSED: Matrix = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
];
// biome-ignore format: a matrix
const G: Matrix = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
];
// biome-ignore format: a matrix
const A_TRANSPOSED: Matrix = [
  [1, 1, 1, 1, 1, 0],
  [0, 1, -1, 2, -2, 0],
  [0, 1, 1, 4, 4, 0],
  [0, 1, -1, 8, -8, 1],
];

const at = (matrix: Matrix, row: number, column: number) => matrix[row]?.[column] ?? Number.NaN;
const transpose = (matrix: Matrix): Matrix => (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? Number.NaN));
const product = (left: Matrix, right: Matrix): Matrix =>
  left.map((row) => (right[0] ?? []).map((_, n) => row.reduce((sum, each, k) => sum + each * at(right, k, n), 0)));
/** L·X·Lᵀ */
const sandwich = (left: Matrix, inner: Matrix): Matrix => product(product(left, inner), transpose(left));
const square = (side: number, entry: (row: number, column: number) => number): Matrix =>
  Array.from({ length: side }, (_, row) => Array.from({ length: side }, (_, column) => entry(row, column)));

type WinogradKernels = Omit<ConvolutionKernels, 'imageToColumns' | 'columnsToImage'>;

export const winogradKernels = ({ values, value }: Access): WinogradKernels => ({
  winogradInput(image, height, width, channels, padTop, padLeft, tilesDown, tilesAcross, planes, planeStride) {
    forEachTile(tilesDown, tilesAcross, channels, (tile, down, across, c) => {
      const pixels = square(6, (row, column) => {
        const y = down * 4 + row - padTop;
        const x = across * 4 + column - padLeft;
        return y >= 0 && y < height && x >= 0 && x < width ? value(image + (y * width + x) * channels + c) : 0;
      });
      const transformed = sandwich(B_TRANSPOSED, pixels);
      for (let place = 0; place < 36; place++)
        values[planes + place * planeStride + tile * channels + c] = at(transformed, Math.floor(place / 6), place % 6);
    });
  },

  winogradInputGradient(image, height, width, channels, padTop, padLeft, tilesDown, tilesAcross, planes, planeStride) {
    forEachTile(tilesDown, tilesAcross, channels, (tile, down, across, c) => {
      const gradient = square(6, (row, column) => value(planes + (row * 6 + column) * planeStride + tile * channels + c));
      const pixels = sandwich(transpose(B_TRANSPOSED), gradient);
      for (let row = 0; row < 6; row++) {
        for (let column = 0; column < 6; column++) {
          const y = down * 4 + row - padTop;
          const x = across * 4 + column - padLeft;
          if (y < 0 || y >= height || x < 0 || x >= width) continue;
          const pixel = image + (y * width + x) * channels + c;
          values[pixel] = value(pixel) + at(pixels, row, column);
        }
      }
    });
  },

  winogradOutput(planes, planeStride, height, width, channels, tilesDown, tilesAcross, bias, image) {
    forEachTile(tilesDown, tilesAcross, channels, (tile, down, across, c) => {
      const products = square(6, (row, column) => value(planes + (row * 6 + column) * planeStride + tile * channels + c));
      const pixels = sandwich(A_TRANSPOSED, products);
      for (let row = 0; row < 4; row++) {
        for (let column = 0; column < 4; column++) {
          const y = down * 4 + row;
          const x = across * 4 + column;
          if (y < height && x < width) values[image + (y * width + x) * channels + c] = at(pixels, row, column) + value(bias + c);
        }
      }
    });
  },

  winogradOutputGradient(planes, planeStride, height, width, channels, tilesDown, tilesAcross, image) {
    forEachTile(tilesDown, tilesAcross, channels, (tile, down, across, c) => {
      const pixels = square(4, (row, column) => {
        const y = down * 4 + row;
        const x = across * 4 + column;
        return y < height && x < width ? value(image + (y * width + x) * channels + c) : 0;
      });
      const gradient = sandwich(transpose(A_TRANSPOSED), pixels);
      for (let place = 0; place < 36; place++)
        values[planes + place * planeStride + tile * channels + c] = at(gradient, Math.floor(place / 6), place % 6);
    });
  },

  winogradWeights(weights, inputs, filters, panel, transformed, transposed, planeStride) {
    for (let input = 0; input < inputs; input++) {
      for (let lane = 0; lane < PANEL_COLUMNS; lane++) {
        const filter = square(3, (row, column) => value(weights + ((row * 3 + column) * inputs + input) * PANEL_COLUMNS + lane));
        const large = sandwich(G, filter);
        const column = panel * PANEL_COLUMNS + lane;
        const transposedPlace = (Math.floor(input / PANEL_COLUMNS) * filters + column) * PANEL_COLUMNS + (input % PANEL_COLUMNS);
        for (let place = 0; place < 36; place++) {
          const entry = at(large, Math.floor(place / 6), place % 6);
          values[transformed + place * planeStride + (panel * inputs + input) * PANEL_COLUMNS + lane] = entry;
          if (transposed >= 0) values[transposed + place * planeStride + transposedPlace] = entry;
        }
      }
    }
  },

  winogradWeightsGradient(planes, planeStride, inputs, panel, gradient) {
    for (let input = 0; input < inputs; input++) {
      for (let lane = 0; lane < PANEL_COLUMNS; lane++) {
        const source = planes + (panel * inputs + input) * PANEL_COLUMNS + lane;
        const small = sandwich(
          transpose(G),
          square(6, (row, column) => value(source + (row * 6 + column) * planeStride)),
        );
        for (let tap = 0; tap < 9; tap++)
          values[gradient + (tap * inputs + input) * PANEL_COLUMNS + lane] = at(small, Math.floor(tap / 3), tap % 3);
      }
    }
  },
});

function forEachTile(
  tilesDown: number,
  tilesAcross: number,
  channels: number,
  visit: (tile: number, down: number, across: number, channel: number) => void,
): void {
  for (let down = 0; down < tilesDown; down++) {
    for (let across = 0; across < tilesAcross; across++) {
      for (let c = 0; c < channels; c++) visit(down * tilesAcross + across, down, across, c);
    }
  }
}
