import type { Kernels } from '../../kernels/kernels';
import type { Kind } from '../../kind';
import { type Phrase, say } from '../../phrase';
import type { Activations, Layout } from '../layout';
import type { Operation } from '../operation';
import type { Parameter, ParameterDeclaration } from '../parameter';
import type { Shape } from '../shape';

/** A piece of the batch: the rows [from, to), the `index`-th such piece. */
export interface Shard {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** The batch of one step. */
export interface Batch {
  /** From 1; 0 in inference. */
  readonly iteration: number;
  /** Samples in it. */
  readonly rows: number;
  /** Pieces with at least one row; a last batch of an epoch may have fewer than others. */
  readonly shards: number;
  /** What is kept of running statistics, 0 … 1; without it by the layer's own momentum. */
  readonly statisticsKept?: number | undefined;
}

/** What a layer gets to lay itself out in memory. */
export interface LayerContext {
  readonly layout: Layout;
  /** The most samples in a batch. */
  readonly capacity: number;
  /** The most pieces a batch is cut into, and the most rows of one. */
  readonly shards: number;
  readonly shardRows: number;
  readonly training: boolean;
  readonly inputShape: Shape;
  readonly input: Activations;
  readonly output: Activations;
  /** Where dLoss/dOutput stands, and where the layer puts dLoss/dInput; null where nobody needs it. */
  readonly outputGradient: Activations;
  readonly inputGradient: Activations | null;
  /** In the order of `parameters()`. */
  readonly parameters: readonly Parameter[];
  /** A number of its own for each layer, from 0: tells the random numbers of one from those of another. */
  readonly ordinal: () => number;
  /** Of the run: what random numbers are a function of. */
  readonly seed: number;
  /** Whether every layer's own output is to be looked at, so that none may be left out or overwritten. */
  readonly everyOutput: boolean;
}

/** Stored elements [from, from + count) of a parameter; multiples of 8. */
export interface Stretch {
  readonly from: number;
  readonly count: number;
}

/**
 * One independent piece of a layer's parameter gradients, over the whole batch. The stretches of all items are the whole
 * parameter, whichever item has them; the norm of all gradients is summed up stretch by stretch, so that where a parameter
 * is cut says what a clipped run comes to, and which stretches an item takes together does not.
 */
export interface GradientItem {
  readonly parameter: Parameter;
  /** What it computes the gradients of. */
  readonly stretches: readonly Stretch[];
  compute(kernels: Kernels, batch: Batch): void;
  /** Runs after the optimizer changed those elements, for a layer that keeps a second copy of them. */
  updated?(kernels: Kernels): void;
}

/**
 * A layer laid out in memory. The same spec gives the same layout in every thread. A gather is for what must be known
 * of the whole batch before `forward` (or `backward`) can run on any part of it: all shards have gathered by then.
 */
export interface LayerOperator {
  gatherForward?(kernels: Kernels, shard: Shard): void;
  forward(kernels: Kernels, shard: Shard, batch: Batch): void;
  /** Forward pass in inference mode; `forward` where it is the same. */
  infer?(kernels: Kernels, shard: Shard): void;
  gatherBackward?(kernels: Kernels, shard: Shard): void;
  /** From the output's gradient to the input's, and to what `gradients` need of this shard. */
  backward(kernels: Kernels, shard: Shard, batch: Batch): void;
  /** Backward pass in inference mode; `backward` where it is the same. */
  inferBackward?(kernels: Kernels, shard: Shard): void;
  readonly gradients: readonly GradientItem[];
  /** Brings second copies of parameters up to date after all of them were set from outside. */
  parametersChanged?(kernels: Kernels): void;
}

/** Where a layer's output stands: in memory of its own; over its input, which it replaces; or it is its input, seen as another shape. */
export type OutputPlace = 'own' | 'over input' | 'input';

export interface Layer {
  /** Throws a ShapeError where the input does not fit. */
  outputShape(input: Shape): Shape;
  parameters(input: Shape): readonly ParameterDeclaration[];
  /** Multiplications with an addition of one sample's forward pass. */
  multiplyAccumulates(input: Shape): number;
  /** How far one number of the output sees: pixels of the input and steps between neighbours; null for all of it. */
  window(input: Shape): Window | null;
  /** The layer's settings in a few words, to follow the key setting if there is one: [50] `units`. */
  readonly detail: Phrase;
  /** Of a layer that can give any number of features: the settings with which it gives so many. */
  resized?(features: number): Readonly<Record<string, unknown>>;
  readonly output: OutputPlace;
  /** Whether backward reads the layer's own output, which then must not be overwritten. */
  readonly readsOutput: boolean;
  /** Whether backward may write the input's gradient where the input stands, which is read no more then. */
  gradientOverInput?(input: Shape): boolean;
  /** Elementwise and non-decreasing, rounding included. */
  readonly rises?: boolean;
  /** Of a layer that is linear: a learnt map, or one that passes on what such a map gives. */
  readonly linear?: 'map' | 'passes';
  /** Whether it silences units at random while training. */
  readonly thins?: boolean;
  /** Whether it sets the spread of its input anew, by what it has seen while training. */
  readonly normalizes?: boolean;
  /** Whether it bends each number by itself: an activation. */
  readonly activates?: boolean;
  /** Of an activation with a side that gives nothing: whether this output lies there. */
  idle?(y: number): boolean;
  /** Of an activation that flattens out: whether this output lies where its slope is a twentieth of the steepest or less. */
  saturated?(y: number): boolean;
  /** Of a layer whose weights can be looked at as images: how many, of what size, and the weight behind each pixel of channel 0. */
  patterns?(input: Shape): Patterns | null;
  /** Whether each number of the output is the largest of some of the input: what rises may as well be applied afterwards. */
  readonly takesLargest?: boolean;
  /** What it computes, for other frameworks. */
  operation(input: Shape): Operation;
  compile(context: LayerContext): readonly LayerOperator[];
}

export interface Patterns {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** The tensor's name, and the place in it of a pixel's channel of a pattern. */
  readonly parameter: string;
  at(pattern: number, row: number, column: number, channel: number): number;
}

export interface Window {
  readonly size: number;
  readonly stride: number;
}

/** Of a layer that maps each place by itself. */
export const pointwise: Window = { size: 1, stride: 1 };

export const layerFamilies = ['dense', 'convolution', 'pooling', 'activation', 'normalization', 'regularization', 'structure'] as const;
export type LayerFamily = (typeof layerFamilies)[number];

export interface LayerKind extends Kind<Layer> {
  readonly family: LayerFamily;
  /** The setting that is changed most, for editing it in place. */
  readonly keySetting?: string;
  /** Settings that change neither shapes nor parameters, so that they may be changed while a run trains. */
  readonly liveSettings?: readonly string[];
  /** Of an activation: the type of initial values that keeps its spread from layer to layer. */
  readonly suits?: string;
}

/** Other settings of a layer with which it fits. */
export interface LayerFix {
  readonly label: Phrase;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A layer that cannot follow what stands before it. `setting` is its own setting at fault, if one is. */
export class ShapeError extends Error {
  override name = 'ShapeError';
  constructor(
    readonly setting: string | null,
    readonly phrase: Phrase,
    /** What its own settings could do about it; empty where nothing. */
    readonly fixes: readonly LayerFix[] = [],
  ) {
    super(say(phrase));
  }
}
