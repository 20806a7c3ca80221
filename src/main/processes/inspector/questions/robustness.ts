import { labelledAs } from '@shared/data/class-names';
import { measureRobustness } from '@shared/training/robustness';
import { datasetIn } from '../../../datasets/dataset-cache';
import { assertFits } from '../../../models/fits';
import { writeRobustness } from '../../../runs/robustness-file';
import { runSliced } from '../../run-sliced';
import type { QuestionFunction } from '.';

/** On so many test images, spread over the set. */
export const robustness: QuestionFunction<'robustness'> = async ({ model: id, images }, context) => {
  const { surroundings, progress, signal } = context;
  const model = await context.model(id);
  const { test } = await datasetIn(surroundings.folders.dataset);
  assertFits(model, test.shape);
  const chosen = labelledAs(test, model.spec.network.classes).sample(images);
  const measured = await model.withTeam(surroundings.threads, (classifier) =>
    runSliced(measureRobustness(classifier, chosen, model.spec.network.recipe), { signal, last: progress }),
  );
  // Kept with the run, for its report.
  const { source } = context.refOf(id);
  if (source.kind === 'run' && model.iteration !== null) await writeRobustness(source.folder, { iteration: model.iteration, ...measured });
  return measured;
};
