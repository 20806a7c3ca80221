/**
 * The kernels in plain TypeScript: slow, and the definition of what the fast ones must compute. They also run on
 * float64 memory, which is what lets gradients be checked against central differences to many digits.
 */
import type { KernelMemory, Kernels, MemorySize } from './kernels';
import { PANEL_COLUMNS } from './kernels';

export const createReferenceKernels = (size: MemorySize): Kernels =>
  referenceKernels({ values: new Float32Array(size.values), bytes: new Uint8Array(size.bytes) });

/** The same definitions in double precision. */
export const createReferenceKernels64 = (size: MemorySize): Kernels =>
  referenceKernels({ values: new Float64Array(size.values), bytes: new Uint8Array(size.bytes) });

function referenceKernels(memory: KernelMemory): Kernels {
  const { values, bytes } = memory;
  return {
    name: values instanceof Float64Array ? 'reference, float64' : 'reference',
    memory,

    bytesToValues(source, destination, count, scale, shift) {
      for (let i = 0; i < count; i++) values[destination + i] = byte(source + i) * scale + shift;
    },

    multiply(a, b, c, size, bias) {
      for (let m = 0; m < size.rows; m++) {
        for (let n = 0; n < size.panels * PANEL_COLUMNS; n++) {
          const panel = Math.floor(n / PANEL_COLUMNS);
          const lane = n % PANEL_COLUMNS;
          let sum = bias < 0 ? 0 : value(bias + n);
          for (let k = 0; k < size.inner; k++) {
            const left = value(a.offset + m * a.rowStride + k * a.innerStride);
            sum += left * value(b.offset + panel * b.panelStride + k * b.innerStride + lane);
          }
          values[c.offset + panel * c.panelStride + m * c.rowStride + lane] = sum;
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

    sumRows(source, rowStride, rows, columns, destination) {
      for (let n = 0; n < columns; n++) {
        let sum = 0;
        for (let m = 0; m < rows; m++) sum += value(source + m * rowStride + n);
        values[destination + n] = sum;
      }
    },

    relu(x, y, count) {
      for (let i = 0; i < count; i++) values[y + i] = Math.max(value(x + i), 0);
    },
    reluGradient(y, dy, dx, count) {
      for (let i = 0; i < count; i++) values[dx + i] = value(y + i) > 0 ? value(dy + i) : 0;
    },

    sigmoid(x, y, count) {
      for (let i = 0; i < count; i++) values[y + i] = 1 / (1 + Math.exp(-value(x + i)));
    },
    sigmoidGradient(y, dy, dx, count) {
      for (let i = 0; i < count; i++) values[dx + i] = value(dy + i) * value(y + i) * (1 - value(y + i));
    },

    softmaxCrossEntropy(a, from, to, gradientScale) {
      for (let row = from; row < to; row++) {
        const start = row * a.rowStride;
        let prediction = 0;
        for (let n = 1; n < a.classes; n++) {
          if (value(a.logits + start + n) > value(a.logits + start + prediction)) prediction = n;
        }
        const largest = value(a.logits + start + prediction);
        let sum = 0;
        for (let n = 0; n < a.classes; n++) sum += Math.exp(value(a.logits + start + n) - largest);
        const label = byte(a.labels + row);
        for (let n = 0; n < a.classes; n++) {
          const probability = Math.exp(value(a.logits + start + n) - largest) / sum;
          values[a.probabilities + start + n] = probability;
          values[a.gradient + start + n] = (probability - (n === label ? 1 : 0)) * gradientScale;
        }
        values[a.losses + row] = Math.log(sum) + largest - value(a.logits + start + label);
        values[a.predictions + row] = prediction;
      }
    },

    sgd(parameters, gradients, count, learningRate) {
      for (let i = 0; i < count; i++) {
        values[parameters + i] = value(parameters + i) - learningRate * value(gradients + i);
      }
    },
  };

  /** Reads past the end are a planning error, not a zero. */
  function value(offset: number): number {
    const found = values[offset];
    if (found === undefined) throw new RangeError(`offset ${offset} is outside the ${values.length} values of this memory`);
    return found;
  }

  function byte(offset: number): number {
    const found = bytes[offset];
    if (found === undefined) throw new RangeError(`offset ${offset} is outside the ${bytes.length} bytes of this memory`);
    return found;
  }
}
