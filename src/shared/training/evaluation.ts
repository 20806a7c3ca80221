/** Inference: the evaluation of a network on a labelled set, and the probabilities of single images. */
import { type ConfusionMatrix, emptyConfusion } from '../analysis/confusion';
import { floatAt, numberAt } from '../at';
import type { ImageSet } from '../data/image-set';
import { type Activations, rowOffset } from '../nn/layout';
import type { Program } from './program';
import type { Team } from './team';

export interface Evaluation {
  readonly images: number;
  readonly correct: number;
  /** correct / images, 0 … 1. */
  readonly accuracy: number;
  /** Mean over the images, nats. */
  readonly loss: number;
  /** confusion[true][predicted], counts. */
  readonly confusion: ConfusionMatrix;
}

/** One image's part in an evaluation. */
export interface ImagePrediction {
  /** Its place in the set. */
  readonly image: number;
  readonly label: number;
  readonly predicted: number;
  /** Nats. */
  readonly loss: number;
}

/** What a network says of every image of a set. */
export interface Predictions {
  /** [image][class], one after another. */
  readonly probabilities: Float32Array;
  /** The most probable class of each image. */
  readonly predicted: Uint8Array;
  /** Nats, of each image. */
  readonly losses: Float32Array;
}

/** Evaluates all images batch by batch, as if each were a 0 where there are no labels; `read` is called while a batch is in memory. */
function* inBatches(
  { network, staging }: Program,
  team: Team,
  { pixels, labels }: { readonly pixels: Uint8Array; readonly labels?: Uint8Array },
  read: (from: number, rows: number) => void,
): Generator<number, number> {
  const { bytes } = team.kernels.memory;
  const size = network.input.features;
  const count = pixels.length / size;
  for (let from = 0; from < count; from += network.capacity) {
    const to = Math.min(from + network.capacity, count);
    bytes.set(pixels.subarray(from * size, to * size), staging);
    if (labels) bytes.set(labels.subarray(from, to), network.loss.labels);
    else bytes.fill(0, network.loss.labels, network.loss.labels + to - from);
    evaluateBatch(team, to - from);
    read(from, to - from);
    yield to;
  }
  return count;
}

/** Evaluates a labelled set batch by batch; yields the images done so far after each, and tells `each` of every image. */
export function* evaluate(
  program: Program,
  team: Team,
  set: ImageSet,
  each?: (prediction: ImagePrediction) => void,
): Generator<number, Evaluation> {
  const { values } = team.kernels.memory;
  const { predictions, losses, probabilities } = program.network.loss;
  const confusion = emptyConfusion(probabilities.features);
  let loss = 0;
  let correct = 0;
  yield* inBatches(program, team, set, (from, rows) => {
    set.labels.subarray(from, from + rows).forEach((label, row) => {
      const predicted = floatAt(values, predictions + row);
      const own = floatAt(values, losses + row);
      loss += own;
      if (predicted === label) correct++;
      each?.({ image: from + row, label, predicted, loss: own });
      const counts = confusion[label];
      if (counts) counts[predicted] = numberAt(counts, predicted) + 1;
    });
  });
  return { images: set.count, correct, accuracy: correct / set.count, loss: loss / set.count, confusion };
}

/** Predicts the class of every image of a labelled set; keeps probabilities and losses. */
export function* predictAll(program: Program, team: Team, set: ImageSet): Generator<number, Predictions> {
  const { values } = team.kernels.memory;
  const { predictions, losses: from, probabilities: outputs } = program.network.loss;
  const classes = outputs.features;
  const probabilities = new Float32Array(set.count * classes);
  const predicted = new Uint8Array(set.count);
  const losses = new Float32Array(set.count);
  yield* inBatches(program, team, set, (first, rows) => {
    predicted.set(values.subarray(predictions, predictions + rows), first);
    losses.set(values.subarray(from, from + rows), first);
    readRows(values, outputs, rows, classes, probabilities, first);
  });
  return { probabilities, predicted, losses };
}

/** Probabilities [image][class] of images given as bytes one after another. */
export function probabilitiesOf(program: Program, team: Team, images: Uint8Array): number[][] {
  const { values } = team.kernels.memory;
  const { probabilities } = program.network.loss;
  const found: number[][] = [];
  const passes = inBatches(program, team, { pixels: images }, (_from, rows) => {
    for (let row = 0; row < rows; row++) {
      const offset = rowOffset(probabilities, row);
      found.push(Array.from(values.subarray(offset, offset + probabilities.features)));
    }
  });
  complete(passes);
  return found;
}

/** What stands at `place` in the network of each image, [image][feature] one after another: its coordinates in that layer's space. */
export function* hiddenFeatures(program: Program, team: Team, images: Uint8Array, place: Activations): Generator<number, Float32Array> {
  const { values } = team.kernels.memory;
  const found = new Float32Array((images.length / program.network.input.features) * place.features);
  yield* inBatches(program, team, { pixels: images }, (first, rows) => readRows(values, place, rows, place.features, found, first));
  return found;
}

function readRows(
  values: Team['kernels']['memory']['values'],
  from: Activations,
  rows: number,
  columns: number,
  to: Float32Array,
  first: number,
): void {
  for (let row = 0; row < rows; row++) {
    const offset = rowOffset(from, row);
    to.set(values.subarray(offset, offset + columns), (first + row) * columns);
  }
}

const evaluateBatch = (team: Team, rows: number) => team.run('evaluation', { iteration: 0, rows, learningRate: 0 });

/** Runs a generator of steps to its end without pausing. */
export function complete<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
