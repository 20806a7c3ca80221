/**
 * One training step with all its numbers kept: every layer's input, output and parameters, the loss, every gradient, and
 * what the optimizer made of it. Computed by the reference kernels, which are the definition, and once more by the engine
 * that trains, with the greatest difference between the two.
 */
import { floatAt } from '../../at';
import { scalings } from '../../data/batches/scaling';
import type { ImageSet } from '../../data/image-set';
import { KasaneError } from '../../kasane-error';
import type { KernelFactory, Kernels } from '../../kernels/kernels';
import { createReferenceKernels } from '../../kernels/reference';
import { createFrom } from '../../kind';
import { type Activations, Layout, rowOffset } from '../../nn/layout';
import { buildNetwork, initializeParameters, type Network, writeParameters } from '../../nn/network';
import { optimizerKinds } from '../../nn/optimizers';
import type { Optimizer } from '../../nn/optimizers/optimizer';
import { type NamedTensor, type Parameter, parameterName, readTensor } from '../../nn/parameter';
import { type LoadShard, reserveStates, runPlan, stateOf, trainingPlan } from '../../nn/plan';
import { phrase } from '../../phrase';
import { iterationsOf } from '../../spec/iterations';
import type { RunSpec } from '../../spec/run-spec';
import { writeStates } from '../../training/checkpoint';
import { learningRateOf } from '../../training/learning-rate';

/** Where the step begins: initial values, or a checkpoint. */
export interface StepStart {
  readonly spec: RunSpec;
  /** Null: as the seed draws them. */
  readonly parameters: readonly NamedTensor[] | null;
  /** The optimizer's own, as a checkpoint has them; all 0 where there are none. */
  readonly states: readonly NamedTensor[];
  /** Done before it. */
  readonly iteration: number;
  /** Of the run, which its schedule goes by. */
  readonly trainingImages: number;
}

export interface SteppedTensor {
  /** `W1`, and in the layer: `W`. */
  readonly name: string;
  readonly letter: string;
  readonly shape: readonly number[];
  readonly before: Float32Array;
  readonly after: Float32Array;
  /** dL/dW; null of what is not trained. */
  readonly gradient: Float32Array | null;
  /** What the optimizer goes by: clipped, and with weight decay. */
  readonly used: Float32Array | null;
  /** The optimizer's own numbers, by name. */
  readonly states: Readonly<Record<string, { readonly before: Float32Array; readonly after: Float32Array }>>;
}

export interface SteppedLayer {
  /** Its place in the stack, those that are bypassed counted. */
  readonly index: number;
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /** [image][feature], one after another. */
  readonly input: Float32Array;
  readonly output: Float32Array;
  readonly inputGradient: Float32Array;
  readonly outputGradient: Float32Array;
  readonly tensors: readonly SteppedTensor[];
}

export interface SteppedNetwork {
  readonly spec: RunSpec;
  /** The step's own number, from 1. */
  readonly iteration: number;
  readonly learningRate: number;
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
  readonly layers: readonly SteppedLayer[];
  /** [image][class] */
  readonly probabilities: Float32Array;
  /** Nats, of each image. */
  readonly losses: Float32Array;
  /** Between the reference and the engine, over outputs, losses, parameters and their gradients. */
  readonly greatestDifference: number;
  readonly engine: string;
}

/** Of larger networks the numbers are too many to be looked at, and the reference takes too long. */
export const MOST_PARAMETERS = 500_000;

/** Throws a KasaneError of a network that is too large, a ParameterMismatch of parameters that are not its own. */
export function oneStep(
  start: StepStart,
  images: ImageSet,
  engine: { readonly name: string; readonly create: KernelFactory },
): SteppedNetwork {
  const found = takeStep(start, images, createReferenceKernels);
  const other = takeStep(start, images, engine.create);
  return { ...found, greatestDifference: greatestDifference(found, other), engine: engine.name };
}

/** Leaves parameters as they are, so that gradients stay as they were computed. */
const standstill: Optimizer = { learningRate: 0, weightDecay: 0, states: [], updateOf: () => () => undefined };

type Stepped = Omit<SteppedNetwork, 'greatestDifference' | 'engine'>;

function takeStep(start: StepStart, images: ImageSet, create: KernelFactory): Stepped {
  const { spec } = start;
  const optimizer = createFrom(optimizerKinds, spec.optimizer);
  const plain = perform(start, images, create, standstill, 0);
  const updated = perform(start, images, create, optimizer, spec.training.clipNorm);
  const { network, kernels } = plain;
  const { values } = kernels.memory;
  const rows = images.count;
  const of = (place: Activations | null) => (place ? rowsOf(values, place, rows) : new Float32Array());
  let used = 0;
  const layers = network.layers.map((layer, index): SteppedLayer => {
    const own = network.parameters.slice(used, used + layer.parameters.length);
    const same = updated.network.parameters.slice(used, used + layer.parameters.length);
    used += layer.parameters.length;
    const place = index === 0 ? network.input : (network.outputs[index - 1] ?? null);
    const gradient = index === 0 ? network.inputGradient : (network.gradients[index - 1] ?? null);
    return {
      index: layer.index,
      ...{ inputShape: layer.input, outputShape: layer.output },
      input: of(place),
      output: of(network.outputs[index] ?? null),
      inputGradient: of(gradient),
      outputGradient: of(network.gradients[index] ?? null),
      tensors: own.map((parameter, place) => tensorOf(parameter, same[place] ?? parameter, plain, updated)),
    };
  });
  const { losses, probabilities } = network.loss;
  return {
    spec,
    ...{ iteration: start.iteration + 1, learningRate: updated.learningRate },
    pixels: images.pixels.slice(),
    labels: images.labels.slice(),
    layers,
    probabilities: rowsOf(values, probabilities, rows),
    losses: Float32Array.from({ length: rows }, (_, row) => floatAt(values, losses + row)),
  };
}

interface Performed {
  readonly network: Network;
  readonly kernels: Kernels;
  readonly states: ReturnType<typeof reserveStates>;
  readonly before: readonly NamedTensor[];
  readonly statesBefore: ReadonlyMap<Parameter, Readonly<Record<string, Float32Array>>>;
  readonly learningRate: number;
}

function perform(
  { spec, parameters, states: given, iteration, trainingImages }: StepStart,
  images: ImageSet,
  create: KernelFactory,
  optimizer: Optimizer,
  clipNorm: number,
): Performed {
  const rows = images.count;
  const layout = new Layout();
  const network = buildNetwork(spec.network, layout, {
    ...{ capacity: rows, training: true, inputGradient: true, everyOutput: true },
    ...{ seed: spec.seed, loss: spec.training.loss },
  });
  const count = network.parameters.reduce((sum, { storage }) => sum + storage.count, 0);
  if (count > MOST_PARAMETERS)
    throw new KasaneError(phrase`${spec.name} has more than ${MOST_PARAMETERS} parameters; look at a smaller network`, 'spec');
  const states = reserveStates(network, optimizer, layout);
  const { scale, shift } = scalings[spec.data.scaling];
  const staging = layout.reserveBytes(rows * images.size);
  const load: LoadShard = (kernels, { from, to }) => {
    kernels.memory.bytes.set(images.pixels, staging);
    kernels.memory.bytes.set(images.labels, network.loss.labels);
    for (let row = from; row < to; row++)
      kernels.bytesToValues({ bytes: staging + row * images.size, values: rowOffset(network.input, row) }, images.size, { scale, shift });
  };
  const plan = trainingPlan({ network, optimizer, states, layout, load, clipNorm });
  const kernels = create(layout.size());
  if (parameters) writeParameters(network, kernels, parameters);
  else initializeParameters(network, kernels, spec.seed);
  if (given.length > 0 && optimizer.states.length > 0) writeStates(states, kernels, given);
  const before = network.parameters.map((parameter) => readTensor(kernels.memory, parameter));
  const read = (parameter: Parameter) =>
    Object.fromEntries(
      optimizer.states.map((name) => [name, readTensor(kernels.memory, parameter, stateOf(states, parameter, name)).values]),
    );
  const statesBefore = new Map(network.parameters.filter(({ trained }) => trained).map((parameter) => [parameter, read(parameter)]));
  const { iterations, iterationsPerEpoch } = iterationsOf(spec, trainingImages);
  const learningRate = learningRateOf(spec)({ iteration: iteration + 1, iterations, iterationsPerEpoch });
  runPlan(plan, kernels, { iteration: iteration + 1, rows, learningRate });
  return { network, kernels, states, before, statesBefore, learningRate };
}

function tensorOf(parameter: Parameter, same: Parameter, plain: Performed, updated: Performed): SteppedTensor {
  const name = parameterName(parameter);
  const { memory } = updated.kernels;
  const before = updated.before.find((tensor) => tensor.name === name)?.values ?? new Float32Array();
  const states = Object.entries(updated.statesBefore.get(same) ?? {}).map(([state, own]) => [
    state,
    { before: own, after: readTensor(memory, same, stateOf(updated.states, same, state)).values },
  ]);
  return {
    ...{ name, letter: parameter.name, shape: parameter.shape, before },
    after: readTensor(memory, same).values,
    gradient: parameter.trained ? readTensor(plain.kernels.memory, parameter, parameter.gradient).values : null,
    used: parameter.trained ? readTensor(memory, same, same.gradient).values : null,
    states: Object.fromEntries(states),
  };
}

function rowsOf(values: Kernels['memory']['values'], place: Activations, rows: number): Float32Array {
  const found = new Float32Array(rows * place.features);
  for (let row = 0; row < rows; row++) {
    const at = rowOffset(place, row);
    found.set(values.subarray(at, at + place.features), row * place.features);
  }
  return found;
}

/**
 * Of outputs, losses, the parameters' gradients and what became of them. Where several numbers of a pooling window are the
 * largest, as of paper, rounding decides which of them gets the gradient: gradients of activations are not compared.
 */
function greatestDifference(a: Stepped, b: Stepped): number {
  const all = ({ layers, probabilities, losses }: Stepped) => [
    ...layers.flatMap(({ input, output, tensors }) => [
      ...[input, output],
      ...tensors.flatMap(({ before, after, gradient, used, states }) => [
        ...[before, after, ...(gradient ? [gradient] : []), ...(used ? [used] : [])],
        ...Object.values(states).map((each) => each.after),
      ]),
    ]),
    probabilities,
    losses,
  ];
  const theirs = all(b);
  return all(a).reduce((most, own, index) => {
    const other = theirs[index];
    return own.reduce((largest, value, at) => Math.max(largest, Math.abs(value - (other?.[at] ?? Number.NaN))), most);
  }, 0);
}
