/** Taking parameters out of a run and in from a file. The files themselves are the inspector's work. */
import { basename } from 'node:path';
import type { ImportedSummary } from '@shared/ipc/state';
import type { NamedTensor } from '@shared/nn/parameter';
import { type BrowserWindow, dialog } from 'electron';
import type { Inspector } from '../inspector/client';
import type { Supervisor } from '../trainer/supervisor';

const parameterFilters = [{ name: 'params.json', extensions: ['json'] }];

export async function exportParameters(window: BrowserWindow, supervisor: Supervisor, inspector: Inspector) {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: 'params.json',
    filters: parameterFilters,
    properties: ['showOverwriteConfirmation'],
  });
  if (canceled || !filePath) return null;
  const { folder } = await supervisor.save();
  const { iteration } = await inspector.ask('exportParameters', { path: filePath, folder });
  return { path: filePath, iteration };
}

export interface Imported {
  /** Counts the files of this session. */
  readonly number: number;
  readonly summary: ImportedSummary;
  readonly tensors: readonly NamedTensor[];
}

let importedFiles = 0;

export async function importParameters(window: BrowserWindow, inspector: Inspector, datasetFolder: string): Promise<Imported | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters: parameterFilters });
  const [path] = filePaths;
  if (canceled || !path) return null;
  const { network, tensors, summary, recognised, test } = await inspector.ask('importParameters', { path, datasetFolder });
  importedFiles += 1;
  return { number: importedFiles, tensors, summary: { file: basename(path), summary, network, recognised, test } };
}
