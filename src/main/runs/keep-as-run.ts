/** A trained network of a file becomes a run like any other: it can be compared, inspected, trained further and taken away. */

import { rm } from 'node:fs/promises';
import type { ExportedNetwork } from '@shared/exchange/networks/export-parameters';
import { engine } from '@shared/kernels/engines';
import { type DataSize, dataSizeOf, examineData, withTrainedNames } from '@shared/spec/examine-data';
import type { RunSpec } from '@shared/spec/run-spec';
import type { Evaluation } from '@shared/training/evaluation';
import { soloTeam } from '@shared/training/team';
import type { LoadedDataset } from '../datasets/load-dataset';
import { beginRun } from './begin';

/** Gives its folder; nothing is left of it where it cannot be written. Throws what beginning a run throws. */
export async function keepAsRun(
  runsFolder: string,
  { spec, tensors, test }: ExportedNetwork & { readonly test: Evaluation },
  dataset: LoadedDataset,
): Promise<string> {
  const named = withTrainedNames({ ...spec, data: { ...spec.data, drawings: false } }, dataset.training);
  const begun = fitted(named, dataSizeOf({ ...dataset, drawings: undefined }));
  const createTeam = soloTeam(engine.create);
  const trouble: Error[] = [];
  const { recorder, close } = await beginRun({
    runsFolder,
    spec: begun,
    parameters: tensors,
    dataset,
    createTeam,
    onTrouble: (error) => error && trouble.push(error),
  });
  try {
    recorder.receive({ type: 'evaluated', set: 'test', iteration: 0, evaluation: test, hardest: [] }, 0);
    await recorder.finish('stopped');
  } finally {
    await close();
  }
  if (trouble[0]) {
    await rm(recorder.folder, { recursive: true, force: true });
    throw trouble[0];
  }
  return recorder.folder;
}

/**
 * It may have been trained on more images than there are here: what of its data and training does not fit is fixed as is
 * suggested to those who design.
 */
function fitted(spec: RunSpec, size: DataSize): RunSpec {
  const [problem] = examineData(spec, size).problems;
  // What a network takes and gives is as it was trained.
  const fix = problem?.path.startsWith('network.') ? undefined : problem?.fixes.at(-1);
  return fix ? fitted(fix.apply(spec), size) : spec;
}
