import { labelledAs } from '@shared/data/class-names';
import { measureRobustness } from '@shared/training/robustness';
import { datasetIn } from '../../../datasets/dataset-cache';
import { assertFits } from '../../../models/fits';
import { runSliced } from '../../run-sliced';
import type { QuestionFunction } from '.';

/** On so many test images, spread over the set. */
export const robustness: QuestionFunction<'robustness'> = async ({ model: id, images }, context) => {
  const { surroundings, progress, signal } = context;
  const model = await context.model(id);
  const { test } = await datasetIn(surroundings.folders.dataset);
  assertFits(model, test.shape);
  const chosen = labelledAs(test, model.spec.network.classes).sample(images);
  return model.withTeam(surroundings.threads, (classifier) =>
    runSliced(measureRobustness(classifier, chosen, model.spec.network.recipe), { signal, last: progress }),
  );
};
