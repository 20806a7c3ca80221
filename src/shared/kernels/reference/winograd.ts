/** F(4×4, 3×3) by its matrices, written out: Y = Aᵀ[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]A, and the adjoint of each of its parts. */
import { elementAt, numberAt } from '../../at';
import type { ConvolutionKernels } from '../kernels';
import { PANEL_COLUMNS, type Tiles } from '../operands';
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

const at = (matrix: Matrix, row: number, column: number) => numberAt(elementAt(matrix, row), column);
const transpose = (matrix: Matrix): Matrix => (matrix[0] ?? []).map((_, column) => matrix.map((row) => numberAt(row, column)));
const product = (left: Matrix, right: Matrix): Matrix =>
  left.map((row) => (right[0] ?? []).map((_, n) => row.reduce((sum, each, k) => sum + each * at(right, k, n), 0)));
/** L·X·Lᵀ */
const sandwich = (left: Matrix, inner: Matrix): Matrix => product(product(left, inner), transpose(left));
const square = (side: number, entry: (row: number, column: number) => number): Matrix =>
  Array.from({ length: side }, (_, row) => Array.from({ length: side }, (_, column) => entry(row, column)));

type WinogradKernels = Omit<ConvolutionKernels, 'imageToColumns' | 'columnsToImage'>;

export const winogradKernels = ({ values, value }: Access): WinogradKernels => ({
  winogradInput(image, { height, width, channels, padding }, tiles, planes) {
    forEachTile(tiles, channels, (tile, down, across, c) => {
      const pixels = square(6, (row, column) => {
        const y = down * 4 + row - padding.top;
        const x = across * 4 + column - padding.left;
        return y >= 0 && y < height && x >= 0 && x < width ? value(image + (y * width + x) * channels + c) : 0;
      });
      const transformed = sandwich(B_TRANSPOSED, pixels);
      for (let place = 0; place < 36; place++)
        values[planes.offset + place * planes.stride + tile * channels + c] = at(transformed, Math.floor(place / 6), place % 6);
    });
  },

  winogradInputGradient(image, { height, width, channels, padding }, tiles, planes) {
    values.fill(0, image, image + height * width * channels);
    forEachTile(tiles, channels, (tile, down, across, c) => {
      const gradient = square(6, (row, column) => value(planes.offset + (row * 6 + column) * planes.stride + tile * channels + c));
      const pixels = sandwich(transpose(B_TRANSPOSED), gradient);
      for (let row = 0; row < 6; row++) {
        for (let column = 0; column < 6; column++) {
          const y = down * 4 + row - padding.top;
          const x = across * 4 + column - padding.left;
          if (y < 0 || y >= height || x < 0 || x >= width) continue;
          const pixel = image + (y * width + x) * channels + c;
          values[pixel] = value(pixel) + at(pixels, row, column);
        }
      }
    });
  },

  winogradOutput({ planes, bias, image }, { height, width, channels }, tiles) {
    forEachTile(tiles, channels, (tile, down, across, c) => {
      const products = square(6, (row, column) => value(planes.offset + (row * 6 + column) * planes.stride + tile * channels + c));
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

  winogradOutputGradient(planes, image, { height, width, channels }, tiles) {
    forEachTile(tiles, channels, (tile, down, across, c) => {
      const pixels = square(4, (row, column) => {
        const y = down * 4 + row;
        const x = across * 4 + column;
        return y < height && x < width ? value(image + (y * width + x) * channels + c) : 0;
      });
      const gradient = sandwich(transpose(A_TRANSPOSED), pixels);
      for (let place = 0; place < 36; place++)
        values[planes.offset + place * planes.stride + tile * channels + c] = at(gradient, Math.floor(place / 6), place % 6);
    });
  },

  winogradWeights({ weights, transformed, transposed, stride }, { inputs, filters }, panel) {
    for (let input = 0; input < inputs; input++) {
      for (let lane = 0; lane < PANEL_COLUMNS; lane++) {
        const filter = square(3, (row, column) => value(weights + ((row * 3 + column) * inputs + input) * PANEL_COLUMNS + lane));
        const large = sandwich(G, filter);
        const column = panel * PANEL_COLUMNS + lane;
        const transposedPlace = (Math.floor(input / PANEL_COLUMNS) * filters + column) * PANEL_COLUMNS + (input % PANEL_COLUMNS);
        for (let place = 0; place < 36; place++) {
          const entry = at(large, Math.floor(place / 6), place % 6);
          values[transformed + place * stride + (panel * inputs + input) * PANEL_COLUMNS + lane] = entry;
          if (transposed !== null) values[transposed + place * stride + transposedPlace] = entry;
        }
      }
    }
  },

  winogradWeightsGradient({ planes, gradient }, { inputs }, panel) {
    for (let input = 0; input < inputs; input++) {
      for (let lane = 0; lane < PANEL_COLUMNS; lane++) {
        const source = planes.offset + (panel * inputs + input) * PANEL_COLUMNS + lane;
        const small = sandwich(
          transpose(G),
          square(6, (row, column) => value(source + (row * 6 + column) * planes.stride)),
        );
        for (let tap = 0; tap < 9; tap++)
          values[gradient + (tap * inputs + input) * PANEL_COLUMNS + lane] = at(small, Math.floor(tap / 3), tap % 3);
      }
    }
  },
});

function forEachTile(tiles: Tiles, channels: number, visit: (tile: number, down: number, across: number, channel: number) => void): void {
  for (let down = 0; down < tiles.down; down++) {
    for (let across = 0; across < tiles.across; across++) {
      for (let c = 0; c < channels; c++) visit(down * tiles.across + across, down, across, c);
    }
  }
}
