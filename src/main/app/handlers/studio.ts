/** Everything the studio can ask for, tied to who answers it. */

import { join } from 'node:path';
import { isActive } from '@shared/contracts/state';
import { errorData, errorFrom, KasaneError } from '@shared/kasane-error';
import { assertRoom, memoryBytes } from '@shared/kernels/memory';
import { phrase } from '@shared/phrase';
import { fitToData } from '@shared/training/fit-to-data';
import { buildTrainingProgram } from '@shared/training/program';
import { app, type BrowserWindow, dialog } from 'electron';
import { modelsFolder } from '../../models/shipped-model';
import { labelRun, markStopped } from '../../runs/label';
import { freeMemory } from '../../threads/free-memory';
import { usualThreads } from '../../threads/team';
import { createGauge } from '../gauge';
import { createInspector } from '../inspector';
import { createSupervisor } from '../supervisor';
import { createDatasetHolder } from './dataset';
import { createDesignKeeper } from './design';
import { createDoubtfulLabels } from './doubtful';
import { createDrawingsKeeper } from './drawings';
import { createInspection } from './inspection';
import { createLabHandlers } from './lab';
import { createParameterHandlers } from './parameters';
import type { Handlers } from './register';
import { createRunHandlers } from './runs';
import { saveFile } from './save-file';
import { createSearchHandlers } from './search';
import type { SendEvent } from './send-event';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

export interface Studio {
  readonly handlers: Handlers;
  /** Opens a design file that the system asked for, as soon as the studio can show it. */
  openFile(path: string): void;
  /** Puts the newest parameters on disk, for the machine is about to sleep. */
  beforeSleep(): void;
  /** Ends every process that works for the window. */
  close(): void;
}

export function createStudio(getWindow: () => BrowserWindow | null, send: SendEvent): Studio {
  const openWindow = (): BrowserWindow => {
    const window = getWindow();
    if (!window) throw new KasaneError(phrase`the window is closed`);
    return window;
  };

  const inspector = createInspector();
  const dataset = createDatasetHolder(inspector, (state) => send('dataset', state));
  const supervisor = createSupervisor({
    onChange(state, appended, from) {
      send('run', { state, appended, from });
      const progress = state && isActive(state.status) && state.iterations > 0 ? state.iteration / state.iterations : -1;
      getWindow()?.setProgressBar(progress);
    },
    onInsight: (insight) => send('insight', insight),
  });
  const runsFolder = join(app.getPath('userData'), 'runs');
  // A run that the session before did not end is there to be gone on with.
  const finding = inspector.ask('findInterrupted', { runsFolder }).then(
    (found) => found && supervisor.adopt(found),
    (error) => console.error(error),
  );
  const drawings = createDrawingsKeeper(join(app.getPath('userData'), 'drawings'));
  const doubtful = createDoubtfulLabels(join(app.getPath('userData'), 'doubtful.json'));
  const parameters = createParameterHandlers({
    ...{ inspector, supervisor, runsFolder, openWindow },
    datasetFolder: () => dataset.current().folder,
    onImported: (summary) => send('imported', summary),
  });
  const inspection = createInspection({
    inspector,
    runsFolder,
    modelsFolder: modelsFolder(),
    drawingsFolder: drawings.folder,
    supervisor,
    datasetFolder: () => dataset.current().folder,
    imported: parameters.imported,
    onProgress: (job, share) => send('progress', { job, share }),
  });
  const runs = createRunHandlers({ inspector, supervisor, runsFolder, openWindow, datasetFolder: () => dataset.current().folder });
  const search = createSearchHandlers(join(app.getPath('userData'), 'searches'), inspector, () => dataset.current().folder, send);
  const lab = createLabHandlers(join(app.getPath('userData'), 'lab'), () => dataset.current().folder, send);
  const gauge = createGauge();
  const design = createDesignKeeper();
  const checking = dataset.checkBuiltIn();
  /** Files asked for before the window could show them; null from then on. */
  let early: string[] | null = [];

  async function openFile(path: string): Promise<void> {
    try {
      send('designOpened', { opened: await design.openFile(path) });
    } catch (error) {
      send('designOpened', { error: errorData(error) });
    }
  }

  return {
    handlers: {
      getState: async () => ({
        dataset: dataset.current(),
        run: supervisor.run(),
        insight: supervisor.insight(),
        imported: parameters.imported()?.summary ?? null,
        design: await design.current(),
        search: search.current(),
        usualThreads: usualThreads(),
      }),
      openWaiting() {
        for (const path of early ?? []) void openFile(path);
        early = null;
      },
      closeWindow: () => openWindow().close(),

      async openDataset() {
        const { canceled, filePaths } = await dialog.showOpenDialog(openWindow(), { properties: ['openDirectory'] });
        const [folder] = filePaths;
        return canceled || !folder ? null : dataset.open(folder);
      },

      async startTraining({ spec, from, threads = usualThreads() }) {
        await Promise.all([checking, finding]);
        gauge.stop();
        // A run that cannot be is refused before the one before it is put away.
        const data = dataset.current();
        if (data.status === 'failed') throw errorFrom(data.error);
        if (data.status === 'ready') {
          const { count: kept } = spec.data.drawings ? await drawings.list() : { count: null };
          const images = fitToData(spec, { count: data.trainingImages, shape: data.shape, drawings: kept });
          const { size } = buildTrainingProgram({ purpose: 'training', spec, trainingImages: images + (kept ?? 0) - spec.data.validation });
          assertRoom(memoryBytes(size, threads), freeMemory());
        }
        await nextTurn(); // parsing and starting a process are a few milliseconds each; not in one go
        const imported = from === 'imported' ? parameters.imported() : null;
        if (from === 'imported' && !imported) throw new KasaneError(phrase`no parameters are imported; import a file first`, 'from');
        supervisor.start({
          spec,
          from,
          threads,
          runsFolder,
          datasetFolder: dataset.current().folder,
          drawingsFolder: drawings.folder,
          parameters: imported?.tensors ?? null,
        });
      },
      pauseTraining: () => supervisor.pause(),
      resumeTraining: () => supervisor.resume(),
      stopTraining: () => supervisor.stop(),
      async continueTraining({ spec = null, threads = usualThreads() }) {
        gauge.stop();
        supervisor.goOn(spec, threads);
      },
      changeTraining: ({ spec }) => supervisor.changeTo(spec),
      async labelRun({ label }) {
        const folder = supervisor.setLabel(label);
        if (folder) await labelRun(folder, label);
      },
      async closeRun() {
        const closed = supervisor.close();
        // Else it would be offered again at the next start.
        if (closed?.interrupted) await markStopped(closed.folder);
      },

      async measurePace({ spec, threads = usualThreads() }) {
        await checking;
        const data = dataset.current();
        if (supervisor.isActive() || data.status !== 'ready') return null;
        fitToData(spec, { count: data.trainingImages, shape: data.shape });
        // A few more images change nothing of the pace.
        return gauge.measure({ spec: { ...spec, data: { ...spec.data, drawings: false } }, datasetFolder: data.folder, threads });
      },

      keepDesign: ({ spec }) => design.keep(spec),
      openDesign: () => design.open(openWindow()),
      saveDesign: ({ spec, elsewhere }) => design.save(openWindow(), spec, elsewhere),
      saveFile: (file) => saveFile(openWindow(), file),
      leaveDesignFile: () => design.leaveFile(),

      ...parameters.handlers,
      ...inspection,
      ...runs,
      ...search.handlers,
      ...lab.handlers,
      doubtfulLabels: ({ checksum }) => doubtful.of(checksum),
      markDoubtful: ({ checksum, position, doubtful: doubted }) => doubtful.mark(checksum, position, doubted),
      listDrawings: () => drawings.list(),
      keepDrawing: ({ digit, label }) => drawings.keep(digit, label),
      deleteDrawings: ({ indices }) => drawings.remove(indices),
      exportDrawings: () => drawings.export(openWindow()),
    },
    openFile(path) {
      if (early) early.push(path);
      else void openFile(path);
    },
    beforeSleep() {
      if (supervisor.isActive()) supervisor.save().catch(() => undefined); // the checkpoint before is kept
    },
    close() {
      supervisor.kill();
      gauge.stop();
      search.close();
      lab.close();
      inspector.kill();
    },
  };
}
