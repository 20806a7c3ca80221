import { occlusionMap } from '@shared/training/examiner';
import { assertWhole, subjectOf } from '../../../models/ready-models';
import type { TaskFunction } from '.';

export const examineDigit: TaskFunction<'examineDigit'> = async ({ subject: ref, image, target: wanted, covering }) => {
  const subject = await subjectOf(ref);
  assertWhole(subject, image);
  const classifier = subject.classifier();
  const probabilities = classifier.probabilities(image)[0] ?? [];
  const target = wanted ?? probabilities.indexOf(Math.max(...probabilities));
  const occlusion = covering ? occlusionMap(classifier, image, subject.spec.network.input[1], target) : null;
  return { ...subject.examiner().examine(image, target), probabilities, target, occlusion };
};
