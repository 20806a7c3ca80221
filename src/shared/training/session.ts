/**
 * A training session: network, data and optimizer in one memory, and the run as a synchronous generator of events. Its
 * host (trainer process, command line, test) pulls events in slices and does whatever it likes between them, so pause
 * needs no code here, and the session never waits, sleeps or touches a disk.
 */
import type { Dataset, LabelledImages } from '../data/dataset';
import { type Sampler, samplings } from '../data/sampling';
import { scalings } from '../data/scaling';
import { splitImages } from '../data/split';
import { KasaneError } from '../kasane-error';
import type { KernelFactory, Kernels } from '../kernels/kernels';
import { createFrom } from '../nn/kind';
import { Layout } from '../nn/layout';
import { buildNetwork, initializeParameters, type Network, readParameters, writeParameters } from '../nn/network';
import { optimizerKinds } from '../nn/optimizers';
import type { Optimizer } from '../nn/optimizers/optimizer';
import type { NamedTensor } from '../nn/parameter';
import { type Plan, runPlan, trainingPlan } from '../nn/plan';
import { scheduleKinds } from '../nn/schedules';
import type { Schedule } from '../nn/schedules/schedule';
import type { RunSpec } from '../spec/run-spec';
import { createEvaluator, type Evaluator } from './evaluation';
import type { EvaluatedSet, TrainingEvent } from './events';
import { fitToData } from './fit-to-data';

export interface SessionOptions {
  readonly spec: RunSpec;
  readonly dataset: Dataset;
  readonly createKernels: KernelFactory;
  /** Parameters to train further; without them the spec's initial values. */
  readonly parameters?: readonly NamedTensor[] | undefined;
}

/** Throws a SpecError where spec and data do not fit, a ParameterMismatch where spec and parameters do not. */
export class TrainingSession {
  /** Optimizer steps of the whole run. */
  readonly iterations: number;
  readonly trainingImages: number;
  /** Trained numbers. */
  readonly parameterCount: number;
  /** All work is done on the calling thread. */
  readonly threads = 1;
  private stopRequested = false;
  private readonly network: Network;
  private readonly optimizer: Optimizer;
  private readonly schedule: Schedule;
  private readonly sampler: Sampler;
  private readonly plan: Plan;
  private readonly evaluator: Evaluator;
  private readonly kernels: Kernels;
  private readonly sets: Readonly<Record<EvaluatedSet, LabelledImages>>;

  constructor({ spec, dataset, createKernels, parameters }: SessionOptions) {
    const { training, validation } = trainingSets(spec, dataset);
    const { batchSize, duration, sampling } = spec.training;
    this.sets = { training, validation, test: dataset.test };
    this.trainingImages = training.count;
    this.iterations = duration.unit === 'iterations' ? duration.count : duration.count * Math.ceil(training.count / batchSize);
    this.sampler = samplings[sampling].create(spec.seed, training.count, batchSize);
    this.optimizer = createFrom(optimizerKinds, spec.optimizer);
    this.schedule = createFrom(scheduleKinds, spec.schedule);

    const layout = new Layout();
    const network = buildNetwork(spec.network, layout, { capacity: batchSize, training: true });
    const images = layout.reserveBytes(training.images.length);
    const labels = layout.reserveBytes(training.count);
    const size = network.input.features;
    const { scale, shift } = scalings[spec.data.scaling];
    this.plan = trainingPlan(network, this.optimizer, layout, (kernels, { from, to }, { iteration }) => {
      const { bytes } = kernels.memory;
      for (let row = from; row < to; row++) {
        const image = this.sampler.imageAt(iteration, row);
        kernels.bytesToValues(images + image * size, network.input.offset + row * network.input.rowStride, size, scale, shift);
        bytes[network.loss.labels + row] = bytes[labels + image] ?? 0;
      }
    });
    this.evaluator = createEvaluator(network, layout, scalings[spec.data.scaling]);
    this.network = network;
    this.parameterCount = network.layers.reduce((sum, layer) => sum + layer.parameterCount, 0);
    this.kernels = createKernels(layout.size());
    this.kernels.memory.bytes.set(training.images, images);
    this.kernels.memory.bytes.set(training.labels, labels);
    if (parameters) writeParameters(network, this.kernels, parameters);
    else initializeParameters(network, this.kernels, spec.seed);
  }

  /** The run from its first iteration to its final evaluations. To be iterated once. */
  *events(): Generator<TrainingEvent, void> {
    let iteration = 0;
    const epoch = Math.ceil(this.trainingImages / this.sampler.rows(1));
    while (iteration < this.iterations && !this.stopRequested) {
      iteration++;
      yield this.step(iteration);
      if (iteration % epoch === 0 || iteration === this.iterations) yield* this.evaluation('validation', iteration);
    }
    yield* this.evaluation('training', iteration);
    yield* this.evaluation('test', iteration);
    yield { type: 'finished', iteration, reason: iteration === this.iterations ? 'completed' : 'stopped' };
  }

  /** Ends the run after the current iteration; the final evaluations still follow. */
  requestStop(): void {
    this.stopRequested = true;
  }

  /** The parameters as they are now, in their logical form. */
  parameters(): NamedTensor[] {
    return readParameters(this.network, this.kernels);
  }

  private step(iteration: number): TrainingEvent {
    const rows = this.sampler.rows(iteration);
    const learningRate = this.optimizer.learningRate * this.schedule.factor(iteration, this.iterations);
    runPlan(this.plan, this.kernels, { iteration, rows, learningRate });
    const { values, bytes } = this.kernels.memory;
    const { losses, predictions, labels } = this.network.loss;
    let loss = 0;
    let correct = 0;
    for (let row = 0; row < rows; row++) {
      loss += values[losses + row] ?? Number.NaN;
      if (values[predictions + row] === bytes[labels + row]) correct++;
    }
    if (!Number.isFinite(loss)) throw new DivergedError(iteration, learningRate);
    return { type: 'iteration', iteration, images: rows, loss: loss / rows, accuracy: correct / rows };
  }

  private *evaluation(set: EvaluatedSet, iteration: number): Generator<TrainingEvent, void> {
    const images = this.sets[set];
    if (images.count === 0) return;
    const steps = this.evaluator.evaluate(this.kernels, images);
    for (;;) {
      const step = steps.next();
      if (step.done) {
        yield { type: 'evaluated', set, iteration, evaluation: step.value };
        return;
      }
      yield { type: 'evaluating', set, images: step.value, total: images.count };
    }
  }
}

/** The loss is no longer a number: the parameters are lost to it. */
export class DivergedError extends KasaneError {
  override name = 'DivergedError';
  constructor(iteration: number, learningRate: number) {
    super(`the loss is no longer finite at iteration ${iteration}, with learning rate ${learningRate}; try a smaller learning rate`);
  }
}

/** The spec's share of the training images, split. */
function trainingSets(spec: RunSpec, { training }: Dataset) {
  const count = fitToData(spec, training);
  const size = training.height * training.width;
  const used = { ...training, count, images: training.images.subarray(0, count * size), labels: training.labels.subarray(0, count) };
  return splitImages(used, spec.data.validation, spec.seed);
}
