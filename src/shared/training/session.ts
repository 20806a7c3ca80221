/**
 * A training session: network, data and optimizer in one memory, and the run as a synchronous generator of events. Its
 * host (trainer process, command line, test) pulls events in slices and does whatever it likes between them, so pause
 * needs no code here, and the session never waits for anything but its own team, and never touches a disk.
 */

import { floatAt } from '../at';
import { samplings } from '../data/batches/sampling';
import { splitDataset } from '../data/batches/split';
import { type Dataset, ImageSet } from '../data/image-set';
import { createFrom } from '../kind';
import { averagingKinds } from '../nn/averaging';
import type { Averaging } from '../nn/averaging/averaging';
import { parameterCount } from '../nn/description';
import { initializeParameters, readParameters, writeParameters } from '../nn/network';
import type { NamedTensor } from '../nn/parameter';
import type { RunProgress } from '../nn/schedules/schedule';
import { phrase } from '../phrase';
import { assertChangeable, type SpecChange, specAt } from '../spec/changes';
import { type DataSize, dataSizeOf } from '../spec/examine-data';
import { iterationsOf } from '../spec/iterations';
import { SpecError } from '../spec/parse-run-spec';
import type { RunSpec } from '../spec/run-spec';
import { admit } from './admit';
import { estimateStatistics, readAverage } from './average';
import { type Checkpoint, nothingValidated, readStates, type ValidationRecord, writeStates } from './checkpoint';
import { DivergedError, firstNonFinite } from './diverged';
import { type Evaluation, evaluate, type ImagePrediction } from './evaluation';
import type { EvaluatedSet, FinishReason, TrainingEvent } from './events';
import { createHardest } from './hardest';
import { type LearningRate, learningRateOf } from './learning-rate';
import type { TrainingProgram, TrainingProgramSpec } from './program';
import type { Team, TeamFactory } from './team';
import { buildTrainingProgram } from './training-program';

export interface SessionOptions {
  readonly spec: RunSpec;
  readonly dataset: Dataset;
  readonly createTeam: TeamFactory;
  /** Parameters to train further; without them the spec's initial values. */
  readonly parameters?: readonly NamedTensor[] | undefined;
  /** Where to go on from, bit for bit; takes the place of `parameters`. */
  readonly resume?: Checkpoint | undefined;
  /** Changes of settings, in their order, each to be made when the run has come to its iteration. */
  readonly changes?: readonly SpecChange[];
  /** Learning rates in place of the spec's. */
  readonly learningRate?: LearningRate;
  /** Images to validate on in place of those that the spec holds back. */
  readonly validation?: ImageSet;
  /** What is evaluated; usually validation at each epoch's end, and the other sets when the run ends. */
  readonly evaluations?: Evaluations;
}

export interface Evaluations {
  /** Beside validation. */
  readonly eachEpoch: readonly EvaluatedSet[];
  readonly atEnd: readonly EvaluatedSet[];
}

const usualEvaluations: Evaluations = { eachEpoch: [], atEnd: ['test', 'training'] };

/** Throws a SpecError where spec and data do not fit, a ParameterMismatch where spec and parameters do not. */
export class TrainingSession {
  readonly iterationsPerEpoch: number;
  readonly trainingImages: number;
  /** Trained numbers. */
  readonly parameterCount: number;
  readonly threads: number;
  private readonly createTeam: TeamFactory;
  /** Of all training images there are. */
  private readonly dataSize: DataSize;
  /** By which it trains now, and changes that are still to come. */
  private spec: RunSpec;
  private changes: readonly SpecChange[];
  private stepsDone = 0;
  private validation: ValidationRecord = nothingValidated;
  private best: readonly NamedTensor[] | null = null;
  /** Where the run stands while others are in the place of its last parameters: their average, or the best in the end. */
  private aside: Checkpoint | null = null;
  private stopRequested = false;
  private program: TrainingProgram;
  private team: Team;
  private learningRate: LearningRate;
  private averaging: Averaging;
  /** The images it trains on stand in the team's memory alone. */
  private sets: Readonly<Record<EvaluatedSet, ImageSet>>;
  private readonly evaluations: Evaluations;
  private readonly givenRate: LearningRate | null;

  constructor(options: SessionOptions) {
    const { spec: first, dataset, createTeam, parameters, resume, changes = [] } = options;
    const from = resume?.iteration ?? 0;
    const spec = specAt(first, changes, from - 1);
    const split = trainingSets(spec, dataset);
    const { training, validation } = { ...split, ...(options.validation && { validation: options.validation }) };
    this.evaluations = options.evaluations ?? usualEvaluations;
    this.spec = spec;
    this.createTeam = createTeam;
    this.givenRate = options.learningRate ?? null;
    this.dataSize = dataSizeOf(dataset);
    this.changes = changes.filter(({ iteration }) => iteration >= from);
    this.sets = { training, validation, test: dataset.test };
    this.trainingImages = training.count;
    ({ iterationsPerEpoch: this.iterationsPerEpoch } = iterationsOf(spec, training.count));
    ({ program: this.program, team: this.team, learningRate: this.learningRate, averaging: this.averaging } = this.build());
    this.parameterCount = parameterCount(this.program.network.layers);
    this.threads = this.team.threads;
    if (resume) this.restore(resume);
    else if (parameters) writeParameters(this.program.network, this.team.kernels, parameters);
    else initializeParameters(this.program.network, this.team.kernels, spec.seed);
  }

  /** Optimizer steps of the whole run. */
  get iterations(): number {
    return iterationsOf(this.spec, this.trainingImages).iterations;
  }

  /** All that follows from the spec: memory with the data in it, the threads over it, learning rates and averaging. */
  private build() {
    const { spec, trainingImages, sets } = this;
    const programSpec: TrainingProgramSpec = { purpose: 'training', spec, trainingImages };
    const program = buildTrainingProgram(programSpec);
    const team = this.createTeam(program, programSpec);
    const { shape, classes, pixels, labels } = sets.training;
    if (pixels.buffer === team.kernels.memory.bytes.buffer) throw new Error('a team was given the memory that the images stand in');
    const moved = (from: Uint8Array, place: number) => {
      const to = team.kernels.memory.bytes.subarray(place, place + from.length);
      to.set(from);
      return to;
    };
    this.sets = { ...sets, training: new ImageSet(shape, classes, moved(pixels, program.images), moved(labels, program.labels)) };
    return {
      program,
      team,
      learningRate: this.givenRate ?? learningRateOf(spec),
      averaging: createFrom(averagingKinds, spec.training.averaging),
    };
  }

  /** Optimizer steps so far. */
  get iteration(): number {
    return this.stepsDone;
  }

  /** The run from where it stands to its final evaluations. To be iterated once. */
  *events(): Generator<TrainingEvent, void> {
    for (;;) {
      yield* this.validateAtEpochEnd();
      yield* this.makeChanges();
      if (this.endReason()) break;
      this.stepsDone++;
      yield this.step();
    }
    const reason = this.endReason() ?? 'stopped';
    const { keep } = this.spec.training;
    if (keep === 'best' && this.best) this.replaceParameters(this.best);
    if (keep === 'averaged' && this.hasAverage) yield* this.putAverage();
    for (const set of this.evaluations.atEnd) yield* this.evaluation(set);
    yield { type: 'finished', iteration: this.iteration, reason };
  }

  /** Ends the run after the current iteration; the final evaluations still follow. */
  requestStop(): void {
    this.stopRequested = true;
  }

  /** Trains by another spec from the next iteration on. Throws a SpecError where that would change more than settings. */
  requestChange(spec: RunSpec): SpecChange {
    if (this.endReason()) throw new SpecError([{ path: 'training', text: phrase`the run is ending; continue it to change its settings` }]);
    assertChangeable(this.changes.at(-1)?.spec ?? this.spec, spec);
    admit(spec, this.dataSize);
    const { iterations } = iterationsOf(spec, this.trainingImages);
    if (iterations <= this.iteration) {
      const text = phrase`${iterations} iterations are done already; give more than ${this.iteration}`;
      throw new SpecError([{ path: 'training.duration.count', text }]);
    }
    const change = { iteration: this.iteration, spec };
    this.changes = [...this.changes, change];
    return change;
  }

  /** By which it trains now. */
  get currentSpec(): RunSpec {
    return this.spec;
  }

  /** Images to look at the network with: held back ones, or where there are none the first it trains on. */
  get watched(): { readonly set: EvaluatedSet; readonly images: ImageSet } {
    const set = this.sets.validation.count > 0 ? 'validation' : 'training';
    return { set, images: this.sets[set] };
  }

  /** The parameters as they are now, in their logical form. */
  parameters(): NamedTensor[] {
    return readParameters(this.program.network, this.team.kernels);
  }

  /** The last ones, also while others stand in their place. */
  lastParameters(): readonly NamedTensor[] {
    return this.aside?.parameters ?? this.parameters();
  }

  /** All it takes to go on from here in another session of the same spec and data. */
  checkpoint(): Checkpoint {
    if (this.aside) return this.aside;
    return {
      iteration: this.iteration,
      validation: this.validation,
      parameters: this.parameters(),
      states: readStates(this.program.states, this.team.kernels),
      best: this.best,
    };
  }

  /** Lets the session's threads go; to be called when nobody will pull events any more. */
  close(): void {
    this.team.close();
  }

  /**
   * Makes the changes whose time has come: everything is built anew for the changed spec and goes on from the same
   * numbers. Early stopping counts afresh.
   */
  private *makeChanges(): Generator<TrainingEvent, void> {
    for (let [change] = this.changes; change && change.iteration <= this.iteration; [change] = this.changes) {
      const checkpoint = this.checkpoint();
      this.team.close();
      this.changes = this.changes.slice(1);
      this.spec = change.spec;
      ({ program: this.program, team: this.team, learningRate: this.learningRate, averaging: this.averaging } = this.build());
      this.restore(afterChange(checkpoint, change.spec));
      yield { type: 'changed', iteration: this.iteration, spec: change.spec, iterations: this.iterations };
    }
  }

  private restore({ iteration, validation, parameters, states, best }: Checkpoint): void {
    writeStates(this.program.states, this.team.kernels, states);
    writeParameters(this.program.network, this.team.kernels, parameters);
    this.stepsDone = iteration;
    this.validation = validation;
    this.best = best;
  }

  private endReason(): FinishReason | null {
    const { patience } = this.spec.training;
    if (this.iteration >= this.iterations) return 'completed';
    if (this.stopRequested) return 'stopped';
    return patience > 0 && this.validation.epochsSinceBest >= patience ? 'early' : null;
  }

  /** At the end of an epoch, and of the run, once: a session that resumes there does what is left to do. */
  private *validateAtEpochEnd(): Generator<TrainingEvent, void> {
    const { iteration, iterationsPerEpoch } = this;
    const due = iteration > 0 && (iteration % iterationsPerEpoch === 0 || iteration === this.iterations);
    if (!due || this.validation.validated === iteration) return;
    const { keep } = this.spec.training;
    const last = yield* this.evaluation('validation');
    const averaged = yield* this.averagedEvaluation();
    const evaluation = (keep === 'averaged' && averaged) || last;
    const { best, epochsSinceBest } = this.validation;
    const better = evaluation !== null && (best === null || evaluation.accuracy > best.accuracy);
    this.validation = {
      validated: iteration,
      best: better ? { iteration, accuracy: evaluation.accuracy } : best,
      epochsSinceBest: better ? 0 : epochsSinceBest + 1,
    };
    if (better && keep === 'best') this.best = this.parameters();
    for (const set of this.evaluations.eachEpoch) yield* this.evaluation(set);
    yield { type: 'epoch', iteration, epoch: Math.ceil(iteration / iterationsPerEpoch), best: better };
  }

  private step(): TrainingEvent {
    const { iteration, program, team, progress } = this;
    const { batchSize, sampling } = this.spec.training;
    const rows = samplings[sampling].rows(iteration, this.trainingImages, batchSize);
    const learningRate = this.learningRate(progress);
    team.run('training', { iteration, rows, learningRate, averaging: this.averaging.share(progress) });
    const { values, bytes } = team.kernels.memory;
    const { losses, predictions, labels } = program.network.loss;
    let loss = 0;
    let correct = 0;
    for (let row = 0; row < rows; row++) {
      loss += floatAt(values, losses + row);
      if (values[predictions + row] === bytes[labels + row]) correct++;
    }
    if (!Number.isFinite(loss)) {
      throw new DivergedError(iteration, firstNonFinite(program.network, team.kernels, rows), learningRate);
    }
    return { type: 'iteration', iteration, images: rows, learningRate, loss: loss / rows, accuracy: correct / rows };
  }

  private get progress(): RunProgress {
    const { iteration, iterations, iterationsPerEpoch } = this;
    return { iteration, iterations, iterationsPerEpoch };
  }

  private get hasAverage(): boolean {
    return this.iteration >= this.averaging.begins(this.progress);
  }

  /** Puts others in the place of the run's parameters, which `checkpoint` still gives. */
  private replaceParameters(others: readonly NamedTensor[]): void {
    this.aside = this.checkpoint();
    writeParameters(this.program.network, this.team.kernels, others);
  }

  private *putAverage(): Generator<TrainingEvent, void> {
    const { program, team, trainingImages } = this;
    this.replaceParameters(readAverage(program, team.kernels));
    for (const images of estimateStatistics(program, team, this.spec.training, trainingImages)) {
      yield { type: 'evaluating', set: 'training', images: Math.min(images, trainingImages), total: trainingImages };
    }
  }

  /** Of the average of the parameters on the validation images; null where there is none of either. */
  private *averagedEvaluation(): Generator<TrainingEvent, Evaluation | null> {
    const { validation } = this.sets;
    if (validation.count === 0 || !this.hasAverage) return null;
    yield* this.putAverage();
    const { iteration } = this;
    const evaluation = yield* this.evaluated('validation', validation);
    const { parameters = [] } = this.aside ?? {};
    writeParameters(this.program.network, this.team.kernels, parameters);
    this.aside = null;
    yield { type: 'averaged', iteration, evaluation };
    return evaluation;
  }

  /** Gives null where the set is empty. */
  private *evaluation(set: EvaluatedSet): Generator<TrainingEvent, Evaluation | null> {
    const images = this.sets[set];
    if (images.count === 0) return null;
    const hardest = createHardest(images);
    const evaluation = yield* this.evaluated(set, images, hardest.add);
    yield { type: 'evaluated', set, iteration: this.iteration, evaluation, hardest: hardest.list() };
    return evaluation;
  }

  private *evaluated(set: EvaluatedSet, images: ImageSet, each?: (image: ImagePrediction) => void): Generator<TrainingEvent, Evaluation> {
    const steps = evaluate(this.program, this.team, images, each);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      yield { type: 'evaluating', set, images: step.value, total: images.count };
    }
  }
}

/** Early stopping counts afresh; the best so far counts only where its parameters were kept. */
function afterChange(checkpoint: Checkpoint, { training: { keep } }: RunSpec): Checkpoint {
  const best = keep === 'best' ? checkpoint.best : null;
  const validation = { ...checkpoint.validation, epochsSinceBest: 0, ...(keep === 'best' && best === null && { best: null }) };
  return { ...checkpoint, best, validation };
}

/** The spec's share of the training images, split. */
function trainingSets(spec: RunSpec, dataset: Dataset) {
  const { drawings } = dataset;
  const { images } = admit(spec, dataSizeOf(dataset));
  const split = splitDataset(dataset, images, spec.data.validation, spec.seed);
  // Drawings come after all others, so that those are dealt out to the two sets as without them.
  return spec.data.drawings && drawings ? { ...split, training: split.training.join(drawings) } : split;
}
