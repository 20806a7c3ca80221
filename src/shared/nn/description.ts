/** What a network looks like before it is built: shapes, parameters and cost of every layer. */
import { createFrom, findKind, type KindSpec } from './kind';
import { layerKinds } from './layers';
import type { Layer } from './layers/layer';
import { elementCount, type ParameterDeclaration } from './parameter';
import type { Shape } from './shape';

export interface NetworkSpec {
  readonly input: Shape;
  readonly layers: readonly KindSpec[];
}

export interface LayerDescription {
  readonly spec: KindSpec;
  readonly label: string;
  readonly layer: Layer;
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters: readonly ParameterDeclaration[];
  /** Trained numbers. */
  readonly parameterCount: number;
  /** Of one sample's forward pass. */
  readonly multiplyAccumulates: number;
}

/** Called with the index of a layer that cannot follow the one before it; must throw. */
export type OnMisfit = (index: number, error: unknown) => never;

const rethrow: OnMisfit = (_index, error) => {
  throw error;
};

export function describeNetwork(network: NetworkSpec, onMisfit: OnMisfit = rethrow): LayerDescription[] {
  let input = network.input;
  return network.layers.map((spec, index) => {
    const description = describeLayer(spec, input, (error) => onMisfit(index, error));
    input = description.output;
    return description;
  });
}

function describeLayer(spec: KindSpec, input: Shape, onMisfit: (error: unknown) => never): LayerDescription {
  const layer = createFrom(layerKinds, spec);
  const output = outputShape(layer, input, onMisfit);
  const parameters = layer.parameters(input);
  return {
    spec,
    label: findKind(layerKinds, spec.type).label,
    layer,
    input,
    output,
    parameters,
    parameterCount: parameters.reduce((sum, parameter) => sum + elementCount(parameter.shape), 0),
    multiplyAccumulates: layer.multiplyAccumulates(input),
  };
}

function outputShape(layer: Layer, input: Shape, onMisfit: (error: unknown) => never): Shape {
  try {
    return layer.outputShape(input);
  } catch (error) {
    return onMisfit(error);
  }
}

/** `784-50-10`: the input and the output of every layer that learns. */
export function networkSummary(network: NetworkSpec): string {
  const [first, ...others] = describeNetwork(network).filter((each) => each.parameterCount > 0);
  if (!first) return '';
  const size = (shape: Shape) => (shape.length === 1 ? String(shape[0]) : shape.join('×'));
  return [elementCount(first.input), size(first.output), ...others.map((each) => size(each.output))].join('-');
}
