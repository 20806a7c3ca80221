import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { datasetIn } from '../../../datasets/dataset-cache';
import { assertFits } from '../../../models/fits';
import { submissionCsv } from '../../../models/submission';
import type { QuestionFunction } from '.';

export const submission: QuestionFunction<'submission'> = async ({ model: id }, { model: modelOf, surroundings }) => {
  const model = await modelOf(id);
  const { unlabelled, training } = await datasetIn(surroundings.folders.dataset);
  if (!unlabelled) throw new KasaneError(phrase`the dataset has no images without labels; open one that has a table or folder of them`);
  assertFits(model, unlabelled.shape);
  const { classes } = model.spec.network;
  const names =
    classes.every((name, index) => name === String(index)) && classes.length === training.classes.length ? training.classes : classes;
  return { csv: submissionCsv(model.classifier(), unlabelled, names), images: unlabelled.count };
};
