/**
 * What a layer computes, in the terms that other frameworks have words for. Every layer says so of itself, and an activation
 * how it is written; whoever writes a network for another framework goes through these few instead of through all layers.
 */
import type { WindowGeometry } from './layers/window';
import type { Shape } from './shape';
import type { LayerDescription } from './stack';

export type Operation =
  /** W [in, units], b [units]; an image is flattened first, row by row, the channels of a pixel together. */
  | { readonly op: 'dense' }
  /** W [filters, in, height, width], b [filters] */
  | { readonly op: 'convolution'; readonly geometry: WindowGeometry }
  /** Of each channel; the mean leaves out padding. */
  | { readonly op: 'pooling'; readonly takes: 'largest' | 'mean'; readonly geometry: WindowGeometry }
  /** Of each channel of the whole image. */
  | { readonly op: 'global mean' }
  /** gamma, beta, mean, variance, each [channels] or [features] */
  | { readonly op: 'batch normalisation'; readonly epsilon: number; readonly momentum: number }
  | { readonly op: 'activation'; readonly curve: Curve }
  /** Nothing in inference. */
  | { readonly op: 'dropout'; readonly ratio: number }
  | { readonly op: 'flatten' }
  /** The sum of two ways through layers; a way without any is the identity. */
  | { readonly op: 'sum'; readonly ways: readonly [readonly LayerDescription[], readonly LayerDescription[]] }
  /** The outputs of ways through layers, side by side along their channels; a way without any is the identity. */
  | { readonly op: 'join'; readonly ways: readonly (readonly LayerDescription[])[] };

/** An activation as others write it; `x` is its input. */
export interface Curve {
  readonly numpy: NumpyCurve;
  /** A module of torch.nn. */
  readonly pytorch: string;
  /** A layer of Keras 3. */
  readonly keras: string;
  /** Adds its nodes to a graph; gives the name of what they compute. */
  onnx(graph: OnnxGraph, x: string): string;
}

/** A class with forward and backward, as the book's layers are. */
export interface NumpyCurve {
  readonly name: string;
  /** By the names under which the expressions have them. */
  readonly settings: Readonly<Record<string, number>>;
  /** The output for a NumPy array x, after `import math`, `import numpy as np` and a function `erf` of arrays. */
  readonly y: string;
  /** dL/dx, of x, y and dL/dy, `dout`. */
  readonly dx: string;
}

/** What an activation may add to an ONNX graph (opset 17). */
export interface OnnxGraph {
  /** Gives the name of the node's output. */
  add(type: string, inputs: readonly string[], attributes?: Readonly<Record<string, { readonly float: number }>>): string;
  /** Gives the name of a number, which stands in the graph once. */
  constant(name: string, value: number): string;
}

/** An operation in its place in a network. */
export type PlacedOperation = (
  | Exclude<Operation, { readonly op: 'sum' | 'join' }>
  | { readonly op: 'sum'; readonly ways: readonly [readonly PlacedOperation[], readonly PlacedOperation[]] }
  | { readonly op: 'join'; readonly ways: readonly (readonly PlacedOperation[])[] }
) & {
  readonly label: string;
  readonly input: Shape;
  readonly output: Shape;
  /** Names of its tensors by what they are called in the layer: W → W3. */
  readonly tensors: Readonly<Record<string, string>>;
};

/** The steps of a described network, in the order in which its tensors are numbered. */
export function placedOperations(layers: readonly LayerDescription[]): PlacedOperation[] {
  let ordinal = 0;
  return through(layers);

  function through(stack: readonly LayerDescription[]): PlacedOperation[] {
    return stack.map(({ label, layer, input, output, parameters }): PlacedOperation => {
      const operation = layer.operation(input);
      const place = { label, input, output };
      if (operation.op === 'sum') {
        const [main, past] = operation.ways;
        return { ...place, op: 'sum', ways: [through(main), through(past)], tensors: {} };
      }
      if (operation.op === 'join') return { ...place, op: 'join', ways: operation.ways.map(through), tensors: {} };
      if (parameters.length > 0) ordinal += 1;
      const tensors = Object.fromEntries(parameters.map(({ name }) => [name, `${name}${ordinal}`]));
      return { ...operation, ...place, tensors };
    });
  }
}
