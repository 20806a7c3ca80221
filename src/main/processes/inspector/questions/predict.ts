import type { PredictedBy } from '@shared/contracts/state';
import { errorData } from '@shared/kasane-error';
import { assertWhole } from '../../../models/ready-models';
import type { QuestionFunction } from '.';

/** A model that fails does not keep the others from predicting. */
export const predict: QuestionFunction<'predict'> = ({ models, images }, context) =>
  Promise.all(
    models.map(async (id): Promise<PredictedBy> => {
      try {
        const model = await context.model(id);
        assertWhole(model, images);
        const { iteration } = model;
        return {
          model: id,
          iteration,
          version: context.refOf(id).key,
          probabilities: model.classifier().probabilities(images),
          error: null,
        };
      } catch (error) {
        return { model: id, iteration: null, version: null, probabilities: [], error: errorData(error) };
      }
    }),
  );
