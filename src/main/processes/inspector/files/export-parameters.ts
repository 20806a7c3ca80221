import { datasetIn } from '../../../datasets/dataset-cache';
import { writeParameters } from '../../../files/parameters-file';
import { loadModel } from '../../../models/model';
import { threadTeam } from '../../../threads/team';
import type { FileFunction } from '.';

export const exportParameters: FileFunction<'exportParameters'> = async ({ path, type, source, datasetFolder, threads }) => {
  const [{ spec, tensors, iteration }, dataset] = await Promise.all([loadModel(source), datasetIn(datasetFolder)]);
  const { accuracy, images } = await writeParameters(path, type, { spec, tensors }, dataset, threadTeam(threads));
  return { iteration, accuracy, images };
};
