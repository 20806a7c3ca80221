/** The dataset that this process used last stays in memory, and so does its last split; another takes its place. */
import { type Split, splitDataset } from '@shared/data/batches/split';
import { type LoadedDataset, loadDataset, loadTrainingSet } from './load-dataset';
import { Slot } from './slot';

const datasets = new Slot<LoadedDataset>();
const trainingSets = new Slot<LoadedDataset>();
const splits = new Slot<Split>();

/** Throws what loading it throws. */
export const datasetIn = (folder: string): Promise<LoadedDataset> => datasets.get(folder, () => loadDataset(folder));

/** The training images alone; the test files are not opened. */
export const trainingSetIn = (folder: string): Promise<LoadedDataset> => trainingSets.get(folder, () => loadTrainingSet(folder));

/** The first `limit` training images of a dataset (0 = all), split. */
export const splitOf = (folder: string, limit: number, validation: number, seed: number): Promise<Split> =>
  splits.get(JSON.stringify([folder, limit, validation, seed]), async () => {
    const dataset = await datasetIn(folder);
    return splitDataset(dataset, limit || dataset.training.count, validation, seed);
  });

/** The files may have changed since. */
export function forgetDatasets(): void {
  datasets.forget();
  trainingSets.forget();
  splits.forget();
}
