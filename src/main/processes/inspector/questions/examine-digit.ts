import { occlusionMap } from '@shared/training/examiner';
import { assertWhole } from '../../../models/ready-models';
import type { QuestionFunction } from '.';

export const examineDigit: QuestionFunction<'examineDigit'> = async ({ model: id, image, target: wanted, covering }, context) => {
  const model = await context.model(id);
  assertWhole(model, image);
  const classifier = model.classifier();
  const probabilities = classifier.probabilities(image)[0] ?? [];
  const target = wanted ?? probabilities.indexOf(Math.max(...probabilities));
  const occlusion = covering ? occlusionMap(classifier, image, model.spec.network.input[1], target) : null;
  return { ...model.examiner().examine(image, target), probabilities, target, occlusion };
};
