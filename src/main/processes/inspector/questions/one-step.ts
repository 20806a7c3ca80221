import { join } from 'node:path';
import { labelledAs } from '@shared/data/class-names';
import { engine } from '@shared/kernels/engines';
import { oneStep, type StepStart } from '@shared/lab/one-step/step';
import { specAt } from '@shared/spec/changes';
import { dataSizeOf, examineData } from '@shared/spec/examine-data';
import { datasetIn } from '../../../datasets/dataset-cache';
import { assertFits } from '../../../models/fits';
import { newestCheckpoint } from '../../../runs/checkpoints';
import { readRecord } from '../../../runs/record';
import type { QuestionFunction } from '.';

/** On images of the dataset in use, which come as they are: without augmentation. */
export const oneStepQuestion: QuestionFunction<'oneStep'> = async ({ spec, folder, first, images }, { surroundings: { folders } }) => {
  const dataset = await datasetIn(folders.dataset);
  const { training } = dataset;
  const begin = folder === null ? { spec, parameters: null, states: [], iteration: 0 } : await checkpointOf(join(folders.runs, folder));
  assertFits(begin, training.shape);
  // The schedule goes by them; a design whose data do not fit yet is stepped through all the same.
  const trainingImages = Math.max(1, examineData(begin.spec, dataSizeOf(dataset)).training);
  const from = Math.min(first, Math.max(0, training.count - images));
  const chosen = labelledAs(training.slice(from, Math.min(from + images, training.count)), begin.spec.network.classes);
  return oneStep({ ...begin, trainingImages }, chosen, engine);
};

async function checkpointOf(folder: string): Promise<Omit<StepStart, 'trainingImages'>> {
  const [{ spec, changes }, { checkpoint }] = await Promise.all([readRecord(folder), newestCheckpoint(folder)]);
  const { iteration, parameters, states } = checkpoint;
  return { spec: specAt(spec, changes, iteration), parameters, states, iteration };
}
