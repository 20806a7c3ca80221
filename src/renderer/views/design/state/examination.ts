/** The examination of the design as it stands, made once for every spec and dataset. */
import { type Examination, examine } from '@shared/spec/examine';
import { type DataSize, fitToData, withNames } from '@shared/spec/examine-data';
import type { RunSpec } from '@shared/spec/run-spec';
import { type DatasetSnapshot, useStudio } from '../../../state/studio-store';
import { drawingCount, useDrawings } from '../../draw/state/drawings-store';
import { useDesign } from './design-store';

let last: {
  readonly spec: RunSpec;
  readonly dataset: DatasetSnapshot;
  readonly drawings: number | null;
  readonly result: Examination;
} | null = null;

export function examinationOf(spec: RunSpec, dataset: DatasetSnapshot, drawings = drawingsFor(dataset)): Examination {
  if (last?.spec !== spec || last.dataset !== dataset || last.drawings !== drawings) {
    const size = sizeOf(dataset, drawings);
    last = { spec, dataset, drawings, result: examine(withNames(spec, size), size) };
  }
  return last.result;
}

/** The design as it would be trained on the images in use: by their names. */
export const fittedSpec = () => withNames(useDesign.getState().design.spec, sizeOf(useStudio.getState().dataset));

/** A design that comes with Kasane, for the images in use. */
export function forImagesInUse(spec: RunSpec): RunSpec {
  const size = sizeOf(useStudio.getState().dataset);
  return size ? fitToData(spec, size) : spec;
}

/** Drawings kept of the classes of a dataset; null where that is not known. */
const drawingsFor = (dataset: DatasetSnapshot): number | null => (dataset?.status === 'ready' ? drawingCount(dataset) : null);

/** Of the training images in use; null while they are not known. */
export const sizeOf = (dataset: DatasetSnapshot, drawings = drawingsFor(dataset)): DataSize | null =>
  dataset?.status === 'ready'
    ? {
        ...{ count: dataset.trainingImages, shape: dataset.shape, classes: dataset.classes, recipe: dataset.recipe, drawings },
        validation: dataset.validationImages,
      }
    : null;

export const currentExamination = () => examinationOf(useDesign.getState().design.spec, useStudio.getState().dataset);

export function useExamination(): Examination {
  const spec = useDesign((state) => state.design.spec);
  const dataset = useStudio((state) => state.dataset);
  return examinationOf(
    spec,
    dataset,
    useDrawings(() => drawingsFor(dataset)),
  );
}
