/** Parameters kept with fewer bits, as files and small devices do. The arithmetic stays float32. */
import { floatAt } from '../at';
import { toHalf } from '../formats/float-types';
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
