/** What a network looks like before it is built: shapes, parameters, cost and receptive field of every layer. */
import type { KindSpec } from '../kind';
import { layerKinds } from './layers';
import type { Window } from './layers/layer';
import { featuresOf, imageSides, type Shape, shapeText } from './shape';
import { describeStack, type LayerDescription, type OnMisfit } from './stack';

export interface NetworkSpec {
  readonly input: Shape;
  readonly layers: readonly KindSpec[];
}

export const describeNetwork = (network: NetworkSpec, onMisfit?: OnMisfit): LayerDescription[] =>
  describeStack(layerKinds, network.layers, network.input, onMisfit);

/**
 * How many pixels of the input one number of each layer's output sees, along one side; null for all of it. A window of
 * size k on what sees r pixels, s apart, sees r + (k − 1)·s; its neighbours are s·stride apart.
 */
export function receptiveFields(layers: readonly LayerDescription[]): (number | null)[] {
  let seen: Window | null = { size: 1, stride: 1 };
  return layers.map(({ layer, input }) => {
    const window = layer.window(input);
    seen = seen && window && { size: seen.size + (window.size - 1) * seen.stride, stride: seen.stride * window.stride };
    return seen?.size ?? null;
  });
}

/** `784-50-10`, or `28×28×1-16c-32c-128-10`: the input, then units or channels of every layer with weights. */
export function networkSummary(network: NetworkSpec): string {
  const [first, ...others] = describeNetwork(network).filter(({ parameters }) => parameters.some((each) => each.decays));
  if (!first) return '';
  const size = (shape: Shape) => {
    const image = imageSides(shape);
    return image ? `${image.channels}c` : String(shape[0]);
  };
  const input = imageSides(first.output) ? shapeText(first.input) : String(featuresOf(first.input));
  return [input, size(first.output), ...others.map((each) => size(each.output))].join('-');
}

export const parameterCount = (layers: readonly LayerDescription[]) => layers.reduce((sum, layer) => sum + layer.parameterCount, 0);
