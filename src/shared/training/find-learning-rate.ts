/**
 * The learning-rate range test (Smith 2017, "Cyclical learning rates for training neural networks"): a short training whose
 * learning rate rises by the same factor from one iteration to the next. Where it is too low the loss hardly falls, where it
 * is too high it leaps up; between them lies what is worth trying.
 */
import { elementAt } from '../at';
import type { Dataset } from '../data/image-set';
import { phrase } from '../phrase';
import { withTraining } from '../spec/problem';
import type { RunSpec } from '../spec/run-spec';
import { DivergedError } from './diverged';
import { TrainingSession } from './session';
import type { TeamFactory } from './team';

export interface RatePoint {
  readonly learningRate: number;
  /** Of the batch before its step, nats. */
  readonly loss: number;
}

export interface RateFinding {
  readonly points: readonly RatePoint[];
  /** The losses, each averaged with its neighbours. */
  readonly smoothed: readonly number[];
  /** The place of the point with the lowest smoothed loss. */
  readonly lowest: number;
  /** The place of the suggested one; null where the loss fell nowhere. */
  readonly suggested: number | null;
}

export interface RateRange {
  readonly from: number;
  readonly to: number;
  readonly iterations: number;
}

export const usualRates: RateRange = { from: 1e-5, to: 10, iterations: 100 };

/** By what a learning rate is suggested. */
export const RULE = phrase`where the loss falls the fastest, though at most a third of where it is lowest`;

const SHARE_OF_LOWEST = 1 / 3;

export interface RateFinderOptions extends Partial<RateRange> {
  readonly spec: RunSpec;
  readonly dataset: Dataset;
  readonly createTeam: TeamFactory;
}

/**
 * Ends before its last rate where the loss is no number, or this many times what it was at first, or over the newest iterations
 * this many times the lowest.
 */
const LEAP = 4;
const NEWEST = 5;

/** Neighbours on each side that a loss is averaged with, the farther the less. */
const NEIGHBOURS = 6;

/** Yields each point as it comes. Throws a SpecError where spec and data do not fit each other. */
export function* findLearningRate({ spec, dataset, createTeam, ...range }: RateFinderOptions): Generator<RatePoint, RateFinding> {
  const { from, to, iterations } = { ...usualRates, ...range };
  const rate = (iteration: number) => from * (to / from) ** ((iteration - 1) / Math.max(iterations - 1, 1));
  const session = new TrainingSession({
    // A few more images change nothing of it.
    spec: withTraining(
      { ...spec, data: { ...spec.data, drawings: false } },
      {
        ...{ duration: { unit: 'iterations', count: iterations }, averaging: { type: 'none' } },
        ...{ keep: 'last', patience: 0 },
      },
    ),
    dataset,
    createTeam,
    learningRate: ({ iteration }) => rate(iteration),
    validation: dataset.training.slice(0, 0),
    evaluations: { eachEpoch: [], atEnd: [] },
  });
  const points: RatePoint[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  try {
    for (const event of session.events()) {
      if (event.type !== 'iteration') continue;
      const { learningRate, loss } = event;
      points.push({ learningRate, loss });
      yield { learningRate, loss };
      if (points.length < NEWEST) continue;
      const now = meanLoss(points.slice(-NEWEST));
      lowest = Math.min(lowest, now);
      if (now > LEAP * lowest || loss > LEAP * meanLoss(points.slice(0, NEWEST))) break;
    }
  } catch (error) {
    if (!(error instanceof DivergedError)) throw error;
  } finally {
    session.close();
  }
  return judged(points);
}

const meanLoss = (points: readonly RatePoint[]) => points.reduce((sum, { loss }) => sum + loss, 0) / points.length;

/** Of rates that rise by the same factor: what they came to, and which is suggested. */
export function judged(points: readonly RatePoint[]): RateFinding {
  const smoothed = points.map((_, place) => around(points, place));
  const lowest = smoothed.reduce((best, loss, place) => (loss < (smoothed[best] ?? Number.POSITIVE_INFINITY) ? place : best), 0);
  const limit = SHARE_OF_LOWEST * (points[lowest]?.learningRate ?? 0);
  let suggested: number | null = null;
  let steepest = 0;
  for (let place = 1; place < lowest; place++) {
    const slope = elementAt(smoothed, place + 1) - elementAt(smoothed, place - 1);
    if (slope < steepest && elementAt(points, place).learningRate <= limit) [suggested, steepest] = [place, slope];
  }
  return { points, smoothed, lowest, suggested };
}

/** The mean of a loss and its neighbours, weighted by how near they are. */
function around(points: readonly RatePoint[], place: number): number {
  let [sum, weights] = [0, 0];
  for (let other = Math.max(0, place - NEIGHBOURS); other <= Math.min(points.length - 1, place + NEIGHBOURS); other++) {
    const weight = NEIGHBOURS + 1 - Math.abs(other - place);
    sum += weight * elementAt(points, other).loss;
    weights += weight;
  }
  return sum / weights;
}
