/**
 * A training run of which only its curve is wanted, an epoch a point: a trial of a search, or an arm of an experiment. Its
 * host pulls it in slices; it touches no disk and, unless told to, no test set.
 */
import { DivergedError } from './diverged';
import type { Evaluation } from './evaluation';
import type { EvaluatedSet, TrainingEvent } from './events';
import { type SessionOptions, TrainingSession } from './session';

/** Accuracies 0 … 1, losses in nats. */
export interface EpochPoint {
  readonly epoch: number;
  readonly iteration: number;
  /** Means over the epoch's batches as they were trained on, or of the whole training set where that was evaluated. */
  readonly trainingLoss: number;
  readonly trainingAccuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
}

export interface TrialOptions extends SessionOptions {
  /** Where it ends, at an epoch's end before the spec's own. */
  readonly untilEpoch?: number;
  /** Whether the training set as a whole is evaluated at each epoch's end. */
  readonly wholeTraining?: boolean;
}

/** How a trial can end before its time: its loss is no longer a number. */
export type TrialEnd = 'done' | 'diverged';

export interface Trial {
  readonly session: TrainingSession;
  /** Gives a point when an epoch is over, null for every other step. */
  steps(onIteration?: (event: Extract<TrainingEvent, { type: 'iteration' }>) => void): Generator<EpochPoint | null, TrialEnd>;
}

export function createTrial({ untilEpoch = Number.POSITIVE_INFINITY, wholeTraining = false, ...options }: TrialOptions): Trial {
  const evaluations = { eachEpoch: wholeTraining ? (['training'] as const) : [], atEnd: [] };
  const session = new TrainingSession({ evaluations, ...options });

  function* steps(onIteration: Parameters<Trial['steps']>[0]): Generator<EpochPoint | null, TrialEnd> {
    const sums = { iterations: 0, loss: 0, accuracy: 0 };
    const evaluated: Partial<Record<EvaluatedSet, Evaluation>> = {};
    if (session.iteration >= untilEpoch * session.iterationsPerEpoch) return 'done';
    const events = session.events();
    try {
      for (let { done, value: event } = events.next(); !done; { done, value: event } = events.next()) {
        if (!event) continue;
        if (event.type === 'evaluated') evaluated[event.set] = event.evaluation;
        if (event.type === 'averaged' && session.currentSpec.training.keep === 'averaged') evaluated.validation = event.evaluation;
        if (event.type === 'iteration') {
          sums.iterations += 1;
          sums.loss += event.loss;
          sums.accuracy += event.accuracy;
          onIteration?.(event);
        }
        yield event.type === 'epoch' ? point(event.epoch, event.iteration) : null;
        if (event.type === 'epoch' && event.epoch >= untilEpoch) return 'done';
      }
      return 'done';
    } catch (error) {
      if (error instanceof DivergedError) return 'diverged';
      throw error;
    }

    function point(epoch: number, iteration: number): EpochPoint {
      const { training, validation } = evaluated;
      const found = {
        epoch,
        iteration,
        trainingLoss: training?.loss ?? sums.loss / sums.iterations,
        trainingAccuracy: training?.accuracy ?? sums.accuracy / sums.iterations,
        validationLoss: validation?.loss ?? Number.NaN,
        validationAccuracy: validation?.accuracy ?? Number.NaN,
      };
      Object.assign(sums, { iterations: 0, loss: 0, accuracy: 0 });
      return found;
    }
  }
  return { session, steps };
}
