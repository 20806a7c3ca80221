import { meanClassProbabilities } from '@shared/analysis/class-probabilities';
import { answersOf } from '../answers';
import type { QuestionFunction } from '.';

export const classProbabilities: QuestionFunction<'classProbabilities'> = async (question, context) => {
  const { answers, selection } = await answersOf(question, context);
  const { labels, classes } = selection.images;
  return meanClassProbabilities(labels, answers.probabilities, classes.length);
};
