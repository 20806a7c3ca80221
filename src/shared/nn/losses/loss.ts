import type { Kernels } from '../../kernels/kernels';
import type { Rows } from '../layers/layer';
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
  run(kernels: Kernels, rows: Rows, gradientScale: number): void;
}

export interface Loss {
  compile(context: LossContext): LossOperator;
}
