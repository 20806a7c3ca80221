import type { ModelSource } from '@shared/contracts/processes';
import { placesAmong } from '@shared/data/class-names';
import { sameShape } from '@shared/data/image-set';
import type { RunSpec } from '@shared/spec/run-spec';
import { datasetIn } from '../../../datasets/dataset-cache';
import { type LoadedDataset, loadDataset } from '../../../datasets/load-dataset';
import { writeParameters } from '../../../files/parameters-file';
import { loadModel } from '../../../models/model';
import { readRecord } from '../../../runs/record';
import { threadTeam } from '../../../threads/team';
import type { FileFunction } from '.';

/** What was written is checked on the images in use, or where those are of other classes or sizes on the run's own. */
async function imagesFor({ network }: RunSpec, source: ModelSource, folder: string): Promise<LoadedDataset> {
  const inUse = await datasetIn(folder);
  const fits = sameShape(network.input, inUse.training.shape) && placesAmong(network.classes, inUse.training.classes) !== null;
  const own = fits || source.kind !== 'run' ? '' : (await readRecord(source.folder)).dataset.folder;
  return own === '' ? inUse : loadDataset(own);
}

export const exportParameters: FileFunction<'exportParameters'> = async ({ path, type, sources, datasetFolder, threads }) => {
  const networks = [];
  for (const each of sources) {
    const { spec, tensors, iteration } = await loadModel(each);
    networks.push({ spec, tensors, iteration, dataset: await imagesFor(spec, each, datasetFolder) });
  }
  const { accuracies } = await writeParameters(path, type, networks, threadTeam(threads));
  return { iteration: networks[0]?.iteration ?? null, accuracies };
};
