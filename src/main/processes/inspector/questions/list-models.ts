import type { ImportedSummary, ModelSummary } from '@shared/contracts/state';
import { listModels } from '../../../models/list-models';
import type { QuestionFunction } from '.';

/** The imported network first: it is what the user has just opened. */
export const listModelsQuestion: QuestionFunction<'listModels'> = async (_, { surroundings: { folders, imported } }) => [
  ...(imported ? [summaryOf(imported)] : []),
  ...(await listModels(folders.runs, folders.models)),
];

const summaryOf = ({ file, spec, test }: ImportedSummary): ModelSummary => ({
  id: 'imported',
  kind: 'imported',
  name: file,
  colour: null,
  created: null,
  seed: null,
  iteration: null,
  input: spec.network.input,
  scaling: spec.data.scaling,
  testAccuracy: test.accuracy,
  original: false,
});
