import type { MatrixKernels } from '../kernels';
import { PANEL_COLUMNS, type Panels, type Rows } from '../operands';
import type { Access } from './access';

export function matrixKernels({ values, bytes, value, byte }: Access): MatrixKernels {
  return {
    bytesToValues(at, count, { scale, shift }) {
      for (let i = 0; i < count; i++) values[at.values + i] = byte(at.bytes + i) * scale + shift;
    },

    multiply(a, b, c, { rows, inner, panels }, start) {
      for (let m = 0; m < rows; m++) {
        for (let n = 0; n < panels * PANEL_COLUMNS; n++) {
          const result = inRows(c, m, n);
          let sum = 0;
          if (start === 'accumulate') sum = value(result);
          else if (start) sum = value(start.bias + n);
          for (let k = 0; k < inner; k++) sum += value(inRows(a, m, k)) * value(inPanels(b, k, n));
          values[result] = sum;
        }
      }
    },

    multiplyTransposed(a, b, c, { rows, inner, panels }, accumulate) {
      for (let m = 0; m < rows; m++) {
        for (let n = 0; n < panels * PANEL_COLUMNS; n++) {
          const result = inPanels(c, m, n);
          let sum = accumulate ? value(result) : 0;
          for (let k = 0; k < inner; k++) sum += value(inRows(a, k, m)) * value(inRows(b, k, n));
          values[result] = sum;
        }
      }
    },

    findNonZeros(x, { rows, columns }, lists, masks) {
      const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let n = 0; masks !== null && n < columns; n++) words.setUint32(masks + 4 * n, 0, true);
      for (let m = 0; m < rows; m++) {
        let count = 0;
        for (let n = 0; n < columns; n++) {
          if (value(x.offset + m * x.stride + n) === 0) continue;
          count++;
          words.setUint16(lists.offset + m * lists.stride + 2 * count, n, true);
          if (masks !== null) words.setUint32(masks + 4 * n, words.getUint32(masks + 4 * n, true) | (1 << m), true);
        }
        words.setUint16(lists.offset + m * lists.stride, count, true);
      }
    },

    multiplyListed(a, b, c, { rows, panels }, lists, bias) {
      const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let m = 0; m < rows; m++) {
        const list = lists.offset + m * lists.stride;
        const places = Array.from({ length: words.getUint16(list, true) }, (_, i) => words.getUint16(list + 2 + 2 * i, true));
        for (let n = 0; n < panels * PANEL_COLUMNS; n++) {
          let sum = bias === null ? 0 : value(bias + n);
          for (const k of places) sum += value(inRows(a, m, k)) * value(inPanels(b, k, n));
          values[inRows(c, m, n)] = sum;
        }
      }
    },

    multiplyMasked(a, b, c, { rows, panels }, { offset, stride, parts, partPlaces }) {
      const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let m = 0; m < rows; m++) {
        const places: number[] = [];
        for (let part = 0; part < parts; part++) {
          const mask = words.getUint32(offset + part * stride + 4 * m, true);
          for (let bit = 0; bit < partPlaces; bit++) if ((mask >>> bit) & 1) places.push(part * partPlaces + bit);
        }
        for (let n = 0; n < panels * PANEL_COLUMNS; n++) {
          let sum = 0;
          for (const k of places) sum += value(inRows(a, k, m)) * value(inRows(b, k, n));
          values[inPanels(c, m, n)] = sum;
        }
      }
    },

    transposePanel({ source, target }, { rows, columns }, panel, { from, to }) {
      for (let k = from; k < to; k++) {
        for (let lane = 0; lane < PANEL_COLUMNS; lane++) {
          const n = panel * PANEL_COLUMNS + lane;
          if (n >= columns) continue;
          const targetPanel = Math.floor(k / PANEL_COLUMNS);
          const place = target + (targetPanel * columns + n) * PANEL_COLUMNS + (k % PANEL_COLUMNS);
          values[place] = value(source + (panel * rows + k) * PANEL_COLUMNS + lane);
        }
      }
    },

    sumRows(source, { rows, columns }, destination, accumulate) {
      for (let n = 0; n < columns; n++) {
        let sum = accumulate ? value(destination + n) : 0;
        for (let m = 0; m < rows; m++) sum += value(source.offset + m * source.stride + n);
        values[destination + n] = sum;
      }
    },

    copyRows(source, destination, { rows, columns }) {
      for (let m = 0; m < rows; m++) {
        for (let n = 0; n < columns; n++)
          values[destination.offset + m * destination.stride + n] = value(source.offset + m * source.stride + n);
      }
    },

    add({ a, b, y }, count) {
      for (let i = 0; i < count; i++) values[y + i] = value(a + i) + value(b + i);
    },

    fill(from, count, filling) {
      for (let i = 0; i < count; i++) values[from + i] = filling;
    },
  };
}

const inRows = ({ offset, stride }: Rows, m: number, n: number) => offset + m * stride + n;
const inPanels = ({ offset, stride }: Panels, m: number, n: number) =>
  offset + Math.floor(n / PANEL_COLUMNS) * stride + m * PANEL_COLUMNS + (n % PANEL_COLUMNS);
