/** What the inspector can do, one function a task, without Electron. */
import { basename } from 'node:path';
import type { InspectorTask, InspectorTasks } from '@shared/ipc/inspector-messages';
import { createSimdKernels } from '@shared/kernels/simd/simd';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { exportParameters } from '@shared/training/export-parameters';
import { importParameters } from '@shared/training/import-parameters';
import { soloTeam } from '@shared/training/team';
import { type LoadedDataset, loadDataset } from '../datasets/load-dataset';
import { readText, writeText } from '../files/whole-files';
import { readRunParameters } from '../runs/checkpoints';
import { findInterrupted } from '../runs/find-interrupted';
import { readRecord } from '../runs/record';

type Tasks = { [Task in InspectorTask]: (input: InspectorTasks[Task]['input']) => Promise<InspectorTasks[Task]['answer']> };

let loaded: Promise<LoadedDataset> | null = null;
let loadedFolder = '';

/** The dataset last asked for stays in memory. */
function datasetIn(folder: string): Promise<LoadedDataset> {
  if (loaded && loadedFolder === folder) return loaded;
  const loading = loadDataset(folder);
  loaded = loading;
  loadedFolder = folder;
  loading.catch(() => {
    if (loaded === loading) loaded = null;
  });
  return loading;
}

export const tasks: Tasks = {
  async inspectDataset({ folder }) {
    loaded = null; // the files may have changed since
    const { original, training, test } = await datasetIn(folder);
    return { original, trainingImages: training.count, testImages: test.count, height: training.height, width: training.width };
  },

  async importParameters({ path, datasetFolder }) {
    const dataset = await datasetIn(datasetFolder);
    const { network, tensors, summary, recognised } = importParameters(await readText(path), basename(path), dataset, createSimdKernels);
    const test = complete(createClassifier(network, 'unit', tensors, soloTeam(createSimdKernels)).evaluate(dataset.test));
    return { network, tensors, summary, recognised, test };
  },

  findInterrupted: ({ runsFolder }) => findInterrupted(runsFolder),

  async exportParameters({ path, folder }) {
    const [{ spec }, { iteration, tensors }] = await Promise.all([readRecord(folder), readRunParameters(folder)]);
    await writeText(path, exportParameters(tensors, spec.data.scaling));
    return { iteration };
  },
};
