import { evaluated } from '@shared/exchange/networks/export-parameters';
import { datasetIn } from '../../../datasets/dataset-cache';
import { readParameters } from '../../../files/parameters-file';
import { knownDesigns } from '../../../runs/known-designs';
import { recycledTeam } from '../../../threads/team';
import type { FileFunction } from '.';

export const importParameters: FileFunction<'importParameters'> = async ({ path, datasetFolder, runsFolder, design, threads, chosen }) => {
  const dataset = await datasetIn(datasetFolder);
  const createTeam = recycledTeam(threads);
  const imported = await readParameters(path, {
    dataset,
    createTeam,
    chosen,
    designs: [...(design ? [design] : []), ...(await knownDesigns(runsFolder))],
  });
  return { ...imported, test: evaluated(imported, dataset.test, createTeam) };
};
