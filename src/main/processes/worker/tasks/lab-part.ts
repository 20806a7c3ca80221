import { engine } from '@shared/kernels/engines';
import type { Bench, Progress } from '@shared/lab/experiment';
import { findExperiment } from '@shared/lab/find-experiment';
import { SLICE_MILLISECONDS } from '@shared/training/slice';
import { datasetIn } from '../../../datasets/dataset-cache';
import { readModel } from '../../../models/shipped-model';
import { recycledTeam } from '../recycled-team';
import type { WorkerFunction } from '.';

/** The last so many images of the training files. */
const HELD_BACK = 10_000;
const BETWEEN_RESULTS_MILLISECONDS = 300;

let made: { readonly folder: string; readonly bench: Promise<Bench> } | null = null;

async function makeBench(datasetFolder: string, modelFolder: string): Promise<Bench> {
  const [dataset, { spec, tensors }] = await Promise.all([datasetIn(datasetFolder), readModel(modelFolder)]);
  const { training } = dataset;
  const count = Math.min(HELD_BACK, Math.floor(training.count / 6));
  const heldBack = training.slice(training.count - count, training.count);
  return {
    dataset,
    heldBack,
    createTeam: recycledTeam,
    createKernels: engine.create,
    model: { network: spec.network, scaling: spec.data.scaling, tensors },
  };
}

export const labPart: WorkerFunction<'labPart'> = async (
  { datasetFolder, modelFolder, experiment, controls, part },
  { progress, breathe },
) => {
  if (made?.folder !== datasetFolder) made = { folder: datasetFolder, bench: makeBench(datasetFolder, modelFolder) };
  const found = findExperiment(experiment);
  const steps = found.run(part, found.controls.parse(controls), await made.bench);
  let due = performance.now() + BETWEEN_RESULTS_MILLISECONDS;
  for (;;) {
    const end = performance.now() + SLICE_MILLISECONDS;
    let last: Progress<unknown> = { share: 0 };
    do {
      const { done, value } = steps.next();
      if (done) return value;
      last = value;
    } while (performance.now() < end);
    const { share, soFar } = last;
    if (soFar && performance.now() >= due) {
      progress({ share, soFar: soFar() });
      due = performance.now() + BETWEEN_RESULTS_MILLISECONDS;
    } else progress({ share });
    await breathe();
  }
};
