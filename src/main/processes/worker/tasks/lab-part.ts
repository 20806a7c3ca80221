import { engine } from '@shared/kernels/engines';
import type { Bench } from '@shared/lab/experiment';
import { findExperiment } from '@shared/lab/find-experiment';
import { datasetIn } from '../../../datasets/dataset-cache';
import { Slot } from '../../../datasets/slot';
import { readShippedModel } from '../../../models/shipped-model';
import { recycledTeam } from '../../../threads/team';
import { runSliced } from '../../run-sliced';
import type { WorkerFunction } from '.';

/** The last so many images of the training files. */
const HELD_BACK = 10_000;
/** The longest that a worker does not hear that it is to hold. */
const SLICE_MILLISECONDS = 50;
const BETWEEN_RESULTS_MILLISECONDS = 300;

const benches = new Slot<Bench>();

async function makeBench(datasetFolder: string, modelFolder: string): Promise<Bench> {
  const [dataset, { spec, tensors }] = await Promise.all([datasetIn(datasetFolder), readShippedModel(modelFolder)]);
  const { training } = dataset;
  const count = Math.min(HELD_BACK, Math.floor(training.count / 6));
  const heldBack = training.slice(training.count - count, training.count);
  return {
    dataset,
    heldBack,
    createTeam: recycledTeam(1),
    createKernels: engine.create,
    model: { network: spec.network, scaling: spec.data.scaling, tensors },
  };
}

export const labPart: WorkerFunction<'labPart'> = async (
  { datasetFolder, modelFolder, experiment, controls, part },
  { progress, signal, whileHeld },
) => {
  const bench = await benches.get(JSON.stringify([datasetFolder, modelFolder]), () => makeBench(datasetFolder, modelFolder));
  const found = findExperiment(experiment);
  const steps = found.run(part, found.controls.parse(controls), bench);
  let due = performance.now() + BETWEEN_RESULTS_MILLISECONDS;
  return runSliced(steps, {
    signal,
    milliseconds: SLICE_MILLISECONDS,
    last({ share, soFar }) {
      if (!soFar || performance.now() < due) return progress({ share });
      progress({ share, soFar: soFar() });
      due = performance.now() + BETWEEN_RESULTS_MILLISECONDS;
    },
    between: whileHeld,
  });
};
