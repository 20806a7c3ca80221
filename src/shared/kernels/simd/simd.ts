/**
 * The kernels in WebAssembly SIMD: the reference kernels' twin, compiled from `assembly/` by the build. Element offsets
 * become byte addresses here; the arithmetic is plain IEEE multiplication and addition in a fixed order.
 */
import { KasaneError } from '../../kasane-error';
import type { Kernels, MemorySize } from '../kernels';
import moduleBytes from './assembly/index.ts?wasm';

const PAGE_BYTES = 65_536;
/** Nothing is laid out below this address, so that a forgotten offset cannot pass for a real one. */
const BASE_BYTES = 1024;
const VALUE_BYTES = Float32Array.BYTES_PER_ELEMENT;
/** 4 GiB, the reach of a 32-bit address. */
const MAXIMUM_PAGES = 65_536;

interface Exports {
  bytesToValues(source: number, destination: number, count: number, scale: number, shift: number): void;
  // biome-ignore format: one operand a line
  multiply(
    a: number, aRow: number, aInner: number,
    b: number, bPanel: number, bInner: number,
    c: number, cPanel: number, cRow: number,
    rows: number, inner: number, panels: number, bias: number, hasBias: number,
  ): void;
  transposePanel(b: number, bInner: number, panel: number, from: number, to: number, transposed: number, transposedInner: number): void;
  sumRows(source: number, rowStride: number, rows: number, columns: number, destination: number): void;
  relu(x: number, y: number, count: number): void;
  reluGradient(y: number, dy: number, dx: number, count: number): void;
  sigmoid(x: number, y: number, count: number): void;
  sigmoidGradient(y: number, dy: number, dx: number, count: number): void;
  // biome-ignore format: one operand a line
  softmaxCrossEntropy(
    logits: number, rowStride: number, classes: number, labels: number,
    probabilities: number, gradient: number, losses: number, predictions: number,
    from: number, to: number, gradientScale: number,
  ): void;
  sgd(parameters: number, gradients: number, count: number, learningRate: number): void;
}

/** A network and its data that are larger than the memory kernels can address. */
export class MemoryLimitError extends KasaneError {
  override name = 'MemoryLimitError';
}

let compiled: WebAssembly.Module | undefined;

export function createSimdKernels(size: MemorySize): Kernels {
  const valuesEnd = BASE_BYTES + size.values * VALUE_BYTES;
  const pages = Math.ceil((valuesEnd + size.bytes) / PAGE_BYTES);
  if (pages > MAXIMUM_PAGES) {
    const gibibytes = (count: number) => ((count * PAGE_BYTES) / 2 ** 30).toFixed(1);
    throw new MemoryLimitError(
      `${gibibytes(pages)} GiB are needed and ${gibibytes(MAXIMUM_PAGES)} GiB are the limit; use fewer units, a smaller batch or fewer images`,
    );
  }
  const memory = new WebAssembly.Memory({ initial: pages, maximum: MAXIMUM_PAGES, shared: true });
  compiled ??= new WebAssembly.Module(moduleBytes);
  const kernels = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Exports;
  const at = (offset: number) => BASE_BYTES + offset * VALUE_BYTES;
  const atByte = (offset: number) => valuesEnd + offset;

  return {
    name: 'simd',
    memory: {
      values: new Float32Array(memory.buffer, BASE_BYTES, size.values),
      bytes: new Uint8Array(memory.buffer, valuesEnd, size.bytes),
    },
    bytesToValues: (source, destination, count, scale, shift) =>
      kernels.bytesToValues(atByte(source), at(destination), count, scale, shift),
    multiply: (a, b, c, { rows, inner, panels }, bias) =>
      // biome-ignore format: one operand a line
      kernels.multiply(
        at(a.offset), a.rowStride * VALUE_BYTES, a.innerStride * VALUE_BYTES,
        at(b.offset), b.panelStride * VALUE_BYTES, b.innerStride * VALUE_BYTES,
        at(c.offset), c.panelStride * VALUE_BYTES, c.rowStride * VALUE_BYTES,
        rows, inner, panels, at(Math.max(bias, 0)), bias < 0 ? 0 : 1,
      ),
    transposePanel: (b, bInner, panel, from, to, transposed, transposedInner) =>
      kernels.transposePanel(at(b), bInner, panel, from, to, at(transposed), transposedInner),
    sumRows: (source, rowStride, rows, columns, destination) =>
      kernels.sumRows(at(source), rowStride * VALUE_BYTES, rows, columns, at(destination)),
    relu: (x, y, count) => kernels.relu(at(x), at(y), count),
    reluGradient: (y, dy, dx, count) => kernels.reluGradient(at(y), at(dy), at(dx), count),
    sigmoid: (x, y, count) => kernels.sigmoid(at(x), at(y), count),
    sigmoidGradient: (y, dy, dx, count) => kernels.sigmoidGradient(at(y), at(dy), at(dx), count),
    softmaxCrossEntropy: (a, from, to, gradientScale) =>
      // biome-ignore format: one operand a line
      kernels.softmaxCrossEntropy(
        at(a.logits), a.rowStride * VALUE_BYTES, a.classes, atByte(a.labels),
        at(a.probabilities), at(a.gradient), at(a.losses), at(a.predictions),
        from, to, gradientScale,
      ),
    sgd: (parameters, gradients, count, learningRate) => kernels.sgd(at(parameters), at(gradients), count, learningRate),
  };
}
