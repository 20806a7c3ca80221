import type { Likeness } from '@shared/analysis/likeness';
import { datasetIn } from '../../../datasets/dataset-cache';
import { likenessOf, unlikenessOfImage } from '../../../models/likeness';
import { assertWhole } from '../../../models/ready-models';
import type { QuestionFunction } from '.';

/** Of the models that were asked about last: what was learnt is not to be read again with every image. */
const known = new Map<string, Promise<Likeness | null>>();
const MOST_KNOWN = 8;

export const unlikeness: QuestionFunction<'unlikeness'> = async ({ model: id, image }, context) => {
  const { surroundings } = context;
  const model = await context.model(id);
  assertWhole(model, image);
  const dataset = await datasetIn(surroundings.folders.dataset);
  const key = JSON.stringify([context.refOf(id).key, dataset.folder, dataset.checksums]);
  const learnt = known.get(key) ?? model.withTeam(surroundings.threads, (classifier) => likenessOf(model, dataset, classifier));
  known.delete(key);
  known.set(key, learnt);
  learnt.catch(() => known.delete(key));
  for (const old of [...known.keys()].slice(0, -MOST_KNOWN)) known.delete(old);
  const likeness = await learnt;
  if (!likeness) return null;
  const classifier = model.classifier();
  const probabilities = classifier.probabilities(image)[0] ?? [];
  return unlikenessOfImage(likeness, classifier, model.spec, image, probabilities.indexOf(Math.max(...probabilities)));
};
