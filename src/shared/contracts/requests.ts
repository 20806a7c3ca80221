/**
 * The contract between studio and main process, declared once: every request with the schema of its input and the type
 * of its answer, every event with the type of its content. Handlers, client and the preload's channel list are derived
 * from it. Questions that the inspector answers are declared in questions.ts and are requests too.
 */
import { z } from 'zod';
import { MOST_CLASS_NAME, MOST_CLASSES } from '../data/image-set';
import { setNameSchema } from '../data/sources/drawn-set-file';
import type { ErrorData } from '../kasane-error';
import { lessonId } from '../lessons/lesson';
import type { LessonProgress } from '../lessons/progress';
import { parseDraft, parseRunSpec } from '../spec/parse-run-spec';
import { runLabelSchema } from '../spec/run-label';
import type { RunSpec } from '../spec/run-spec';
import { MOST_REPEATS } from '../studies/repeats';
import { parseSearch, type SearchSpec } from '../studies/search-spec';
import type { MeasuredPace } from '../training/measure-pace';
import {
  type DrawnSetEntry,
  type DrawnSetState,
  editedClassesSchema,
  type MergedSet,
  newSetSchema,
  type SampleChange,
  sampleChangesSchema,
} from './drawn-sets';
import { bytes, folderName, jobName, modelId } from './inputs';
import type { HandIns, LessonsState } from './lessons';
import { LARGEST_IMAGE, MOST_MODELS } from './limits';
import type { ImportedRun } from './processes';
import { questions } from './questions';
import type { RunMetrics, RunState } from './run';
import type { CurveLength } from './run-curve';
import type {
  AboutState,
  DataPreview,
  DatasetEntry,
  DatasetState,
  DrawingsState,
  EngineState,
  ImportedSummary,
  InsightState,
  LabContent,
  LabState,
  OpenedDesign,
  RepeatsState,
  SearchState,
  StudioState,
  SystemState,
  TrialState,
} from './state';

interface Request<Raw, Input, Answer> {
  readonly input: z.ZodType<Input, Raw>;
  /** Only a type: what the promise resolves to. */
  readonly answer?: Answer;
}

const request = <Answer>() => ({
  taking: <Raw, Input>(input: z.ZodType<Input, Raw>): Request<Raw, Input, Answer> => ({ input }),
});

const nothing = z.undefined();
const spec = z.unknown().transform((value): RunSpec => parseRunSpec(value));
/** A design in the making, which need not be one that can be trained. */
const draft = z.unknown().transform((value): RunSpec => parseDraft(value));
const checksum = z.string().regex(/^[0-9a-f]{32}$/);
/** Of the run of that folder, or the one at hand, in the format of that type. */
const exported = z.strictObject({ type: z.string().max(40), folder: folderName.nullable(), suggested: z.string().max(200) });
const runFolders = z.strictObject({ folders: z.array(folderName).min(1).max(10_000) });
/** What drawings that are kept are tied to. */
const drawingSet = {
  classes: z.array(z.string().min(1).max(MOST_CLASS_NAME)).min(2).max(MOST_CLASSES),
  shape: z.tuple([z.int().min(1).max(1024), z.int().min(1).max(1024), z.int().min(1).max(3)]),
};
const drawnSet = z.strictObject({ folder: folderName });
const ofLesson = z.strictObject({ lesson: lessonId });
const ofTask = ofLesson.extend({ task: lessonId });
const searchSpec = z.unknown().transform((value): SearchSpec => parseSearch(value));
/** How many threads train; one a core where that is left out. */
const threads = z.int().min(1).max(64).optional();

export const requests = {
  ...questions,
  /** Everything there is to show, for a window that has just opened. */
  getState: request<StudioState>().taking(nothing),
  /** The window shows all that: design files the system asked for before are opened now. */
  openWaiting: request<void>().taking(nothing),
  /** Which Kasane this is, and on what it runs. */
  about: request<AboutState>().taking(nothing),
  engine: request<EngineState>().taking(nothing),
  /** Nothing is left to be kept: the window may close. */
  closeWindow: request<void>().taking(nothing),
  /** Opens a dialog for a folder or for files and tells what data are there; null where the dialog is cancelled. */
  recogniseData: request<DataPreview | null>().taking(z.strictObject({ what: z.enum(['folder', 'files']), job: jobName })),
  /** The same of files that were dropped on the window; their paths are the preload's to find. */
  recogniseDropped: request<DataPreview>().taking(
    z.strictObject({ paths: z.array(z.string().min(1).max(4096)).min(1).max(10_000), job: jobName }),
  ),
  /** Reads the same place in another way. */
  recogniseAgain: request<DataPreview>().taking(
    z.strictObject({ token: z.int(), options: z.record(z.string(), z.unknown()), job: jobName }),
  ),
  /** Takes what was recognised, under names of the user's own, and puts it on the list. */
  takeData: request<DatasetState>().taking(
    z.strictObject({
      token: z.int(),
      name: z.string().trim().min(1).max(200),
      classes: z.array(z.string().trim().min(1).max(MOST_CLASS_NAME)).min(2).max(MOST_CLASSES),
    }),
  ),
  /** Datasets that were used before, MNIST not among them. */
  listDatasets: request<DatasetEntry[]>().taking(nothing),
  openListed: request<DatasetState>().taking(z.strictObject({ folder: z.string() })),
  /** Takes it off the list; its images and its runs stay. */
  forgetDataset: request<DatasetEntry[]>().taking(z.strictObject({ folder: z.string() })),
  /** MNIST, as Kasane comes with it. */
  openMnist: request<DatasetState>().taking(nothing),
  /** Starts a run, from the spec's initial values, from the imported parameters, or from what the run at hand has learnt. */
  startTraining: request<void>().taking(z.strictObject({ spec, from: z.enum(['initial', 'imported', 'run']), threads })),
  pauseTraining: request<void>().taking(nothing),
  resumeTraining: request<void>().taking(nothing),
  stopTraining: request<void>().taking(nothing),
  /** Resumes a run that was stopped or broke off, from its newest checkpoint; or one that is finished, by a longer spec. */
  continueTraining: request<void>().taking(z.strictObject({ spec: spec.optional(), threads })),
  /** Trains a design so many times, each time from the next seed. */
  startRepeats: request<void>().taking(
    z.strictObject({ spec, from: z.enum(['initial', 'imported']), count: z.int().min(2).max(MOST_REPEATS), workers: threads }),
  ),
  /** Goes on with a group of runs that was stopped or broke off. */
  resumeRepeats: request<void>().taking(z.strictObject({ group: z.string().min(1).max(300), workers: threads })),
  /** Its runs stay as their newest checkpoints have them. */
  stopRepeats: request<void>().taking(nothing),
  /** Takes a group that is not trained off the screen; its runs stay. */
  dismissRepeats: request<void>().taking(nothing),
  /** Trains the active run by another spec from the next iteration on. */
  changeTraining: request<void>().taking(z.strictObject({ spec })),
  /** Names the run, gives it a colour, notes something about it. */
  labelRun: request<void>().taking(z.strictObject({ label: runLabelSchema })),
  /** What the run at hand has learnt and told until now is on disk then; gives the name of its folder. */
  saveRun: request<{ folder: string }>().taking(nothing),
  /** Dismisses a run that is not active; it stays on disk. */
  closeRun: request<void>().taking(nothing),
  /**
   * Opens a save dialog and writes a trained network in a format, with the models of `beside` where one file takes several; gives
   * each one's share of test images that are read right, or null where the dialog is cancelled.
   */
  exportParameters: request<{ path: string; iteration: number; accuracies: readonly number[] } | null>().taking(
    exported.extend({
      beside: z
        .array(modelId)
        .max(MOST_MODELS - 1)
        .optional(),
    }),
  ),
  /** The same with the curves of a run. */
  exportCurves: request<{ path: string } | null>().taking(exported),
  /** Opens a file dialog, reads the parameters and evaluates it; null where the dialog is cancelled. `design`: what it may belong to. */
  importParameters: request<ImportedSummary | null>().taking(z.strictObject({ design: draft })),
  /** Reads the imported file again as another of the networks that it may hold: `chosen`, the label of its trial. */
  readImportedAs: request<ImportedSummary>().taking(z.strictObject({ chosen: z.string().max(1000), design: draft })),
  /** Makes a run of the imported parameters. */
  keepImported: request<{ folder: string }>().taking(nothing),
  /** Finds out how fast a spec trains here, in about a second; null while a run is active or where another question came after. */
  measurePace: request<MeasuredPace | null>().taking(z.strictObject({ spec, threads })),
  /** Keeps the design on disk for the next session. */
  keepDesign: request<void>().taking(z.strictObject({ spec: draft })),
  /** Opens a file dialog and reads the design; null where the dialog is cancelled. */
  openDesign: request<OpenedDesign | null>().taking(nothing),
  /** Saves the design to its file, or by a save dialog to another; null where the dialog is cancelled. */
  saveDesign: request<{ file: string } | null>().taking(z.strictObject({ spec: draft, elsewhere: z.boolean() })),
  /** The design no longer belongs to a file. */
  leaveDesignFile: request<void>().taking(nothing),
  /** Opens a save dialog and writes a picture, a table or a report; null where the dialog is cancelled. */
  saveFile: request<{ path: string } | null>().taking(
    z.strictObject({
      name: z.string().max(200),
      /** Of a PDF the content is the page that is printed. */
      extension: z.enum(['png', 'svg', 'csv', 'html', 'pdf']),
      content: z.union([z.string(), z.instanceof(Uint8Array)]),
    }),
  ),
  /** Nobody waits for that job any more. */
  cancelJob: request<void>().taking(z.strictObject({ job: jobName })),
  /** Positions in the file of that checksum whose labels the user doubts. */
  doubtfulLabels: request<number[]>().taking(z.strictObject({ checksum })),
  markDoubtful: request<number[]>().taking(z.strictObject({ checksum, position: z.int().min(0), doubtful: z.boolean() })),
  /** Drawings of some classes that were kept. Those that change them give them as they are then. */
  listDrawings: request<DrawingsState>().taking(z.strictObject(drawingSet)),
  keepDrawing: request<DrawingsState>().taking(
    z.strictObject({
      ...drawingSet,
      image: bytes(LARGEST_IMAGE),
      label: z
        .int()
        .min(0)
        .max(MOST_CLASSES - 1),
    }),
  ),
  deleteDrawings: request<DrawingsState>().taking(z.strictObject({ ...drawingSet, indices: z.array(z.int().min(0)).max(1_000_000) })),
  /** Opens a folder dialog and writes them there as IDX files; null where the dialog is cancelled. */
  exportDrawings: request<{ folder: string } | null>().taking(z.strictObject(drawingSet)),
  /** Sets of drawings under classes of the user's own. Those that change one give it as it is then. */
  listDrawnSets: request<DrawnSetEntry[]>().taking(nothing),
  createDrawnSet: request<DrawnSetState>().taking(newSetSchema),
  openDrawnSet: request<DrawnSetState>().taking(drawnSet),
  editDrawnSet: request<DrawnSetState>().taking(drawnSet.extend({ name: setNameSchema, classes: editedClassesSchema })),
  /** `undo`: what takes the changes back. */
  changeSamples: request<{ state: DrawnSetState; undo: SampleChange[] }>().taking(drawnSet.extend({ changes: sampleChangesSchema })),
  /** Moves it aside; gives those that are left. */
  deleteDrawnSet: request<DrawnSetEntry[]>().taking(drawnSet),
  restoreDrawnSet: request<DrawnSetState>().taking(drawnSet),
  /** Opens a save dialog and writes a zip of pictures in a folder for each class; null where the dialog is cancelled. */
  exportDrawnSet: request<{ path: string } | null>().taking(drawnSet),
  /** Opens a file dialog and takes the drawings in, into a new set where `folder` is null; null where the dialog is cancelled. */
  mergeDrawings: request<MergedSet | null>().taking(z.strictObject({ folder: folderName.nullable() })),
  /** Makes it the dataset in use. */
  useDrawnSet: request<DatasetState>().taking(drawnSet),
  /** Every lesson there is, and how far the user has come. */
  lessonsState: request<LessonsState>().taking(nothing),
  /** Looks what is solved by now. */
  checkLesson: request<LessonProgress>().taking(ofLesson),
  answerTask: request<LessonProgress>().taking(ofTask.extend({ answer: z.union([z.string().max(10_000), z.number()]).nullable() })),
  /** Of a task that many hints were looked at. */
  revealHint: request<LessonProgress>().taking(ofTask.extend({ hints: z.int().min(0).max(2) })),
  /** Forgets what was solved of it. */
  beginLessonAnew: request<LessonsState>().taking(ofLesson),
  /** Opens a file dialog and takes the lesson among those there are; null where the dialog is cancelled. */
  openLesson: request<{ id: string; state: LessonsState } | null>().taking(nothing),
  removeLesson: request<LessonsState>().taking(ofLesson),
  /** Opens a save dialog and writes answers, runs and seeds; null where the dialog is cancelled. */
  handIn: request<{ path: string } | null>().taking(ofLesson.extend({ student: z.string().trim().min(1).max(200) })),
  /** Opens a file dialog and judges what was handed in; null where the dialog is cancelled. */
  openHandIns: request<HandIns | null>().taking(nothing),
  /** Nobody looks at them any more. */
  closeHandIns: request<void>().taking(nothing),
  /** Trains their runs again. */
  repeatHandIns: request<HandIns>().taking(z.strictObject({ token: z.int(), job: jobName })),
  /** Names a run on disk, gives it a colour, notes and tags. */
  labelRunOf: request<void>().taking(z.strictObject({ folder: folderName, label: runLabelSchema })),
  /** Moves runs aside, from where they can be brought back for a while. */
  deleteRuns: request<void>().taking(runFolders),
  /** What can be brought back: the names of each deletion, the last one last. */
  deletedRuns: request<string[][]>().taking(nothing),
  /** Brings runs back; gives the names they have, others where theirs were taken since. */
  restoreRuns: request<string[]>().taking(runFolders),
  /** Shows a run of the disk in place of the one at hand. */
  openRun: request<void>().taking(z.strictObject({ folder: folderName })),
  /** Opens a save dialog and writes the run as one file; null where the dialog is cancelled. */
  exportRun: request<{ path: string } | null>().taking(z.strictObject({ folder: folderName })),
  /** Opens a file dialog and makes a run of it; null where the dialog is cancelled. */
  importRun: request<ImportedRun | null>().taking(nothing),
  /** Begins a search. */
  startSearch: request<void>().taking(z.strictObject({ search: searchSpec, workers: threads })),
  /** Resumes a search of the disk that broke off, or shows one that is finished. */
  openSearch: request<void>().taking(z.strictObject({ folder: folderName })),
  resumeSearch: request<void>().taking(z.strictObject({ workers: threads })),
  pauseSearch: request<void>().taking(nothing),
  /** Ends its workers; it can be resumed. */
  stopSearch: request<void>().taking(nothing),
  /** Moves searches aside, as runs are, and brings them back. */
  deleteSearches: request<void>().taking(runFolders),
  deletedSearches: request<string[][]>().taking(nothing),
  restoreSearches: request<string[]>().taking(runFolders),
  /** What an experiment came to with those controls, or last; null where that is not known. */
  labResults: request<LabContent | null>().taking(
    z.strictObject({ experiment: z.string().max(80), controls: z.record(z.string(), z.unknown()).optional() }),
  ),
  startExperiment: request<void>().taking(z.strictObject({ experiment: z.string().max(80), controls: z.record(z.string(), z.unknown()) })),
  /** Keeps what an experiment that is instant comes to with those controls. */
  keepExperiment: request<void>().taking(z.strictObject({ experiment: z.string().max(80), controls: z.record(z.string(), z.unknown()) })),
  stopExperiment: request<void>().taking(nothing),
  /** Discards the imported parameters. */
  discardImported: request<void>().taking(nothing),
};

/** Those whose files the preload turns into paths: what the page sends cannot name any. */
export const fileRequests = ['recogniseDropped'] as const satisfies readonly (keyof typeof requests)[];

export type Requests = typeof requests;
export type RequestName = keyof Requests;
/** What the studio sends. */
export type RawRequestInput<Name extends RequestName> = z.input<Requests[Name]['input']>;
/** What the handler gets, after parsing. */
export type RequestInput<Name extends RequestName> = z.output<Requests[Name]['input']>;
export type RequestAnswer<Name extends RequestName> =
  NonNullable<Requests[Name]['answer']> extends never ? undefined : Exclude<Requests[Name]['answer'], undefined>;

/** Errors do not survive the border as errors; replies carry them as data. */
export type Reply<Answer> = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly error: ErrorData };

export interface Events {
  /** The dataset in use changed, or its check ended. */
  dataset: DatasetState;
  /** The run as it stands, and the metrics that came since the last event. */
  run: { readonly state: RunState | null; readonly appended: RunMetrics } & CurveLength;
  /** The group of runs that is trained, or was last; null of none, or one that was dismissed. */
  repeats: RepeatsState | null;
  insight: InsightState;
  imported: ImportedSummary | null;
  /** The system asked for a design file to be opened; it could be, or not. */
  designOpened: { readonly opened: OpenedDesign } | { readonly error: ErrorData };
  /** The system asked for a lesson to be opened; it could be, or not. */
  lessonOpened: { readonly id: string } | { readonly error: ErrorData };
  /** The system asked for what was handed in. */
  handInsOpened: HandIns;
  system: SystemState;
  /** The window is asked to close: what is not on disk yet goes there now, then `closeWindow`. */
  closing: null;
  /** The search at hand, and its trials that changed since the last event; `reset` where those are all of them. */
  search: { readonly state: SearchState | null; readonly trials: readonly TrialState[]; readonly reset: boolean };
  /** The experiment at work, and results that came since the last event; `reset` where those are all of them. */
  lab: { readonly state: LabState; readonly results: Readonly<Record<string, unknown>>; readonly reset: boolean };
  /** How far a job has come, 0 … 1. */
  progress: { readonly job: string; readonly share: number };
}
export type EventName = keyof Events;
const everyEvent: Record<EventName, true> = {
  dataset: true,
  run: true,
  repeats: true,
  insight: true,
  imported: true,
  designOpened: true,
  lessonOpened: true,
  handInsOpened: true,
  system: true,
  closing: true,
  search: true,
  lab: true,
  progress: true,
};
export const eventNames = Object.keys(everyEvent) as readonly EventName[];
