/** What the inspector can do, one function a task, without Electron. A new one is its file and a line here. */

import { join } from 'node:path';
import type { InspectorTask, InspectorTasks } from '@shared/contracts/inspector-messages';
import { datasetIn, forgetDatasets } from '../../../datasets/dataset-cache';
import { listSubjects } from '../../../models/list-models';
import { exportBundle, importBundle } from '../../../runs/bundle';
import { findInterrupted } from '../../../runs/find-interrupted';
import { listRuns } from '../../../runs/list-runs';
import { openRun } from '../../../runs/open-run';
import { readRecord } from '../../../runs/record';
import { isSameData, reproduceRun } from '../../../runs/reproduce';
import { runDetails } from '../../../runs/run-details';
import { listSearches } from '../../../studies/search/list-searches';
import { threadTeam } from '../../../threads/team';
import { Cancelled, type TaskContext } from '../progress';
import { augmentedDigits } from './augmented-digits';
import { embed } from './embed';
import { evaluateSet, imagesOf } from './evaluate-set';
import { examineDigit } from './examine-digit';
import { exportCurves } from './export-curves';
import { exportParameters } from './export-parameters';
import { importFile } from './import-file';
import { keepImported } from './keep-imported';
import { lowerPrecision } from './lower-precision';
import { nearestDigits } from './nearest-digits';
import { predict } from './predict';
import { robustness } from './robustness';

export type TaskFunction<Task extends InspectorTask> = (
  input: InspectorTasks[Task]['input'],
  context: TaskContext,
) => Promise<InspectorTasks[Task]['answer']>;

export const tasks: { readonly [Task in InspectorTask]: TaskFunction<Task> } = {
  async inspectDataset({ folder }) {
    forgetDatasets();
    const { original, training, test } = await datasetIn(folder);
    return { original, trainingImages: training.count, testImages: test.count, shape: training.shape };
  },

  async trainingSums({ folder }) {
    const { trainingImages, trainingLabels } = (await datasetIn(folder)).checksums;
    return { trainingImages, trainingLabels };
  },

  importParameters: importFile,
  keepImported,

  findInterrupted: ({ runsFolder }) => findInterrupted(runsFolder),
  openRun: ({ folder }) => openRun(folder),
  listRuns: ({ runsFolder }) => listRuns(runsFolder),
  listSearches: ({ searchesFolder }) => listSearches(searchesFolder),
  runDetails: ({ folder }) => runDetails(folder),
  reproduceRun: ({ folder, datasetFolder, threads }, { progress, isCancelled }) =>
    reproduceRun(folder, datasetFolder, threadTeam(threads), (share) => {
      if (isCancelled()) throw new Cancelled();
      progress(share);
    }),
  async exportRun({ folder, path }) {
    await exportBundle(folder, path);
    return null;
  },
  async importRun({ path, runsFolder, datasetFolder }) {
    const folder = await importBundle(path, runsFolder, datasetFolder);
    const { dataset } = await readRecord(join(runsFolder, folder));
    // The run is there, whatever can be read of the images.
    const found = await datasetIn(datasetFolder).catch(() => null);
    return { folder, sameData: found && isSameData(dataset.checksums, found.checksums) };
  },
  augmentedDigits,

  exportParameters,
  exportCurves,

  listSubjects: ({ runsFolder, modelsFolder }) => listSubjects(runsFolder, modelsFolder),
  predict,
  evaluateSet,
  imagesOf,
  examineDigit,
  nearestDigits,
  embed,
  lowerPrecision,
  robustness,
};
