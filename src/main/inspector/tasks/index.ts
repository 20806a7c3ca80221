/** What the inspector can do, one function a task, without Electron. A new one is its file and a line here. */

import { basename } from 'node:path';
import type { InspectorTask, InspectorTasks } from '@shared/ipc/inspector-messages';
import { createSimdKernels } from '@shared/kernels/simd/simd';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { exportParameters } from '@shared/training/export-parameters';
import { importParameters } from '@shared/training/import-parameters';
import { soloTeam } from '@shared/training/team';
import { readText, writeText } from '../../files/whole-files';
import { exportBundle, importBundle } from '../../runs/bundle';
import { readRunParameters } from '../../runs/checkpoints';
import { findInterrupted } from '../../runs/find-interrupted';
import { listRuns } from '../../runs/list-runs';
import { openRun } from '../../runs/open-run';
import { readRecord } from '../../runs/record';
import { runDetails } from '../../runs/run-details';
import { listSearches } from '../../search/list-searches';
import { listSubjects } from '../../subjects/list-subjects';
import { datasetIn, forgetDataset } from '../datasets';
import type { TaskContext } from '../progress';
import { augmentedDigits } from './augmented-digits';
import { embed } from './embed';
import { evaluateSet, imagesOf } from './evaluate-set';
import { examineDigit } from './examine-digit';
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
    forgetDataset();
    const { original, training, test } = await datasetIn(folder);
    return { original, trainingImages: training.count, testImages: test.count, height: training.height, width: training.width };
  },

  async trainingSums({ folder }) {
    const { trainingImages, trainingLabels } = (await datasetIn(folder)).checksums;
    return { trainingImages, trainingLabels };
  },

  async importParameters({ path, datasetFolder }) {
    const dataset = await datasetIn(datasetFolder);
    const { network, tensors, summary, recognised } = importParameters(await readText(path), basename(path), dataset, createSimdKernels);
    const test = complete(createClassifier(network, 'unit', tensors, soloTeam(createSimdKernels)).evaluate(dataset.test));
    return { network, tensors, summary, recognised, test };
  },

  findInterrupted: ({ runsFolder }) => findInterrupted(runsFolder),
  openRun: ({ folder }) => openRun(folder),
  listRuns: ({ runsFolder }) => listRuns(runsFolder),
  listSearches: ({ searchesFolder }) => listSearches(searchesFolder),
  runDetails: ({ folders }) => runDetails(folders),
  async exportRun({ folder, path }) {
    await exportBundle(folder, path);
    return null;
  },
  importRun: async ({ path, runsFolder, datasetFolder }) => ({ folder: await importBundle(path, runsFolder, datasetFolder) }),
  augmentedDigits,

  async exportParameters({ path, folder }) {
    const [{ spec }, { iteration, tensors }] = await Promise.all([readRecord(folder), readRunParameters(folder)]);
    await writeText(path, exportParameters(tensors, spec.data.scaling));
    return { iteration };
  },

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
