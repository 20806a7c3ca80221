/** Everything the studio can ask for, tied to who answers it. */

import { basename, join } from 'node:path';
import type { RequestInput } from '@shared/contracts/requests';
import { isActive } from '@shared/contracts/run';
import { type DatasetSummary, isOfDigits } from '@shared/contracts/state';
import { errorData, errorFrom, KasaneError } from '@shared/kasane-error';
import { MemoryLimitError } from '@shared/kernels/memory';
import { HAND_IN_EXTENSION, LESSON_EXTENSION } from '@shared/lessons/extensions';
import type { NamedTensor } from '@shared/nn/parameter';
import { phrase } from '@shared/phrase';
import type { DataSize } from '@shared/spec/examine-data';
import type { RunSpec } from '@shared/spec/run-spec';
import { admit } from '@shared/training/admit';
import { builtInDataset } from '../../datasets/built-in';
import { drawingsFolderOf } from '../../datasets/drawings/drawings-file';
import type { DesignReader } from '../../files/design-reader';
import type { Launch } from '../../processes/child';
import { learntStamp, readRunParameters } from '../../runs/checkpoints';
import { labelRun, markStopped } from '../../runs/label';
import { isBeingTrained, readRecord } from '../../runs/record';
import { freeMemory } from '../../threads/free-memory';
import { usualThreads } from '../../threads/team';
import { aboutKasane } from '../about';
import type { Dialogs } from '../dialogs';
import { createGauge } from '../gauge';
import { createInspector } from '../inspector';
import { createSupervisor } from '../supervisor';
import { createDatasetHolder } from './dataset';
import { createDesignKeeper } from './design';
import { createDoubtfulLabels } from './doubtful';
import { createDrawingsKeeper } from './drawings';
import { createDrawnSetHandlers } from './drawn-sets';
import type { Handlers } from './handlers';
import { createLabHandlers } from './lab';
import { createLessonHandlers } from './lessons';
import { createParameterHandlers } from './parameters';
import { createQuestions } from './questions';
import { createRepeatHandlers } from './repeats';
import { createRunHandlers } from './runs';
import { type Print, saveFile } from './save-file';
import { createSearchHandlers } from './search';
import type { SendEvent } from './send-event';

/** Of what there is to train on. */
const sizeOf = ({ trainingImages, validationImages, shape, classes, recipe }: DatasetSummary): DataSize => ({
  ...{ count: trainingImages, shape, classes, recipe },
  validation: validationImages,
});

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

/** What the studio works with: the system as the handlers know it. */
export interface StudioOptions {
  readonly launch: Launch;
  readonly dialogs: Dialogs;
  readonly send: SendEvent;
  readonly folders: {
    /** Everything that the user makes. */
    readonly user: string;
    /** Of the models that Kasane comes with. */
    readonly models: string;
  };
  /** How far the active run has come, 0 … 1; −1 where none is active. */
  onRunProgress(share: number): void;
  closeWindow(): void;
  readonly print: Print;
  readonly designs: DesignReader;
  /** Milliseconds. */
  now(): number;
}

export function createStudio({ launch, dialogs, send, folders: { user, models }, ...options }: StudioOptions): Studio {
  const folders = { runs: join(user, 'runs'), searches: join(user, 'searches'), drawings: join(user, 'drawings'), models };
  const inspector = createInspector(launch);
  const dataset = createDatasetHolder({
    ...{ inspector, dialogs, listFile: join(user, 'datasets.json') },
    onChange: (state) => send('dataset', state),
    follow: (job) => questions.follow(job),
  });
  const datasetFolder = () => dataset.current().folder;
  const supervisor = createSupervisor(launch, {
    onChange(state, appended, before) {
      send('run', { state, appended, ...before });
      options.onRunProgress(state && isActive(state.status) && state.iterations > 0 ? state.iteration / state.iterations : -1);
    },
    onInsight: (insight) => send('insight', insight),
  });
  // A run that the session before did not end is there to be resumed.
  const finding = inspector.request('findInterrupted', { runsFolder: folders.runs }).then(
    (found) => found && supervisor.adopt(found),
    (error) => console.error(error),
  );
  const drawings = createDrawingsKeeper(folders.drawings, dialogs);
  const sets = createDrawnSetHandlers({ root: join(user, 'sets'), inspector, dialogs, use: dataset.use });
  const doubtful = createDoubtfulLabels(join(user, 'doubtful.json'));
  const isTraining = () => supervisor.isActive() || repeats.isActive();
  /** For all else: training comes first. */
  const freeThreads = () => (isTraining() ? 1 : usualThreads());
  const parameters = createParameterHandlers({
    ...{ inspector, supervisor, runsFolder: folders.runs, dialogs, datasetFolder, threads: freeThreads },
    sourceOf: (id) => questions.sourceOf(id),
    onImported: (summary) => send('imported', summary),
  });
  const runs = createRunHandlers({ inspector, supervisor, runsFolder: folders.runs, dialogs, datasetFolder, threads: freeThreads });
  const search = createSearchHandlers({ searchesFolder: folders.searches, inspector, launch, datasetFolder, send, now: options.now });
  // The book's experiments are of its digits.
  const digitsFolder = () => (isOfDigits(dataset.current()) ? datasetFolder() : builtInDataset());
  const repeats = createRepeatHandlers({
    ...{ runsFolder: folders.runs, launch, datasetFolder, send, onProgress: options.onRunProgress },
    drawingsFolder() {
      const data = dataset.current();
      return data.status === 'ready' ? drawingsFolderOf(drawings.folder, data) : drawings.folder;
    },
    async prepare(spec, wanted) {
      supervisor.assertIdle();
      const atOnce = await makeRoom(spec, 1, wanted);
      supervisor.assertIdle(); // another may have begun meanwhile
      return atOnce;
    },
    parametersFor: (from) => parametersFor(from),
  });
  const lab = createLabHandlers({ labFolder: join(user, 'lab'), modelsFolder: models, launch, datasetFolder: digitsFolder, send });
  const lessons = createLessonHandlers({
    ...{ folder: join(user, 'lessons'), progressFile: join(user, 'lessons.json'), inspector, dialogs, datasetFolder },
    folders: { runs: folders.runs, searches: folders.searches, lab: join(user, 'lab'), drawings: folders.drawings },
    doubtful: () => doubtful.all(),
    follow: (job) => questions.follow(job),
  });
  const questions = createQuestions({
    inspector,
    surroundings: () => ({
      folders: { ...folders, dataset: datasetFolder() },
      threads: freeThreads(),
      activeSearch: search.active(),
    }),
    imported: parameters.imported,
    // Another process may train a run that is not at hand.
    versionOf: async (folder) => supervisor.versionOf(folder) ?? learntStamp(folder),
    onProgress: (job, share) => send('progress', { job, share }),
    now: options.now,
  });
  const gauge = createGauge(launch);
  const design = createDesignKeeper(join(user, 'design.json'), dialogs, options.designs);
  const checking = dataset.checkBuiltIn();
  /** Files asked for before the window could show them; null from then on. */
  let early: string[] | null = [];

  /** What it is its name tells, as it told the system. */
  async function openFile(path: string): Promise<void> {
    if (path.endsWith(`.${HAND_IN_EXTENSION}`)) return send('handInsOpened', await lessons.addHandIn(path));
    if (path.endsWith(`.${LESSON_EXTENSION}`)) {
      return lessons.openLesson(path).then(
        (id) => send('lessonOpened', { id }),
        (error) => send('lessonOpened', { error: errorData(error) }),
      );
    }
    try {
      send('designOpened', { opened: await design.openFile(path) });
    } catch (error) {
      send('designOpened', { error: errorData(error) });
    }
  }

  /**
   * Before training; gives how many of so many runs there is memory for at the same time. Throws where the design cannot be
   * trained on the images in use; null of one that is trained on those it began with.
   */
  async function makeRoom(spec: RunSpec | null, threads: number, wanted = 1): Promise<number> {
    await Promise.all([checking, finding]);
    gauge.stop();
    await sets.refresh(datasetFolder());
    // A run that cannot be is refused before the one before it is dismissed.
    const data = dataset.current();
    if (data.status === 'failed') throw errorFrom(data.error);
    if (spec === null || data.status !== 'ready') return wanted;
    const { count: kept } = spec.data.drawings ? await drawings.list(data) : { count: null };
    const free = freeMemory();
    for (let atOnce = wanted; ; atOnce--) {
      try {
        admit(spec, { ...sizeOf(data), drawings: kept }, { threads, freeMemory: free / atOnce });
        return atOnce;
      } catch (error) {
        if (!(error instanceof MemoryLimitError) || atOnce === 1) throw error;
      }
    }
  }

  /** What a run begins with beside its spec; null for initial values. */
  async function parametersFor(from: RequestInput<'startTraining'>['from']): Promise<readonly NamedTensor[] | null> {
    if (from === 'initial') return null;
    if (from === 'run') return (await readRunParameters((await supervisor.save()).folder)).tensors;
    const imported = parameters.imported();
    if (!imported) throw new KasaneError(phrase`no parameters are imported; import a file first`, 'from');
    return imported.tensors;
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
        repeats: repeats.current(),
        usualThreads: usualThreads(),
      }),
      engine: () => inspector.request('engine', null),
      about: async () => aboutKasane(user, await inspector.request('engine', null).catch(() => null)),
      openWaiting() {
        for (const path of early ?? []) void openFile(path);
        early = null;
      },
      closeWindow: options.closeWindow,

      ...dataset.handlers,
      ...sets.handlers,
      ...lessons.handlers,
      ...repeats.handlers,
      async startTraining({ spec, from, threads = usualThreads() }) {
        repeats.assertIdle();
        await makeRoom(spec, threads);
        await nextTurn(); // parsing and starting a process are a few milliseconds each; not in one go
        const trained = await parametersFor(from);
        repeats.assertIdle(); // one may have begun meanwhile
        supervisor.start({
          spec,
          from: trained ? 'imported' : 'initial',
          threads,
          runsFolder: folders.runs,
          datasetFolder: datasetFolder(),
          drawingsFolder: drawings.folder,
          parameters: trained,
        });
      },
      pauseTraining: () => supervisor.pause(),
      resumeTraining: () => supervisor.resume(),
      stopTraining: () => supervisor.stop(),
      async continueTraining({ spec = null, threads = usualThreads() }) {
        repeats.assertIdle();
        gauge.stop();
        supervisor.resumeFromDisk(spec, threads);
      },
      saveRun: async () => ({ folder: basename((await supervisor.save()).folder) }),
      changeTraining: ({ spec }) => supervisor.changeTo(spec),
      async labelRun({ label }) {
        const folder = supervisor.setLabel(label);
        if (folder) await labelRun(folder, label);
      },
      async closeRun() {
        const closed = supervisor.close();
        // Else it would be offered again at the next start.
        if (!closed?.interrupted) return;
        // A group, or another Kasane, may be at it.
        if (!(await isBeingTrained(closed.folder, await readRecord(closed.folder)))) await markStopped(closed.folder);
      },

      async measurePace({ spec, threads = usualThreads() }) {
        await checking;
        const data = dataset.current();
        if (isTraining() || data.status !== 'ready') return null;
        admit(spec, sizeOf(data), { threads, freeMemory: freeMemory() });
        // A few more images change nothing of the pace.
        return gauge.measure({ spec: { ...spec, data: { ...spec.data, drawings: false } }, datasetFolder: data.folder, threads });
      },

      keepDesign: ({ spec }) => design.keep(spec),
      openDesign: () => design.open(),
      saveDesign: ({ spec, elsewhere }) => design.save(spec, elsewhere),
      saveFile: (file) => saveFile(dialogs, options.print, file),
      leaveDesignFile: () => design.leaveFile(),

      ...parameters.handlers,
      ...questions.handlers,
      cancelJob: ({ job }) => questions.cancel(job),
      ...runs,
      ...search.handlers,
      ...lab.handlers,
      doubtfulLabels: ({ checksum }) => doubtful.of(checksum),
      markDoubtful: ({ checksum, position, doubtful: doubted }) => doubtful.mark(checksum, position, doubted),
      listDrawings: (set) => drawings.list(set),
      keepDrawing: ({ image, label, ...set }) => drawings.keep(set, image, label),
      deleteDrawings: ({ indices, ...set }) => drawings.remove(set, indices),
      exportDrawings: (set) => drawings.export(set),
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
      repeats.close();
      lab.close();
      inspector.kill();
    },
  };
}
