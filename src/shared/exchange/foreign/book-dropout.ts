/**
 * The book's Dropout (ch. 6.4.3) multiplies by the share it keeps when it predicts, where others divide by it while they train.
 * Networks trained with it predict as the book's code does once that share is in the weights that follow.
 */
import type { KindSpec } from '../../kind';
import type { NetworkSpec } from '../../nn/description';
import type { NamedTensor } from '../../nn/parameter';

/** Layers that a factor goes through: f(k·x) = k·f(x) for k > 0. */
const HOMOGENEOUS = ['relu', 'leaky-relu', 'max-pool', 'average-pool', 'global-average-pool', 'flatten'];

/** Null where there is no dropout, or where what follows one is not proportional to it. */
export function withBookDropout({ layers }: NetworkSpec, tensors: readonly NamedTensor[]): readonly NamedTensor[] | null {
  if (!layers.some(({ type }) => type === 'dropout')) return null;
  const factors = new Map<string, number>();
  const multiply = (name: string, by: number) => factors.set(name, (factors.get(name) ?? 1) * by);
  let kept = 1;
  let ordinal = 0;
  for (const { type, ratio } of layers as readonly (KindSpec & { ratio?: number })[]) {
    if (type === 'dropout') kept *= 1 - (ratio ?? 0.5);
    else if (type === 'affine' || type === 'conv2d') {
      ordinal += 1;
      multiply(`W${ordinal}`, kept);
      kept = 1;
    } else if (type === 'batch-norm') {
      ordinal += 1;
      if (kept !== 1) return null;
    } else if (kept !== 1 && !HOMOGENEOUS.includes(type)) return null;
  }
  // After the last weights: of them and of their bias.
  if (kept !== 1) for (const letter of ['W', 'b']) multiply(`${letter}${ordinal}`, kept);
  return tensors.map((tensor) => {
    const by = factors.get(tensor.name) ?? 1;
    return by === 1 ? tensor : { ...tensor, values: tensor.values.map((value) => value * by) };
  });
}
