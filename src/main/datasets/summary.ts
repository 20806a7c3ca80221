import type { DatasetSummary } from '@shared/contracts/state';
import { datasetRef } from './dataset-ref';
import type { LoadedDataset } from './load-dataset';

/** What the studio shows of a dataset. */
export const summaryOf = (dataset: LoadedDataset): DatasetSummary => ({
  ...{ name: dataset.name, original: dataset.original, source: dataset.source, recipe: dataset.recipe },
  ref: datasetRef(dataset.folder, dataset.checksums, dataset.name),
  trainingImages: dataset.training.count,
  validationImages: dataset.validation?.count ?? 0,
  testImages: dataset.test.count,
  unlabelledImages: dataset.unlabelled?.count ?? 0,
  shape: dataset.training.shape,
  classes: dataset.training.classes,
});
