import type { Kernels } from '../../kernels/kernels';
import type { Shard } from '../layers/layer';
import type { Activations, Layout } from '../layout';

export interface LossContext {
  readonly layout: Layout;
  readonly capacity: number;
  readonly logits: Activations;
  /** Where dLoss/dLogits goes. */
  readonly gradient: Activations;
}

export interface LossOperator {
  /** Byte offset of one label a row, to be filled before `run`. */
  readonly labels: number;
  /** Offset of each row's loss, nats. */
  readonly losses: number;
  /** Offset of each row's most probable class. */
  readonly predictions: number;
  readonly probabilities: Activations;
  /** While training; the gradient is that of the loss times `gradientScale`. */
  run(kernels: Kernels, shard: Shard, gradientScale: number): void;
  /** In inference: the plain loss, without what only training does to it. */
  infer(kernels: Kernels, shard: Shard): void;
}

export interface Loss {
  compile(context: LossContext): LossOperator;
  /** The call that makes it, of the exported package's layers.py. */
  readonly numpy: string;
}
