/** Everything the studio can ask for, tied to who answers it. */
import { join } from 'node:path';
import { errorFrom, KasaneError } from '@shared/kasane-error';
import { assertAddressable } from '@shared/kernels/simd/simd';
import { buildTrainingEngine } from '@shared/training/engine';
import { fitToData } from '@shared/training/fit-to-data';
import { app, type BrowserWindow, dialog } from 'electron';
import { createInspector } from '../inspector/client';
import { usualThreads } from '../threads/team';
import { createSupervisor } from '../trainer/supervisor';
import { createDatasetHolder } from './dataset';
import { exportParameters, type Imported, importParameters } from './parameters';
import type { Handlers } from './register';
import type { SendEvent } from './send-event';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

export interface Studio {
  readonly handlers: Handlers;
  /** Ends every process that works for the window. */
  close(): void;
}

export function createStudio(getWindow: () => BrowserWindow | null, send: SendEvent): Studio {
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
        // A run that cannot be is refused before the one before it is put away.
        const data = dataset.current();
        if (data.status === 'failed') throw errorFrom(data.error);
        if (data.status === 'ready') {
          const images = fitToData(spec, { ...data, count: data.trainingImages });
          const { size } = buildTrainingEngine({ purpose: 'training', spec, trainingImages: images - spec.data.validation });
          assertAddressable(size, usualThreads());
        }
        await nextTurn(); // parsing and starting a process are a few milliseconds each; not in one go
        if (from === 'imported' && !imported) throw new KasaneError('no parameters are imported; import a file first', 'from');
        supervisor.start({
          spec,
          from,
          runsFolder: join(app.getPath('userData'), 'runs'),
          datasetFolder: dataset.current().folder,
          parameters: from === 'imported' ? (imported?.tensors ?? null) : null,
        });
      },
      pauseTraining: () => supervisor.pause(),
      resumeTraining: () => supervisor.resume(),
      stopTraining: () => supervisor.stop(),
      continueTraining: () => supervisor.goOn(),

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
