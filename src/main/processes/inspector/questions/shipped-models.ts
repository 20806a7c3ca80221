import { shippedModels } from '../../../models/shipped-models';
import type { QuestionFunction } from '.';

export const shippedModelsQuestion: QuestionFunction<'shippedModels'> = (_, { surroundings: { folders } }) => shippedModels(folders.models);
