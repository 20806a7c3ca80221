import type { PredictedBy } from '@shared/contracts/state';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import { errorData } from '@shared/kasane-error';
import { assertFits, assertWhole, subjectOf } from '../../../models/ready-models';
import type { TaskFunction } from '.';

/** One subject that cannot be asked keeps no other from answering. */
export const predict: TaskFunction<'predict'> = ({ subjects, digits }) =>
  Promise.all(
    subjects.map(async (ref): Promise<PredictedBy> => {
      try {
        const subject = await subjectOf(ref);
        assertFits(subject, [DIGIT_SIDE, DIGIT_SIDE, 1]);
        assertWhole(subject, digits);
        return { subject: ref.id, iteration: subject.iteration, probabilities: subject.classifier().probabilities(digits), error: null };
      } catch (error) {
        return { subject: ref.id, iteration: null, probabilities: [], error: errorData(error) };
      }
    }),
  );
