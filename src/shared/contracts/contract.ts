/**
 * The contract between studio and main process, declared once: every request with the schema of its input and the type
 * of its answer, every event with the type of its content. Handlers, client and the preload's channel list are derived
 * from it.
 */
import { z } from 'zod';
import { ensembleRules } from '../analysis/ensemble';
import { DIGIT_SIDE } from '../data/digits/normalise';
import type { ErrorData } from '../kasane-error';
import { parseDraft, parseRunSpec } from '../spec/parse-run-spec';
import { runLabelSchema } from '../spec/run-label';
import type { RunSpec } from '../spec/run-spec';
import { parseSearch, type SearchSpec } from '../studies/search-spec';
import type { MeasuredPace } from '../training/measure-pace';
import type { Robustness } from '../training/robustness';
import { MOST_MEMBERS, MOST_SUBJECTS } from './limits';
import {
  type AugmentedDigits,
  type DatasetState,
  type DrawingsState,
  type Embedding,
  type ExaminedDigit,
  type ImportedSummary,
  type InsightState,
  inspectedSets,
  type LabContent,
  type LabState,
  type NeighbourDigit,
  type OpenedDesign,
  type PrecisionRow,
  type PredictedBy,
  type Reproduction,
  type RunDetails,
  type RunMetrics,
  type RunState,
  type RunSummary,
  type SearchState,
  type SearchSummary,
  type SetAnswers,
  type StudioState,
  type SubjectSummary,
  type SystemState,
  type TrialState,
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
const subject = z.string().min(1).max(300);
const set = z.enum(inspectedSets);
/** Follows a task that takes long by its progress events; another of the same name calls it off. */
const job = z.string().min(1).max(80);
const bytes = (most: number) =>
  z.custom<Uint8Array>((found) => found instanceof Uint8Array && found.length <= most, `at most ${most} bytes`);
const exactly = (count: number) =>
  z.custom<Uint8Array>((found) => found instanceof Uint8Array && found.length === count, `exactly ${count} bytes`);
const image = bytes(1024 * 1024);
const checksum = z.string().regex(/^[0-9a-f]{32}$/);
/** `of`: whose validation images are meant, where not the subject's own. */
const aboutSet = z.strictObject({ subject, set, of: subject.nullable(), job });
const MOST_DIGITS = 32;
/** The name of a folder among the runs, or among the searches, and nothing that leads elsewhere. */
const runFolder = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^./\\][^/\\]*$/, 'the name of a folder');
/** Of the run of that folder, or the one at hand, in the format of that type. */
const exported = z.strictObject({ type: z.string().max(40), folder: runFolder.nullable(), suggested: z.string().max(200) });
const runFolders = z.strictObject({ folders: z.array(runFolder).min(1).max(10_000) });
const searchSpec = z.unknown().transform((value): SearchSpec => parseSearch(value));
/** How many threads train; one a core where that is left out. */
const threads = z.int().min(1).max(64).optional();

export const requests = {
  /** Everything there is to show, for a window that has just opened. */
  getState: request<StudioState>().taking(nothing),
  /** The window shows all that: design files the system asked for before are opened now. */
  openWaiting: request<void>().taking(nothing),
  /** Nothing is left to be kept: the window that was asked to close may. */
  closeWindow: request<void>().taking(nothing),
  /** Asks for a folder and takes the dataset in it; null where the user thought better of it. */
  openDataset: request<DatasetState | null>().taking(nothing),
  /** Starts a run, from the spec's initial values or from the imported parameters. */
  startTraining: request<void>().taking(z.strictObject({ spec, from: z.enum(['initial', 'imported']), threads })),
  pauseTraining: request<void>().taking(nothing),
  resumeTraining: request<void>().taking(nothing),
  stopTraining: request<void>().taking(nothing),
  /** Goes on with a run that was stopped or broke off, from its newest checkpoint; or with one that is finished, by a longer spec. */
  continueTraining: request<void>().taking(z.strictObject({ spec: spec.optional(), threads })),
  /** Trains the active run by another spec from the next iteration on. */
  changeTraining: request<void>().taking(z.strictObject({ spec })),
  /** Names the run, gives it a colour, notes something about it. */
  labelRun: request<void>().taking(z.strictObject({ label: runLabelSchema })),
  /** Puts a run that is not active away; it stays on disk. */
  closeRun: request<void>().taking(nothing),
  /** Asks where to, and writes a trained network in a format; null where the user thought better of it. */
  exportParameters: request<{ path: string; iteration: number; accuracy: number } | null>().taking(exported),
  /** The same with the curves of a run. */
  exportCurves: request<{ path: string } | null>().taking(exported),
  /** Asks for a file of parameters, reads and evaluates it; null where the user thought better of it. `design`: what it may belong to. */
  importParameters: request<ImportedSummary | null>().taking(z.strictObject({ design: draft })),
  /** Makes a run of the imported parameters. */
  keepImported: request<{ folder: string }>().taking(nothing),
  /** Finds out how fast a spec trains here, in about a second; null while a run is active or where another question came after. */
  measurePace: request<MeasuredPace | null>().taking(z.strictObject({ spec, threads })),
  /** Keeps the design on disk for the next session. */
  keepDesign: request<void>().taking(z.strictObject({ spec: draft })),
  /** Asks for a design file and reads it; null where the user thought better of it. */
  openDesign: request<OpenedDesign | null>().taking(nothing),
  /** Saves the design to its file, or to one that is asked for; null where the user thought better of it. */
  saveDesign: request<{ file: string } | null>().taking(z.strictObject({ spec: draft, elsewhere: z.boolean() })),
  /** The design no longer belongs to a file. */
  leaveDesignFile: request<void>().taking(nothing),
  /** Asks where to, and writes a picture or a table; null where the user thought better of it. */
  saveFile: request<{ path: string } | null>().taking(
    z.strictObject({
      name: z.string().max(200),
      extension: z.enum(['png', 'svg', 'csv']),
      content: z.union([z.string(), z.instanceof(Uint8Array)]),
    }),
  ),
  /** Every trained network there is to ask. */
  listSubjects: request<SubjectSummary[]>().taking(nothing),
  /** Asks each about digits of 28×28 bytes, one after another. */
  predict: request<PredictedBy[]>().taking(
    z.strictObject({ subjects: z.array(subject).max(MOST_SUBJECTS), digits: bytes(MOST_DIGITS * DIGIT_SIDE ** 2) }),
  ),
  /** Asks about every image of a set, an ensemble with the others where there are any; null where the job was called off. */
  evaluateSet: request<SetAnswers | null>().taking(
    aboutSet.extend({
      others: z
        .array(subject)
        .max(MOST_MEMBERS - 1)
        .default([]),
      rule: z.enum(ensembleRules).default('mean'),
    }),
  ),
  /** Bytes of the images [from, to) of the set that is the subject's own. */
  imagesOf: request<Uint8Array>().taking(z.strictObject({ subject, set, from: z.int().min(0), to: z.int().min(0) })),
  /** What one image makes of a network, and the other way round; of the class `target`, or of the one it is read as. */
  examineDigit: request<ExaminedDigit>().taking(
    z.strictObject({ subject, image, target: z.int().min(0).max(9).nullable(), covering: z.boolean() }),
  ),
  nearestDigits: request<NeighbourDigit[] | null>().taking(z.strictObject({ subject, image, job })),
  embed: request<Embedding | null>().taking(aboutSet),
  lowerPrecision: request<PrecisionRow[] | null>().taking(aboutSet),
  robustness: request<Robustness | null>().taking(z.strictObject({ subject, images: z.int().min(1).max(1_000_000), job })),
  /** Nobody waits for that job any more. */
  cancelJob: request<void>().taking(z.strictObject({ job })),
  /** Positions in the file of that checksum whose labels the user doubts. */
  doubtfulLabels: request<number[]>().taking(z.strictObject({ checksum })),
  markDoubtful: request<number[]>().taking(z.strictObject({ checksum, position: z.int().min(0), doubtful: z.boolean() })),
  /** "My digits". Those that change them give them as they are then. */
  listDrawings: request<DrawingsState>().taking(nothing),
  keepDrawing: request<DrawingsState>().taking(z.strictObject({ digit: exactly(DIGIT_SIDE ** 2), label: z.int().min(0).max(9) })),
  deleteDrawings: request<DrawingsState>().taking(z.strictObject({ indices: z.array(z.int().min(0)).max(1_000_000) })),
  /** Asks for a folder and writes them there as IDX files; null where the user thought better of it. */
  exportDrawings: request<{ folder: string } | null>().taking(nothing),
  /** Every run on disk, the newest first. */
  listRuns: request<RunSummary[]>().taking(nothing),
  /** Spec and curves of a run; null where it cannot be read. */
  runDetails: request<RunDetails | null>().taking(z.strictObject({ folder: runFolder })),
  /** Names a run on disk, gives it a colour, notes and tags. */
  labelRunOf: request<void>().taking(z.strictObject({ folder: runFolder, label: runLabelSchema })),
  /** Moves runs aside, from where they can be brought back for a while. */
  deleteRuns: request<void>().taking(runFolders),
  /** What can be brought back: the names of each deletion, the last one last. */
  deletedRuns: request<string[][]>().taking(nothing),
  /** Brings runs back; gives the names they have, others where theirs were taken since. */
  restoreRuns: request<string[]>().taking(runFolders),
  /** Shows a run of the disk in place of the one at hand. */
  openRun: request<void>().taking(z.strictObject({ folder: runFolder })),
  /** Trains a run again and compares what comes of it with what is kept; null where the job was called off. */
  reproduceRun: request<Reproduction | null>().taking(z.strictObject({ folder: runFolder, job })),
  /** Asks where to, and writes the run as one file; null where the user thought better of it. */
  exportRun: request<{ path: string } | null>().taking(z.strictObject({ folder: runFolder })),
  /** Asks for such a file and makes a run of it; null where the user thought better of it. */
  importRun: request<{ folder: string; sameData: boolean | null } | null>().taking(nothing),
  /** Begins a search. */
  startSearch: request<void>().taking(z.strictObject({ search: searchSpec, workers: threads })),
  /** Goes on with a search of the disk that broke off, or shows one that is finished. */
  openSearch: request<void>().taking(z.strictObject({ folder: runFolder })),
  resumeSearch: request<void>().taking(z.strictObject({ workers: threads })),
  pauseSearch: request<void>().taking(nothing),
  /** Ends its workers; it can be gone on with. */
  stopSearch: request<void>().taking(nothing),
  listSearches: request<SearchSummary[]>().taking(nothing),
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
  /** What augmentation makes of sixteen training images, bytes 0 … 255. */
  augmentedDigits: request<AugmentedDigits>().taking(z.strictObject({ spec: draft, round: z.int().min(1).max(1_000_000) })),
  /** Puts the imported parameters away. */
  discardImported: request<void>().taking(nothing),
};

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
  run: { readonly state: RunState | null; readonly appended: RunMetrics; readonly from: number };
  insight: InsightState;
  imported: ImportedSummary | null;
  /** The system asked for a design file to be opened; it could be, or not. */
  designOpened: { readonly opened: OpenedDesign } | { readonly error: ErrorData };
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
export const eventNames = [
  'dataset',
  'run',
  'insight',
  'imported',
  'designOpened',
  'system',
  'closing',
  'search',
  'lab',
  'progress',
] as const satisfies readonly EventName[];
