/** A trained network of a file becomes a run like any other: it can be compared, inspected, trained further and taken away. */

import { rm } from 'node:fs/promises';
import type { ExportedNetwork } from '@shared/exchange/networks/export-parameters';
import { engine } from '@shared/kernels/engines';
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
  const { count } = dataset.training;
  const begun = { ...spec, data: { ...spec.data, drawings: false, validation: fewEnough(spec.data.validation, count) } };
  const createTeam = soloTeam(engine.create);
  const trouble: Error[] = [];
  const { session, recorder } = await beginRun({
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
    session.close();
  }
  if (trouble[0]) {
    await rm(recorder.folder, { recursive: true, force: true });
    throw trouble[0];
  }
  return recorder.folder;
}

/** It may have been trained on more images than there are here: then a fifth of these is held back. */
const fewEnough = (validation: number, images: number) => (validation < images ? validation : Math.floor(images / 5));
