/** Asking a network about images: its evaluation on a labelled set, and the probabilities of single ones. */
import { type ConfusionMatrix, emptyConfusion } from '../analysis/confusion';
import { CLASSES, type LabelledImages } from '../data/dataset';
import { rowOffset } from '../nn/layout';
import type { Engine } from './engine';
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
export interface ImageAnswer {
  /** Its place in the set. */
  readonly image: number;
  readonly label: number;
  readonly predicted: number;
  /** Nats. */
  readonly loss: number;
}

/** Evaluates a labelled set batch by batch; yields the images done so far after each, and tells `each` of every image. */
export function* evaluate(
  { network, staging }: Engine,
  team: Team,
  set: LabelledImages,
  each?: (answer: ImageAnswer) => void,
): Generator<number, Evaluation> {
  const { values, bytes } = team.kernels.memory;
  const size = network.input.features;
  const confusion = emptyConfusion();
  let loss = 0;
  let correct = 0;
  for (let from = 0; from < set.count; from += network.capacity) {
    const to = Math.min(from + network.capacity, set.count);
    const labels = set.labels.subarray(from, to);
    bytes.set(set.images.subarray(from * size, to * size), staging);
    bytes.set(labels, network.loss.labels);
    ask(team, labels.length);
    labels.forEach((label, row) => {
      const predicted = values[network.loss.predictions + row] ?? 0;
      const own = values[network.loss.losses + row] ?? Number.NaN;
      loss += own;
      if (predicted === label) correct++;
      each?.({ image: from + row, label, predicted, loss: own });
      const counts = confusion[label];
      if (counts) counts[predicted] = (counts[predicted] ?? 0) + 1;
    });
    yield to;
  }
  return { images: set.count, correct, accuracy: correct / set.count, loss: loss / set.count, confusion };
}

/** Probabilities [image][class] of images given as bytes one after another. */
export function probabilitiesOf({ network, staging }: Engine, team: Team, images: Uint8Array): number[][] {
  const { values, bytes } = team.kernels.memory;
  const size = network.input.features;
  const found: number[][] = [];
  for (let from = 0; from < images.length; from += network.capacity * size) {
    const batch = images.subarray(from, from + network.capacity * size);
    const rows = batch.length / size;
    bytes.set(batch, staging);
    bytes.fill(0, network.loss.labels, network.loss.labels + rows);
    ask(team, rows);
    for (let row = 0; row < rows; row++) {
      const offset = rowOffset(network.loss.probabilities, row);
      found.push(Array.from(values.subarray(offset, offset + CLASSES)));
    }
  }
  return found;
}

const ask = (team: Team, rows: number) => team.run('evaluation', { iteration: 0, rows, learningRate: 0 });

/** Runs a generator of steps to its end without pausing. */
export function complete<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
