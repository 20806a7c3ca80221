/** Gathers a session's events into progress messages of which at most 4 a second are sent. */

import type { TrainerReport } from '@shared/contracts/processes';
import type { RunEvaluation } from '@shared/contracts/run';
import type { EvaluatedSet, TrainingEvent } from '@shared/training/events';
import { createPace } from '@shared/training/pace';

const BETWEEN_MESSAGES_MILLISECONDS = 250;

type Progress = Extract<TrainerReport, { type: 'progress' }>;

export interface Reporter {
  /** `seconds`: training time so far. */
  receive(event: TrainingEvent, seconds: number): void;
  /** To be called after each slice. */
  sliceDone(): void;
  /** Sends what has gathered. */
  flush(): void;
}

export function createReporter(send: (message: Progress) => void, secondsBefore = 0): Reporter {
  const pace = createPace();
  let iterations: number[] = [];
  let losses: number[] = [];
  let accuracies: number[] = [];
  let learningRates: number[] = [];
  let evaluated: (RunEvaluation & { set: EvaluatedSet })[] = [];
  let averaged: RunEvaluation[] = [];
  let evaluating: Progress['evaluating'] = null;
  let seconds = secondsBefore;
  let secondsInSlice = 0;
  let imagesInSlice = 0;
  let lastSent = Number.NEGATIVE_INFINITY;

  function flush() {
    send({
      type: 'progress',
      seconds,
      imagesPerSecond: pace.perSecond(),
      metrics: { iterations, losses, accuracies, learningRates },
      evaluated,
      averaged,
      evaluating,
    });
    iterations = [];
    losses = [];
    accuracies = [];
    learningRates = [];
    evaluated = [];
    averaged = [];
    lastSent = performance.now();
  }

  return {
    receive(event, secondsSoFar) {
      secondsInSlice += secondsSoFar - seconds;
      seconds = secondsSoFar;
      switch (event.type) {
        case 'iteration':
          iterations.push(event.iteration);
          losses.push(event.loss);
          accuracies.push(event.accuracy);
          learningRates.push(event.learningRate);
          imagesInSlice += event.images;
          evaluating = null;
          return;
        case 'evaluating':
          evaluating = { set: event.set, images: event.images, total: event.total };
          return;
        case 'evaluated':
          evaluated.push({ set: event.set, iteration: event.iteration, evaluation: event.evaluation });
          return;
        case 'averaged':
          averaged.push({ iteration: event.iteration, evaluation: event.evaluation });
          return;
        case 'epoch':
        case 'changed':
        case 'finished':
          evaluating = null;
          return;
        default:
          event satisfies never;
      }
    },
    sliceDone() {
      if (imagesInSlice > 0) pace.add(imagesInSlice, secondsInSlice);
      imagesInSlice = 0;
      secondsInSlice = 0;
      if (performance.now() - lastSent >= BETWEEN_MESSAGES_MILLISECONDS) flush();
    },
    flush,
  };
}
