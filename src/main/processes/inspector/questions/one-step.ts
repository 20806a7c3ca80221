import { join } from 'node:path';
import { labelledAs } from '@shared/data/class-names';
import { engine } from '@shared/kernels/engines';
import { oneStep, type StepStart } from '@shared/lab/one-step/step';
import { specAt } from '@shared/spec/changes';
import { splitOf, trainingSetIn } from '../../../datasets/dataset-cache';
import { assertFits } from '../../../models/fits';
import { newestCheckpoint } from '../../../runs/checkpoints';
import { readRecord } from '../../../runs/record';
import type { QuestionFunction } from '.';

/** On images of the dataset in use, which come as they are: without augmentation. */
export const oneStepQuestion: QuestionFunction<'oneStep'> = async ({ spec, folder, first, images }, { surroundings: { folders } }) => {
  const { training } = await trainingSetIn(folders.dataset);
  const begin = folder === null ? { spec, parameters: null, states: [], iteration: 0 } : await checkpointOf(join(folders.runs, folder));
  assertFits(begin, training.shape);
  const { limit, validation } = begin.spec.data;
  const split = await splitOf(folders.dataset, limit, validation, begin.spec.seed).catch(() => null);
  const from = Math.min(first, Math.max(0, training.count - images));
  const chosen = labelledAs(training.slice(from, Math.min(from + images, training.count)), begin.spec.network.classes);
  return oneStep({ ...begin, trainingImages: split?.training.count ?? training.count }, chosen, engine);
};

async function checkpointOf(folder: string): Promise<Omit<StepStart, 'trainingImages'>> {
  const [{ spec, changes }, { checkpoint }] = await Promise.all([readRecord(folder), newestCheckpoint(folder)]);
  const { iteration, parameters, states } = checkpoint;
  return { spec: specAt(spec, changes, iteration), parameters, states, iteration };
}
