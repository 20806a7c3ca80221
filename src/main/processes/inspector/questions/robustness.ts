import { measureRobustness } from '@shared/training/robustness';
import { datasetIn } from '../../../datasets/dataset-cache';
import { assertFits, subjectOf } from '../../../models/ready-models';
import { pull } from '../progress';
import type { TaskFunction } from '.';

/** On so many test images, spread over the set. */
export const robustness: TaskFunction<'robustness'> = async ({ subject: ref, sources, images, threads }, context) => {
  const subject = await subjectOf(ref);
  const { test } = await datasetIn(sources.datasetFolder);
  assertFits(subject, test.shape);
  const chosen = test.sample(images);
  return subject.withTeam(threads, (classifier) => pull(measureRobustness(classifier, chosen), context, (share) => share));
};
