import { basename } from 'node:path';
import { datasetIn } from '../../../datasets/dataset-cache';
import { keepAsRun } from '../../../runs/keep-as-run';
import type { FileFunction } from '.';

export const keepImported: FileFunction<'keepImported'> = async ({ runsFolder, datasetFolder, spec, tensors, test }) => ({
  folder: basename(await keepAsRun(runsFolder, { spec, tensors, test }, await datasetIn(datasetFolder))),
});
