import type { Kernels } from '../../kernels/kernels';
import type { Kind } from '../kind';
import type { Activations, Layout } from '../layout';
import type { Parameter, ParameterDeclaration } from '../parameter';
import type { Shape } from '../shape';

/** The rows [from, to) of the batch. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** What a layer gets to lay itself out in memory. */
export interface LayerContext {
  readonly layout: Layout;
  /** The most samples in a batch. */
  readonly capacity: number;
  readonly input: Activations;
  readonly output: Activations;
  /** Where dLoss/dOutput stands, and where the layer puts dLoss/dInput; null for the first layer, which needs none. */
  readonly outputGradient: Activations;
  readonly inputGradient: Activations | null;
  /** In the order of `parameters()`. */
  readonly parameters: readonly Parameter[];
}

/** One independent piece of a layer's parameter gradients, over the whole batch. */
export interface GradientItem {
  /** Computes the gradients of the stored elements [from, from + count) of `parameter`. */
  readonly parameter: Parameter;
  readonly from: number;
  readonly count: number;
  compute(kernels: Kernels, rows: number): void;
  /** Runs after the optimizer changed those elements, for a layer that keeps a second copy of them. */
  updated?(kernels: Kernels): void;
}

/** A layer laid out in memory. The same spec gives the same layout in every thread. */
export interface LayerOperator {
  forward(kernels: Kernels, rows: Rows): void;
  /** From the output's gradient to the input's; parameter gradients are not its business. */
  backward(kernels: Kernels, rows: Rows): void;
  readonly gradients: readonly GradientItem[];
  /** Brings second copies of parameters up to date after all of them were set from outside. */
  parametersChanged?(kernels: Kernels): void;
}

export interface Layer {
  /** Throws a ShapeError where the input does not fit. */
  outputShape(input: Shape): Shape;
  parameters(input: Shape): readonly ParameterDeclaration[];
  /** Multiplications with an addition of one sample's forward pass. */
  multiplyAccumulates(input: Shape): number;
  /** The layer's settings in a few characters, for lists: `50` of a dense layer of 50 units. */
  readonly summary: string;
  compile(context: LayerContext): LayerOperator;
}

export type LayerFamily = 'dense' | 'activation';

export interface LayerKind extends Kind<Layer> {
  readonly family: LayerFamily;
}

/** A layer that cannot follow what stands before it. `setting` is its own setting at fault, if one is. */
export class ShapeError extends Error {
  override name = 'ShapeError';
  constructor(
    readonly setting: string | null,
    message: string,
  ) {
    super(message);
  }
}
