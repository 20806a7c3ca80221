/** The processes that main starts, and what each of them can be asked. */

import type { LeftOut } from '../data/sources/source';
import type { ImportedParameters } from '../exchange/foreign/import-parameters';
import type { ErrorData } from '../kasane-error';
import type { RunEvidence } from '../lessons/evidence';
import type { Lesson } from '../lessons/lesson';
import type { LessonProgress } from '../lessons/progress';
import type { Repeated } from '../lessons/tabulate';
import type { NamedTensor } from '../nn/parameter';
import type { Phrase } from '../phrase';
import type { SpecChange } from '../spec/changes';
import type { RunLabel } from '../spec/run-label';
import type { RunSpec } from '../spec/run-spec';
import type { Repeat, RepeatOutcome } from '../studies/repeats';
import type { Evaluation } from '../training/evaluation';
import type { EvaluatedSet, FinishReason } from '../training/events';
import type { MeasuredPace } from '../training/measure-pace';
import type { Insight } from '../training/observer';
import type { EpochPoint, TrialEnd } from '../training/trial';
import type { Long, Simple } from './channel';
import type { QuestionAnswer, QuestionInput, QuestionName } from './questions';
import type { RunEvaluation, RunFacts, RunMetrics, RunState } from './run';
import type { RunCurve } from './run-curve';
import type { DataPreview, DatasetSummary, EngineState, HardestState, InsightState } from './state';

/** As types, not interfaces: an `Api` has an index of names. */
export type ProcessApis = {
  readonly trainer: TrainerApi;
  readonly inspector: InspectorApi;
  readonly gauge: GaugeApi;
  readonly worker: WorkerApi;
};
export type ProcessName = keyof ProcessApis;

// Trainer: one run.

/** A run to begin, or the folder of one to resume. */
export type TrainerJob =
  | {
      readonly kind: 'new';
      readonly runsFolder: string;
      readonly datasetFolder: string;
      readonly drawingsFolder: string;
      readonly threads: number;
      readonly spec: RunSpec;
      readonly parameters: readonly NamedTensor[] | null;
    }
  | { readonly kind: 'resume'; readonly folder: string; readonly threads: number; readonly change: RunSpec | null };

export type TrainerReport =
  | {
      readonly type: 'started';
      /** Where the run is kept. */
      readonly folder: string;
      /** The iteration from which a run is resumed; 0 of a new one. */
      readonly iteration: number;
      readonly iterations: number;
      readonly trainingImages: number;
      readonly parameterCount: number;
      readonly threads: number;
      readonly facts: RunFacts;
      readonly passedOver: RunState['passedOver'];
    }
  | {
      readonly type: 'progress';
      readonly seconds: number;
      readonly imagesPerSecond: number;
      readonly metrics: RunMetrics;
      readonly evaluated: readonly (RunEvaluation & { readonly set: EvaluatedSet })[];
      /** The average of the parameters on the validation images. */
      readonly averaged: readonly RunEvaluation[];
      /** Set while a set is being evaluated. */
      readonly evaluating: { readonly set: EvaluatedSet; readonly images: number; readonly total: number } | null;
    }
  /** The run trains by another spec from the next iteration on. */
  | ({ readonly type: 'changed' } & ChangedRun)
  | { readonly type: 'insight'; readonly insight: Insight }
  | { readonly type: 'hardest'; readonly hardest: HardestState }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  /** A checkpoint is on disk. */
  | { readonly type: 'checkpointed'; readonly iteration: number }
  /** The run cannot be written down for now, or (null) is again. */
  | { readonly type: 'recording'; readonly trouble: ErrorData | null };

export interface ChangedRun {
  readonly change: SpecChange;
  readonly iterations: number;
}

/** All is written down; or, where `kept` is false, could not be. */
export interface RunEnd {
  readonly reason: FinishReason;
  readonly kept: boolean;
  readonly iteration: number;
}

export type TrainerApi = {
  readonly train: { readonly input: TrainerJob; readonly progress: TrainerReport; readonly answer: RunEnd };
  readonly pause: Simple<null, null>;
  readonly resume: Simple<null, null>;
  readonly stop: Simple<null, null>;
  readonly change: Simple<RunSpec, ChangedRun>;
  readonly label: Simple<RunLabel, null>;
  /** Writes a checkpoint of things as they are now; answers its iteration. */
  readonly checkpoint: Simple<null, number>;
};

// Inspector: trained networks and what is on disk.

/** Where a trained network is to be found: a folder of a run or of a shipped model, or the parameters themselves. */
export type ModelSource =
  | { readonly kind: 'run'; readonly folder: string }
  | { readonly kind: 'shipped'; readonly folder: string }
  | { readonly kind: 'given'; readonly spec: RunSpec; readonly tensors: readonly NamedTensor[] };

export interface ModelRef {
  /** As in ModelSummary. */
  readonly id: string;
  /** Differs where the parameters do. */
  readonly key: string;
  /** Where other parameters have taken their place: `source` leads to those, and these are in the inspector's memory or lost. */
  readonly isPast?: boolean;
  readonly source: ModelSource;
}

/** What main knows and the inspector needs for any question. */
export interface Surroundings {
  readonly folders: {
    readonly runs: string;
    readonly searches: string;
    readonly models: string;
    readonly drawings: string;
    readonly dataset: string;
  };
  readonly threads: number;
  /** Of the models that the question names, by id. */
  readonly models: Readonly<Record<string, ModelRef>>;
  /** The folder of the search that is at work. */
  readonly activeSearch: string | null;
}

/** A run that came as a file. */
export interface ImportedRun {
  readonly folder: string;
  /** Whether the images at hand are those it was trained on; null where they cannot be read. */
  readonly sameData: boolean | null;
  /** The test accuracy it claimed and the one that was found, if it could be; null where there was none, or nothing to ask. */
  readonly claim: { readonly claimed: number; readonly found: number | null } | null;
}

/** A run of an earlier session, as it is found on disk. */
export interface FoundRun {
  readonly folder: string;
  readonly state: Omit<RunState, 'id'>;
  readonly metrics: RunCurve;
  /** What was last seen inside it; null where nothing was. */
  readonly insight: Omit<InsightState, 'run'> | null;
}

type QuestionApi = {
  readonly [Name in QuestionName]: Long<
    { readonly question: QuestionInput<Name>; readonly surroundings: Surroundings },
    QuestionAnswer<Name>
  >;
};

export interface LessonInput {
  readonly lesson: Lesson;
  readonly progress: LessonProgress;
  readonly folders: Readonly<Record<'runs' | 'searches' | 'lab' | 'drawings', string>>;
  /** Positions of labels that are doubted, by the checksum of their file. */
  readonly doubtful: Readonly<Record<string, readonly number[]>>;
}

/** What main itself asks; paths come from its dialogs. */
export type FileApi = {
  /** What this process computes with. Each finds out for itself; a trainer's stands in its run's record. */
  readonly engine: Simple<null, EngineState>;
  readonly inspectDataset: Simple<{ readonly folder: string }, DatasetSummary>;
  /** Reads a place to show what is there; the newest is held until it is taken. */
  readonly previewData: Long<
    { readonly paths: readonly string[]; readonly options: Readonly<Record<string, unknown>>; readonly token: number },
    Omit<DataPreview, 'token'>
  >;
  /** Makes a dataset of what was read last; gives where it is opened from. */
  readonly takeData: Simple<
    { readonly token: number; readonly name: string; readonly classes: readonly string[] },
    { readonly folder: string }
  >;
  /** Labelled images of a place as drawings of a set would be: 28×28, ink on paper. */
  readonly readLabelled: Long<
    { readonly paths: readonly string[] },
    {
      readonly name: string;
      readonly classes: readonly string[];
      readonly labels: Uint8Array;
      readonly pixels: Uint8Array;
      readonly leftOut: readonly LeftOut[];
      readonly leftOutCount: number;
    }
  >;
  /** What of a lesson is solved by what was done so far. */
  readonly checkLesson: Simple<LessonInput, LessonProgress>;
  /** Trains runs of hand-ins again; by the place of each hand-in. */
  readonly repeatRuns: Long<
    { readonly handIns: readonly (readonly RunEvidence[])[]; readonly datasetFolder: string; readonly threads: number },
    readonly Repeated[]
  >;
  /** MD5 of the training files, by which a search knows its images again. */
  readonly trainingSums: Simple<{ readonly folder: string }, Readonly<Record<string, string>>>;
  /** Reads a file of parameters of any format; `design`: what it may belong to, where it does not say. */
  readonly importParameters: Simple<
    {
      readonly path: string;
      readonly datasetFolder: string;
      /** The label of the reading to take; the best where it is left out. */
      readonly chosen?: string | undefined;
      /** Whose designs it may belong to as well. */
      readonly runsFolder: string;
      readonly design: RunSpec | null;
      readonly threads: number;
    },
    ImportedParameters & { readonly test: Evaluation }
  >;
  /** Makes a run of imported parameters, as they are. */
  readonly keepImported: Simple<
    {
      readonly runsFolder: string;
      readonly datasetFolder: string;
      readonly spec: RunSpec;
      readonly tensors: readonly NamedTensor[];
      readonly test: Evaluation;
    },
    { readonly folder: string }
  >;
  /** The newest run that was not ended and that nobody trains; null where there is none. */
  readonly findInterrupted: Simple<{ readonly runsFolder: string }, FoundRun | null>;
  /** Writes trained networks in a format, once their file was read again; tells of which iteration the first is, and how well each does. */
  readonly exportParameters: Simple<
    {
      readonly path: string;
      readonly type: string;
      readonly sources: readonly ModelSource[];
      readonly datasetFolder: string;
      readonly threads: number;
    },
    { readonly iteration: number | null; readonly accuracies: readonly number[] }
  >;
  /** Writes the curves of the run in `folder`. */
  readonly exportCurves: Simple<{ readonly path: string; readonly type: string; readonly folder: string }, null>;
  /** A run of the disk, ready to be shown and resumed. */
  readonly openRun: Simple<{ readonly folder: string }, FoundRun>;
  readonly exportRun: Simple<{ readonly folder: string; readonly path: string }, null>;
  readonly importRun: Simple<
    { readonly path: string; readonly runsFolder: string; readonly datasetFolder: string; readonly threads: number },
    ImportedRun
  >;
};

export type InspectorApi = QuestionApi & FileApi;

// Gauge: how fast a design would train here.

export type GaugeApi = {
  /** Null where nothing could be trained for long enough. */
  readonly measurePace: Simple<{ readonly spec: RunSpec; readonly datasetFolder: string; readonly threads: number }, MeasuredPace | null>;
};

// Workers: trials and parts of experiments, one at a time.

export interface LabPartInput {
  readonly datasetFolder: string;
  readonly modelFolder: string;
  readonly experiment: string;
  readonly controls: unknown;
  readonly part: string;
}

export interface TrialInput {
  readonly datasetFolder: string;
  readonly spec: RunSpec;
  readonly fromEpoch: number;
  readonly untilEpoch: number;
  readonly resume: string | null;
  readonly save: string | null;
}

export interface RepeatInput {
  readonly runsFolder: string;
  readonly datasetFolder: string;
  /** Drawings of the dataset's own classes, where the spec asks for them. */
  readonly drawingsFolder: string;
  /** Of the group's first run; each further one takes the next seed. */
  readonly spec: RunSpec;
  readonly parameters: readonly NamedTensor[] | null;
  readonly repeat: Repeat;
  readonly threads: number;
}

export interface RepeatProgress {
  /** Of the run. */
  readonly folder: string;
  readonly iteration: number;
  readonly iterations: number;
}

/** What a pool shares out among workers. */
export type WorkerTasks = {
  /**
   * Trains a trial on the training images alone and leaves a checkpoint at `save`. Resumes from the one at `resume`, which
   * was left after `fromEpoch`; where that is lost, from the start, which comes to the same.
   */
  readonly trial: {
    readonly input: TrialInput;
    readonly progress: EpochPoint;
    /** `refused`: why its spec cannot be trained, null where it can. Whatever else goes wrong is not the trial's fault, and an error. */
    readonly answer: {
      readonly curve: readonly EpochPoint[];
      readonly end: TrialEnd;
      readonly refused: Phrase | null;
      readonly seconds: number;
    };
  };
  /** Trains a run of a group, or goes on with it where it was begun; one that is finished is only told of. */
  readonly repeat: {
    readonly input: RepeatInput;
    readonly progress: RepeatProgress;
    readonly answer: RepeatOutcome;
  };
  /** Does one part of an experiment; tells how far it has come, 0 … 1, and every so often what it has come to. */
  readonly labPart: {
    readonly input: LabPartInput;
    readonly progress: { readonly share: number; readonly soFar?: unknown };
    readonly answer: unknown;
  };
};
export type WorkerTask = keyof WorkerTasks;

export type WorkerApi = WorkerTasks & {
  /** Holds the work where it is, or resumes it. */
  readonly hold: Simple<boolean, null>;
};
