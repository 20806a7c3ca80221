/**
 * A network laid out in memory: activations, parameters and gradients have their places, layers and loss have become
 * operators on them. Building is a pure function of spec and options, so every thread that builds the same network
 * over the same memory sees the same places.
 */

import { KasaneError } from '../kasane-error';
import type { Kernels } from '../kernels/kernels';
import { createFrom, type KindSpec } from '../kind';
import { phrase } from '../phrase';
import { createRandom } from '../random/threefry';
import { describeNetwork, type NetworkSpec } from './description';
import type { LayerOperator } from './layers/layer';
import { type Activations, type Layout, reserveActivations } from './layout';
import { lossKinds } from './losses';
import type { LossOperator } from './losses/loss';
import { elementCount, type NamedTensor, type Parameter, parameterName, readTensor, writeTensor } from './parameter';
import { featuresOf } from './shape';
import { compileStack, type LayerDescription, stackParameters } from './stack';

export interface Network {
  readonly layers: readonly LayerDescription[];
  /** The most samples in a batch, the most shards it is cut into, and the most samples of one. */
  readonly capacity: number;
  readonly shards: number;
  readonly shardRows: number;
  readonly input: Activations;
  /** As in `Stack`. */
  readonly outputs: readonly (Activations | null)[];
  readonly gradients: readonly (Activations | null)[];
  /** Forward in this order, backward in reverse. */
  readonly operators: readonly LayerOperator[];
  readonly loss: LossOperator;
  /** Of the last layer. Means something only where gradients are wanted. */
  readonly outputGradient: Activations;
  /** Where the gradient of the input goes; null where nobody wants it. */
  readonly inputGradient: Activations | null;
  readonly parameters: readonly Parameter[];
  /** To be called after parameters were set from outside the optimizer. */
  parametersChanged(kernels: Kernels): void;
}

export interface NetworkOptions {
  readonly capacity: number;
  /** Whether gradients are wanted. */
  readonly training: boolean;
  /** Whether that of the input is wanted too. */
  readonly inputGradient?: boolean;
  /** What random numbers of layers are a function of. */
  readonly seed?: number;
  readonly loss?: KindSpec;
  /** Whether most numbers of the inputs are 0. */
  readonly mostlyZero?: boolean;
  /** Whether every layer's own output is to be looked at; takes more memory and time. */
  readonly everyOutput?: boolean;
}

/**
 * At most this many rows a shard. Few enough that threads share a batch evenly, many enough that the sums of each
 * shard's weight gradients cost little.
 */
const SHARD_ROWS = 32;

export function buildNetwork(spec: NetworkSpec, layout: Layout, options: NetworkOptions): Network {
  const { capacity, training, seed = 0, loss = { type: 'softmax-cross-entropy' }, mostlyZero = false, everyOutput = false } = options;
  const shards = Math.ceil(capacity / SHARD_ROWS);
  const shardRows = Math.ceil(capacity / shards);
  const layers = describeNetwork(spec);
  const parameters = placeParameters(layers, layout, training);
  const input = { ...reserveActivations(layout, capacity, featuresOf(spec.input)), mostlyZero };
  const inputGradient = options.inputGradient ? reserveActivations(layout, capacity, input.features) : null;
  let layersCounted = 0;
  const ordinal = () => layersCounted++;
  const context = { layout, capacity, shards, shardRows, training, seed, ordinal, everyOutput, input, inputGradient, parameters };
  const { operators, outputs, gradients, output, outputGradient } = compileStack(layers, context);
  return {
    layers,
    capacity,
    shards,
    shardRows,
    input,
    outputs,
    gradients,
    operators,
    loss: createFrom(lossKinds, loss).compile({ layout, capacity, logits: output, gradient: outputGradient }),
    outputGradient,
    inputGradient,
    parameters,
    parametersChanged(kernels) {
      for (const operator of operators) operator.parametersChanged?.(kernels);
    },
  };
}

/** All parameters first, then all gradients in the same order, each tensor on its own cache lines. */
function placeParameters(layers: readonly LayerDescription[], layout: Layout, training: boolean): Parameter[] {
  const placed = stackParameters(layers).map((declaration) => ({
    ...declaration,
    ordinal: (declaration.group ?? 0) + 1,
    offset: layout.reserveValues(declaration.storage.count),
    gradient: -1,
  }));
  if (!training) return placed;
  return placed.map((each) => (each.trained ? { ...each, gradient: layout.reserveValues(each.storage.count) } : each));
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
  if (extra) throw new ParameterMismatch(phrase`${extra.name} belongs to no layer; this network has ${names.join(', ')}`);
  const pairs = network.parameters.map((parameter) => ({ parameter, tensor: matching(parameter, tensors) }));
  for (const { parameter, tensor } of pairs) writeTensor(kernels.memory, parameter, tensor.values);
  network.parametersChanged(kernels);
}

function matching(parameter: Parameter, tensors: readonly NamedTensor[]): NamedTensor {
  const name = parameterName(parameter);
  const tensor = tensors.find((each) => each.name === name);
  if (!tensor) throw new ParameterMismatch(phrase`${name} is missing; this network needs it with shape [${parameter.shape}]`);
  if (tensor.shape.join() !== parameter.shape.join()) {
    throw new ParameterMismatch(phrase`${name} has shape [${tensor.shape}]; this network needs [${parameter.shape}]`);
  }
  return tensor;
}

/** Parameters that do not belong to the network they were meant for. */
export class ParameterMismatch extends KasaneError {
  override name = 'ParameterMismatch';
}
