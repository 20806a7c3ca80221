import type { Kernels } from '../../../kernels/kernels';
import type { Parameter } from '../../parameter';
import type { LayerContext, Shard } from '../layer';
import type { WindowGeometry } from '../window';

/** One way to compute a convolution, laid out in memory. */
export interface ConvolutionAlgorithm {
  forward(kernels: Kernels, shard: Shard): void;
  /**
   * From the output's gradient to the input's, if wanted, and to the shard's sums of the weights' gradient (stored like
   * the weights) and of the bias', which are overwritten.
   */
  backward(kernels: Kernels, shard: Shard, weightSums: number, biasSums: number): void;
  /** Refreshes second copies of one panel of 8 filters after it changed. */
  panelChanged(kernels: Kernels, panel: number): void;
}

export type CreateConvolution = (
  context: LayerContext,
  geometry: WindowGeometry,
  weights: Parameter,
  bias: Parameter,
) => ConvolutionAlgorithm;
