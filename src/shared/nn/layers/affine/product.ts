import type { Kernels } from '../../../kernels/kernels';
import type { Parameter } from '../../parameter';
import type { GradientItem, LayerContext, Shard } from '../layer';

/** One way to multiply with W, laid out in memory. */
export interface AffineProduct {
  /** y = x·W + b of a shard. */
  forward(kernels: Kernels, shard: Shard): void;
  /** dW = xᵀ·dy in pieces. */
  readonly gradients: readonly GradientItem[];
}

/** Copies the rows [from, to) of one panel of W into its transpose. */
export type RefreshTransposed = (kernels: Kernels, panel: number, from: number, to: number) => void;

export type CreateProduct = (context: LayerContext, weights: Parameter, bias: Parameter, refresh: RefreshTransposed) => AffineProduct;
