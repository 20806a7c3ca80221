import { meanClassProbabilities } from '@shared/analysis/class-probabilities';
import { predictionsOf } from '../predictions';
import type { QuestionFunction } from '.';

export const classProbabilities: QuestionFunction<'classProbabilities'> = async (question, context) => {
  const { predictions, selection } = await predictionsOf(question, context);
  const { labels, classes } = selection.images;
  return meanClassProbabilities(labels, predictions.probabilities, classes.length);
};
