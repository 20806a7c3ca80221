import type { PredictedBy } from '@shared/contracts/state';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import { errorData } from '@shared/kasane-error';
import { assertFits } from '../../../models/fits';
import { assertWhole } from '../../../models/ready-models';
import type { QuestionFunction } from '.';

/** A model that fails does not keep the others from predicting. */
export const predict: QuestionFunction<'predict'> = ({ models, digits }, context) =>
  Promise.all(
    models.map(async (id): Promise<PredictedBy> => {
      try {
        const model = await context.model(id);
        assertFits(model, [DIGIT_SIDE, DIGIT_SIDE, 1]);
        assertWhole(model, digits);
        const { iteration } = model;
        return {
          model: id,
          iteration,
          version: context.refOf(id).key,
          probabilities: model.classifier().probabilities(digits),
          error: null,
        };
      } catch (error) {
        return { model: id, iteration: null, version: null, probabilities: [], error: errorData(error) };
      }
    }),
  );
