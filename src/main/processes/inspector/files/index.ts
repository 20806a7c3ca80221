/** Main's own requests about what is on disk, one function a request. A new one is its file and a line here. */
import type { FileApi } from '@shared/contracts/processes';
import { datasetIn, forgetDatasets } from '../../../datasets/dataset-cache';
import { trainingSums } from '../../../datasets/load-dataset';
import { summaryOf } from '../../../datasets/summary';
import { engineChoice } from '../../../engine/choose-engine';
import { checkLesson } from '../../../lessons/check-lesson';
import { repeatRuns } from '../../../lessons/repeat-runs';
import { exportBundle, importBundle } from '../../../runs/bundle';
import { findInterrupted } from '../../../runs/find-interrupted';
import { openRun } from '../../../runs/open-run';
import { type Settled, settleImport } from '../../../runs/settle-import';
import { threadTeam } from '../../../threads/team';
import type { RequestFunction, RequestFunctions } from '../../serve';
import { exportCurves } from './export-curves';
import { exportParameters } from './export-parameters';
import { importParameters } from './import-parameters';
import { keepImported } from './keep-imported';
import { previewData, takeData } from './preview-data';
import { readLabelled } from './read-labelled';

export type FileFunction<Name extends keyof FileApi> = RequestFunction<FileApi[Name]>;

export const files: RequestFunctions<FileApi> = {
  engine() {
    const { engine, reason } = engineChoice();
    return { name: engine.name, reason };
  },
  async inspectDataset({ folder }) {
    forgetDatasets();
    return summaryOf(await datasetIn(folder));
  },
  async trainingSums({ folder }) {
    return trainingSums(await datasetIn(folder));
  },
  previewData,
  takeData,
  readLabelled,
  checkLesson: (input) => checkLesson(input),
  async repeatRuns({ handIns, datasetFolder, threads }, { progress, signal }) {
    const dataset = await datasetIn(datasetFolder);
    const repeated = [];
    for (const [index, runs] of handIns.entries()) {
      const onProgress = (share: number) => progress((index + share) / handIns.length);
      repeated.push(await repeatRuns(runs, { dataset, createTeam: threadTeam(threads), onProgress, signal }));
    }
    return repeated;
  },
  importParameters,
  keepImported,
  findInterrupted: ({ runsFolder }) => findInterrupted(runsFolder),
  exportParameters,
  exportCurves,
  openRun: ({ folder }) => openRun(folder),
  async exportRun({ folder, path }) {
    await exportBundle(folder, path);
    return null;
  },
  async importRun({ path, runsFolder, datasetFolder, threads }) {
    // The run is there, whatever can be read of the images.
    const dataset = await datasetIn(datasetFolder).catch(() => null);
    let settled: Settled = { sameData: null, claim: null };
    const folder = await importBundle(path, runsFolder, datasetFolder, async (half) => {
      settled = await settleImport(half, dataset, threadTeam(threads));
    });
    return { folder, ...settled };
  },
};
