/**
 * The average of a session's parameters in their place. Running statistics are not averaged: they are estimated anew for
 * it, on training images as they come in training, for those of the last parameters are not its own (Izmailov et al. 2018).
 */
import { samplings } from '../data/batches/sampling';
import type { Kernels } from '../kernels/kernels';
import { type NamedTensor, readTensor } from '../nn/parameter';
import { AVERAGE, stateOf } from '../nn/plan';
import type { RunSpec } from '../spec/run-spec';
import type { TrainingProgram } from './program';
import type { Team } from './team';

/** Enough that the means over them differ from those over all by less than from one epoch to the next. */
const STATISTICS_IMAGES = 10_000;

/** The average, with the running statistics as they are. */
export const readAverage = ({ network, states }: TrainingProgram, { memory }: Kernels): NamedTensor[] =>
  network.parameters.map((parameter) => readTensor(memory, parameter, parameter.trained ? stateOf(states, parameter, AVERAGE) : undefined));

/**
 * Estimates running statistics for the parameters as they stand: means over the first batches of the run, each counting alike.
 * Yields the images seen so far.
 */
export function* estimateStatistics(
  { plans }: TrainingProgram,
  team: Team,
  { sampling, batchSize }: Pick<RunSpec['training'], 'sampling' | 'batchSize'>,
  trainingImages: number,
): Generator<number, void> {
  if (!plans.statistics?.length) return;
  let images = 0;
  for (let iteration = 1; images < Math.min(trainingImages, STATISTICS_IMAGES); iteration++) {
    const rows = samplings[sampling].rows(iteration, trainingImages, batchSize);
    team.run('statistics', { iteration, rows, learningRate: 0, statisticsKept: (iteration - 1) / iteration });
    images += rows;
    yield images;
  }
}
