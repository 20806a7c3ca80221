/** Everything the studio can ask for, tied to who answers it. */
import type { EventName, Events } from '@shared/ipc/contract';
import { KasaneError } from '@shared/kasane-error';
import { type BrowserWindow, dialog } from 'electron';
import { createInspector } from '../inspector/client';
import { createSupervisor } from '../trainer/supervisor';
import { createDatasetHolder } from './dataset';
import { exportParameters, type Imported, importParameters } from './parameters';
import type { Handlers } from './register';

export interface Studio {
  readonly handlers: Handlers;
  /** Ends every process that works for the window. */
  close(): void;
}

export function createStudio(getWindow: () => BrowserWindow | null): Studio {
  const send = <Name extends EventName>(name: Name, content: Events[Name]) => {
    const window = getWindow();
    if (window && !window.isDestroyed()) window.webContents.send(`event:${name}`, content);
  };
  const openWindow = (): BrowserWindow => {
    const window = getWindow();
    if (!window) throw new KasaneError('the window is closed');
    return window;
  };

  const inspector = createInspector();
  const dataset = createDatasetHolder(inspector, (state) => send('dataset', state));
  const supervisor = createSupervisor((state, appended, from) => {
    send('run', { state, appended, from });
    getWindow()?.setProgressBar(supervisor.isActive() && state.iterations > 0 ? state.iteration / state.iterations : -1);
  });
  let imported: Imported | null = null;
  const checking = dataset.checkBuiltIn();

  return {
    handlers: {
      getState: () => ({ dataset: dataset.current(), run: supervisor.run(), imported: imported?.summary ?? null }),

      async openDataset() {
        const { canceled, filePaths } = await dialog.showOpenDialog(openWindow(), { properties: ['openDirectory'] });
        const [folder] = filePaths;
        return canceled || !folder ? null : dataset.open(folder);
      },

      async startTraining({ spec, from }) {
        await checking;
        if (from === 'imported' && !imported) throw new KasaneError('no parameters are imported; import a file first', 'from');
        supervisor.start({
          spec,
          from,
          datasetFolder: dataset.current().folder,
          parameters: from === 'imported' ? (imported?.tensors ?? null) : null,
        });
      },
      pauseTraining: () => supervisor.pause(),
      resumeTraining: () => supervisor.resume(),
      stopTraining: () => supervisor.stop(),

      exportParameters: () => exportParameters(openWindow(), supervisor, inspector),
      async importParameters() {
        const found = await importParameters(openWindow(), inspector, dataset.current().folder);
        if (!found) return null;
        imported = found;
        send('imported', found.summary);
        return found.summary;
      },
      discardImported() {
        imported = null;
        send('imported', null);
      },
    },
    close() {
      supervisor.kill();
      inspector.kill();
    },
  };
}
