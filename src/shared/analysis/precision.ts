/** Parameters kept with fewer bits, as files and small devices do. The arithmetic stays float32. */
import { floatAt } from '../at';
import type { NamedTensor } from '../nn/parameter';

export interface Precision {
  readonly id: 'float32' | 'float16' | 'int8';
  /** The tensor as it comes back from so few bits. */
  round(tensor: NamedTensor): NamedTensor;
  /** What it takes on disk, its scales counted. */
  bytes(tensor: NamedTensor): number;
}

export const precisions: readonly Precision[] = [
  { id: 'float32', round: (tensor) => tensor, bytes: ({ values }) => values.length * 4 },
  {
    id: 'float16',
    round: (tensor) => ({ ...tensor, values: tensor.values.map(toHalf) }),
    bytes: ({ values }) => values.length * 2,
  },
  {
    // Weights only, each output with a scale of its own; the few numbers of a vector stay as they are.
    id: 'int8',
    round: (tensor) => (tensor.shape.length > 1 ? { ...tensor, values: toBytes(tensor) } : tensor),
    bytes: (tensor) => (tensor.shape.length > 1 ? tensor.values.length + 4 * outputsOf(tensor).count : tensor.values.length * 4),
  },
];

/** The nearest float16 (IEEE 754 binary16, ties to even), as a float32; beyond ±65,504 infinite. */
export function toHalf(value: number): number {
  const size = Math.abs(value);
  if (!(size < 65_520)) return Number.isNaN(value) ? value : Math.sign(value) * Infinity;
  // Numbers between two powers of two are 2^(exponent − 10) apart; below 2^−14 all are 2^−24 apart.
  const exponent = Math.max(size === 0 ? -14 : Math.floor(Math.log2(size)), -14);
  const unit = 2 ** (exponent - 10);
  return toEven(value / unit) * unit;
}

function toEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** Dense weights are [in, out], filters [out, in, height, width]: how many outputs, and which one an element belongs to. */
function outputsOf({ shape, values }: NamedTensor) {
  const first = shape.length > 2;
  const count = (first ? shape[0] : shape.at(-1)) ?? 1;
  const each = values.length / count;
  return { count, of: (index: number) => (first ? Math.floor(index / each) : index % count) };
}

/** value ≈ scale[output] · whole number within ±127. */
function toBytes(tensor: NamedTensor): Float32Array {
  const { count, of } = outputsOf(tensor);
  const scales = new Float32Array(count);
  tensor.values.forEach((value, index) => {
    const output = of(index);
    scales[output] = Math.max(floatAt(scales, output), Math.abs(value) / 127);
  });
  return tensor.values.map((value, index) => {
    const scale = floatAt(scales, of(index));
    return scale > 0 ? Math.round(value / scale) * scale : 0;
  });
}
