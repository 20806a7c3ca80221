/**
 * A network with its plans, laid out for one purpose: training, or inference. Building is a pure function of the
 * program's spec, so each thread of a team builds its own over the same memory and finds everything in the same place.
 */

import { byteAt, floatAt } from '../at';
import { samplings } from '../data/batches/sampling';
import { type ScalingName, scalings } from '../data/batches/scaling';
import { toHalf } from '../formats/float-types';
import type { MemorySize } from '../kernels/kernels';
import { createFrom } from '../kind';
import type { NetworkSpec } from '../nn/description';
import { Layout, rowOffset } from '../nn/layout';
import { buildNetwork, type Network } from '../nn/network';
import { optimizerKinds } from '../nn/optimizers';
import type { Optimizer } from '../nn/optimizers/optimizer';
import { evaluationPlan, explanationPlan, type LoadShard, type OptimizerStates, type Plan, reserveStates, trainingPlan } from '../nn/plan';
import type { RunSpec } from '../spec/run-spec';
import { keepsPaper, loadImage } from './augment';

/** Plain data, which may be sent to another thread. */
export type ProgramSpec = TrainingProgramSpec | InferenceProgramSpec;

export interface TrainingProgramSpec {
  readonly purpose: 'training';
  readonly spec: RunSpec;
  readonly trainingImages: number;
}

export interface InferenceProgramSpec {
  readonly purpose: 'inference';
  readonly network: NetworkSpec;
  readonly scaling: ScalingName;
  /** The largest batch in inference. */
  readonly capacity: number;
  /** Whether every layer's output can be read afterwards. */
  readonly everyOutput?: boolean;
  /** Keeps the input gradient, for saliency. */
  readonly explains?: boolean;
  /** Whether inputs are rounded to float16 first. */
  readonly halfInputs?: boolean;
}

export type PlanName = 'training' | 'evaluation' | 'explanation';

export interface Program {
  readonly network: Network;
  readonly size: MemorySize;
  readonly plans: Readonly<Partial<Record<PlanName, Plan>>>;
  /** Byte offset of the images of an evaluation, one after another. */
  readonly staging: number;
}

export interface TrainingProgram extends Program {
  readonly optimizer: Optimizer;
  readonly states: OptimizerStates;
  /** Byte offsets of the training images and of their labels. */
  readonly images: number;
  readonly labels: number;
}

export const buildProgram = (spec: ProgramSpec): Program =>
  spec.purpose === 'training' ? buildTrainingProgram(spec) : buildInferenceProgram(spec);

/** The memory that a program lays out, nothing of it made. */
export const planMemory = (spec: ProgramSpec): MemorySize => buildProgram(spec).size;

export function buildInferenceProgram(program: InferenceProgramSpec): Program {
  const { network: spec, scaling, capacity, everyOutput = false, explains = false, halfInputs = false } = program;
  const layout = new Layout();
  const network = buildNetwork(spec, layout, {
    capacity,
    training: explains,
    inputGradient: explains,
    mostlyZero: keepsPaper(scaling),
    everyOutput,
  });
  const { staging, load, plan } = reserveEvaluation(network, layout, scaling, halfInputs);
  const plans = explains ? { evaluation: plan, explanation: explanationPlan(network, load, aimAtLabel(network)) } : { evaluation: plan };
  return { network, staging, plans, size: layout.size() };
}

/** The output's gradient of the one logit that a row's label names. */
function aimAtLabel({ outputGradient, loss }: Network): LoadShard {
  return (kernels, { from, to }) => {
    for (let row = from; row < to; row++) {
      const at = rowOffset(outputGradient, row);
      kernels.fill(at, outputGradient.rowStride, 0);
      kernels.memory.values[at + byteAt(kernels.memory.bytes, loss.labels + row)] = 1;
    }
  };
}

export function buildTrainingProgram({ spec, trainingImages }: TrainingProgramSpec): TrainingProgram {
  const { batchSize, sampling, loss, clipNorm } = spec.training;
  const layout = new Layout();
  const network = buildNetwork(spec.network, layout, {
    capacity: batchSize,
    training: true,
    seed: spec.seed,
    loss,
    mostlyZero: keepsPaper(spec.data.scaling, spec.data.augmentation),
  });
  const optimizer = createFrom(optimizerKinds, spec.optimizer);
  const states = reserveStates(network, optimizer, layout);
  const size = network.input.features;
  const images = layout.reserveBytes(trainingImages * size);
  const labels = layout.reserveBytes(trainingImages);
  const sampler = samplings[sampling].create(spec.seed, trainingImages, batchSize);
  const [height, width, channels] = spec.network.input;
  const { augmentation, scaling } = spec.data;
  const loadOne = loadImage({ augmentation, height, width, channels, scaling, seed: spec.seed }, layout);
  const load: LoadShard = (kernels, { from, to }, { iteration }) => {
    const { bytes } = kernels.memory;
    for (let row = from; row < to; row++) {
      const image = sampler.imageAt(iteration, row);
      loadOne(kernels, images + image * size, rowOffset(network.input, row), iteration, row);
      bytes[network.loss.labels + row] = byteAt(bytes, labels + image);
    }
  };
  const training = trainingPlan({ network, optimizer, states, layout, load, clipNorm });
  const { staging, plan } = reserveEvaluation(network, layout, spec.data.scaling);
  return { network, optimizer, states, images, labels, staging, plans: { training, evaluation: plan }, size: layout.size() };
}

/** What an evaluation needs beside the network: the bytes of one batch of images. */
function reserveEvaluation(network: Network, layout: Layout, scaling: ScalingName, halfInputs = false) {
  const size = network.input.features;
  const { scale, shift } = scalings[scaling];
  const staging = layout.reserveBytes(network.capacity * size);
  const load: LoadShard = (kernels, { from, to }) => {
    for (let row = from; row < to; row++) {
      kernels.bytesToValues({ bytes: staging + row * size, values: rowOffset(network.input, row) }, size, { scale, shift });
    }
  };
  const halves = Float32Array.from({ length: halfInputs ? 256 : 0 }, (_, byte) => toHalf(byte * scale + shift));
  const loadHalves: LoadShard = ({ memory: { bytes, values } }, { from, to }) => {
    for (let row = from; row < to; row++) {
      const at = rowOffset(network.input, row);
      for (let index = 0; index < size; index++) values[at + index] = floatAt(halves, byteAt(bytes, staging + row * size + index));
    }
  };
  return { staging, load: halfInputs ? loadHalves : load, plan: evaluationPlan(network, halfInputs ? loadHalves : load) };
}
