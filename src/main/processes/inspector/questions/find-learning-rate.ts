import { findLearningRate, usualRates } from '@shared/training/find-learning-rate';
import { datasetIn } from '../../../datasets/dataset-cache';
import { threadTeam } from '../../../threads/team';
import { runSliced } from '../../run-sliced';
import type { QuestionFunction } from '.';

/** On the dataset in use. */
export const findLearningRateQuestion: QuestionFunction<'findLearningRate'> = async (
  { spec },
  { surroundings: { folders, threads }, progress, signal },
) => {
  const dataset = await datasetIn(folders.dataset);
  let done = 0;
  return runSliced(findLearningRate({ spec, dataset, createTeam: threadTeam(threads) }), {
    signal,
    each: () => {
      done += 1;
    },
    last: () => progress(done / usualRates.iterations),
  });
};
