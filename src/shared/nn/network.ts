/**
 * A network laid out in memory: activations, parameters and gradients have their places, layers and loss have become
 * operators on them. Building is a pure function of spec and capacity, so every thread that builds the same network
 * over the same memory sees the same places.
 */
import { KasaneError } from '../kasane-error';
import type { Kernels } from '../kernels/kernels';
import { createRandom } from '../random/threefry';
import { describeNetwork, type LayerDescription, type NetworkSpec } from './description';
import { createFrom } from './kind';
import type { GradientItem, LayerOperator, Rows } from './layers/layer';
import { type Activations, type Layout, reserveActivations } from './layout';
import { lossKinds } from './losses';
import type { LossOperator } from './losses/loss';
import { elementCount, type NamedTensor, type Parameter, parameterName, readTensor, writeTensor } from './parameter';
import { featuresOf } from './shape';

export interface Network {
  readonly layers: readonly LayerDescription[];
  /** The most samples in a batch. */
  readonly capacity: number;
  readonly input: Activations;
  readonly loss: LossOperator;
  readonly parameters: readonly Parameter[];
  /** Pieces of the parameter gradients; empty for a network that is only asked. */
  readonly gradients: readonly GradientItem[];
  forward(kernels: Kernels, rows: Rows): void;
  backward(kernels: Kernels, rows: Rows): void;
  /** To be called after parameters were set from outside the optimizer. */
  parametersChanged(kernels: Kernels): void;
}

export interface NetworkOptions {
  readonly capacity: number;
  /** Whether gradients are wanted. */
  readonly training: boolean;
}

export function buildNetwork(spec: NetworkSpec, layout: Layout, { capacity, training }: NetworkOptions): Network {
  const layers = describeNetwork(spec);
  const parameters = placeParameters(layers, layout, training);
  const input = reserveActivations(layout, capacity, featuresOf(spec.input));
  const outputs = layers.map((layer) => reserveActivations(layout, capacity, featuresOf(layer.output)));
  const logits = outputs.at(-1);
  if (!logits) throw new Error('a network needs at least one layer');
  // Layer i writes dLoss/dInput where layer i − 1 reads its dLoss/dOutput; the loss writes the last one.
  const gradients = outputs.map((output, index) =>
    training || index === outputs.length - 1 ? reserveActivations(layout, capacity, output.features) : output,
  );

  const operators: LayerOperator[] = layers.map((description, index) =>
    description.layer.compile({
      layout,
      capacity,
      input: outputs[index - 1] ?? input,
      output: at(outputs, index),
      outputGradient: at(gradients, index),
      inputGradient: training && index > 0 ? at(gradients, index - 1) : null,
      parameters: parameters[index] ?? [],
    }),
  );
  const loss = createFrom(lossKinds, { type: 'softmax-cross-entropy' }).compile({
    layout,
    capacity,
    logits,
    gradient: at(gradients, gradients.length - 1),
  });

  return {
    layers,
    capacity,
    input,
    loss,
    parameters: parameters.flat(),
    gradients: training ? operators.flatMap((operator) => operator.gradients) : [],
    forward(kernels, rows) {
      for (const operator of operators) operator.forward(kernels, rows);
    },
    backward(kernels, rows) {
      for (const operator of operators.toReversed()) operator.backward(kernels, rows);
    },
    parametersChanged(kernels) {
      for (const operator of operators) operator.parametersChanged?.(kernels);
    },
  };
}

/** All parameters first, then all gradients in the same order, each tensor on its own cache lines. */
function placeParameters(layers: readonly LayerDescription[], layout: Layout, training: boolean): Parameter[][] {
  let ordinal = 0;
  const placed = layers.map((layer) => {
    if (layer.parameters.length > 0) ordinal++;
    return layer.parameters.map((declaration) => ({
      ...declaration,
      ordinal,
      offset: layout.reserveValues(declaration.storage.count),
      gradient: -1,
    }));
  });
  if (!training) return placed;
  return placed.map((each) => each.map((parameter) => ({ ...parameter, gradient: layout.reserveValues(parameter.storage.count) })));
}

/** Initial values, a function of the seed alone. */
export function initializeParameters(network: Network, kernels: Kernels, seed: number): void {
  const random = createRandom(seed, 'initialization');
  network.parameters.forEach((parameter, tensor) => {
    const { initializer, fanIn, fanOut } = parameter;
    const values = Float32Array.from({ length: elementCount(parameter.shape) }, (_, index) =>
      initializer.draw(random, tensor, index, fanIn, fanOut),
    );
    writeTensor(kernels.memory, parameter, values);
  });
  network.parametersChanged(kernels);
}

export const readParameters = (network: Network, kernels: Kernels): NamedTensor[] =>
  network.parameters.map((parameter) => readTensor(kernels.memory, parameter));

/** Sets every parameter of the network. Throws a ParameterMismatch where a name or shape differs; nothing is set then. */
export function writeParameters(network: Network, kernels: Kernels, tensors: readonly NamedTensor[]): void {
  const names = network.parameters.map(parameterName);
  const extra = tensors.find((tensor) => !names.includes(tensor.name));
  if (extra) throw new ParameterMismatch(`${extra.name} belongs to no layer; this network has ${names.join(', ')}`);
  const pairs = network.parameters.map((parameter) => ({ parameter, tensor: matching(parameter, tensors) }));
  for (const { parameter, tensor } of pairs) writeTensor(kernels.memory, parameter, tensor.values);
  network.parametersChanged(kernels);
}

function matching(parameter: Parameter, tensors: readonly NamedTensor[]): NamedTensor {
  const name = parameterName(parameter);
  const tensor = tensors.find((each) => each.name === name);
  if (!tensor) throw new ParameterMismatch(`${name} is missing; this network needs it with shape [${parameter.shape}]`);
  if (tensor.shape.join() !== parameter.shape.join()) {
    throw new ParameterMismatch(`${name} has shape [${tensor.shape}]; this network needs [${parameter.shape}]`);
  }
  return tensor;
}

/** Parameters that do not belong to the network they were meant for. */
export class ParameterMismatch extends KasaneError {
  override name = 'ParameterMismatch';
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`index ${index} is outside a list of ${list.length}`);
  return found;
}
