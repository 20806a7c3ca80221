import type { MatrixKernels } from '../kernels';
import { PANEL_COLUMNS } from '../kernels';
import type { Access } from './access';

export function matrixKernels({ values, bytes, value, byte }: Access): MatrixKernels {
  return {
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

    findNonZeros(x, rowStride, rows, columns, lists, listStride, masks) {
      const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let n = 0; masks >= 0 && n < columns; n++) words.setUint32(masks + 4 * n, 0, true);
      for (let m = 0; m < rows; m++) {
        let count = 0;
        for (let n = 0; n < columns; n++) {
          if (value(x + m * rowStride + n) === 0) continue;
          count++;
          words.setUint16(lists + m * listStride + 2 * count, n, true);
          if (masks >= 0) words.setUint32(masks + 4 * n, words.getUint32(masks + 4 * n, true) | (1 << m), true);
        }
        words.setUint16(lists + m * listStride, count, true);
      }
    },

    multiplyListed(a, aRow, aInner, b, bPanel, bInner, c, cPanel, cRow, rows, _inner, panels, bias, lists, listStride) {
      const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let m = 0; m < rows; m++) {
        const list = lists + m * listStride;
        const places = Array.from({ length: words.getUint16(list, true) }, (_, i) => words.getUint16(list + 2 + 2 * i, true));
        multiplyRow(places, a + m * aRow, aInner, b, bPanel, bInner, c + m * cRow, cPanel, panels, bias);
      }
    },

    multiplyMasked(a, aRow, aInner, b, bPanel, bInner, c, cPanel, cRow, rows, panels, masks, maskStride, parts, partPlaces) {
      const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let m = 0; m < rows; m++) {
        const places: number[] = [];
        for (let part = 0; part < parts; part++) {
          const mask = words.getUint32(masks + part * maskStride + 4 * m, true);
          for (let bit = 0; bit < partPlaces; bit++) if ((mask >>> bit) & 1) places.push(part * partPlaces + bit);
        }
        multiplyRow(places, a + m * aRow, aInner, b, bPanel, bInner, c + m * cRow, cPanel, panels, -1);
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
  };

  /** One row of a product over the given places of its sum. */
  // biome-ignore format: one operand a line
  function multiplyRow(
    places: readonly number[], a: number, aInner: number, b: number, bPanel: number, bInner: number,
    c: number, cPanel: number, panels: number, bias: number,
  ): void {
    for (let n = 0; n < panels * PANEL_COLUMNS; n++) {
      const panel = Math.floor(n / PANEL_COLUMNS);
      const lane = n % PANEL_COLUMNS;
      let sum = bias >= 0 ? value(bias + n) : 0;
      for (const k of places) sum += value(a + k * aInner) * value(b + panel * bPanel + k * bInner + lane);
      values[c + panel * cPanel + lane] = sum;
    }
  }
}
