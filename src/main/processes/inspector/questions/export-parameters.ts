import { datasetIn } from '../../../datasets/dataset-cache';
import { writeParameters } from '../../../files/parameters-file';
import { loadSubject } from '../../../models/model';
import { threadTeam } from '../../../threads/team';
import type { TaskFunction } from '.';

export const exportParameters: TaskFunction<'exportParameters'> = async ({ path, type, source, datasetFolder, threads }) => {
  const [{ spec, tensors, iteration }, dataset] = await Promise.all([loadSubject(source), datasetIn(datasetFolder)]);
  const { accuracy, images } = await writeParameters(path, type, { spec, tensors }, dataset, threadTeam(threads));
  return { iteration, accuracy, images };
};
