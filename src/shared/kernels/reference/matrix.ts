import type { MatrixKernels } from '../kernels';
import { PANEL_COLUMNS } from '../kernels';
import type { Access } from './access';

export const matrixKernels = ({ values, value, byte }: Access): MatrixKernels => ({
  bytesToValues(source, destination, count, scale, shift) {
    for (let i = 0; i < count; i++) values[destination + i] = byte(source + i) * scale + shift;
  },

  multiply(a, aRow, aInner, b, bPanel, bInner, c, cPanel, cRow, rows, inner, panels, bias, accumulate) {
    for (let m = 0; m < rows; m++) {
      for (let n = 0; n < panels * PANEL_COLUMNS; n++) {
        const panel = Math.floor(n / PANEL_COLUMNS);
        const lane = n % PANEL_COLUMNS;
        const result = c + panel * cPanel + m * cRow + lane;
        let sum = 0;
        if (accumulate) sum = value(result);
        else if (bias >= 0) sum = value(bias + n);
        for (let k = 0; k < inner; k++) sum += value(a + m * aRow + k * aInner) * value(b + panel * bPanel + k * bInner + lane);
        values[result] = sum;
      }
    }
  },

  transposePanel(b, bInner, panel, from, to, transposed, transposedInner) {
    for (let k = from; k < to; k++) {
      for (let lane = 0; lane < PANEL_COLUMNS; lane++) {
        const n = panel * PANEL_COLUMNS + lane;
        if (n >= transposedInner) continue;
        const targetPanel = Math.floor(k / PANEL_COLUMNS);
        const target = transposed + (targetPanel * transposedInner + n) * PANEL_COLUMNS + (k % PANEL_COLUMNS);
        values[target] = value(b + (panel * bInner + k) * PANEL_COLUMNS + lane);
      }
    }
  },

  sumRows(source, rowStride, rows, columns, destination, accumulate) {
    for (let n = 0; n < columns; n++) {
      let sum = accumulate ? value(destination + n) : 0;
      for (let m = 0; m < rows; m++) sum += value(source + m * rowStride + n);
      values[destination + n] = sum;
    }
  },

  copyRows(source, sourceStride, destination, destinationStride, rows, columns) {
    for (let m = 0; m < rows; m++) {
      for (let n = 0; n < columns; n++) values[destination + m * destinationStride + n] = value(source + m * sourceStride + n);
    }
  },

  add(a, b, y, count) {
    for (let i = 0; i < count; i++) values[y + i] = value(a + i) + value(b + i);
  },

  fill(from, count, filling) {
    for (let i = 0; i < count; i++) values[from + i] = filling;
  },
});
