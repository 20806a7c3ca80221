import { pick } from '@shared/data/image-set';
import { measureRobustness } from '@shared/training/robustness';
import { assertFits, subjectOf } from '../../../models/ready-models';
import { datasetIn } from '../datasets';
import { pull } from '../progress';
import type { TaskFunction } from '.';

/** On so many test images, spread over the set. */
export const robustness: TaskFunction<'robustness'> = async ({ subject: ref, sources, images, threads }, context) => {
  const subject = await subjectOf(ref);
  const { test } = await datasetIn(sources.datasetFolder);
  assertFits(subject, test);
  const count = Math.min(images, test.count);
  const chosen = pick(
    test,
    Array.from({ length: count }, (_, index) => Math.floor((index * test.count) / count)),
  );
  return subject.withTeam(threads, (classifier) => pull(measureRobustness(classifier, chosen), context, (share) => share));
};
