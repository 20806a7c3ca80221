/** What main asks the inspector process, and what it answers. */

import type { EnsembleRule } from '../analysis/ensemble';
import type { ImageShape } from '../data/image-set';
import type { ImportedParameters } from '../exchange/foreign/import-parameters';
import type { NamedTensor } from '../nn/parameter';
import type { RunSpec } from '../spec/run-spec';
import type { Evaluation } from '../training/evaluation';
import type { Robustness } from '../training/robustness';
import type { Reply } from './contract';
import type {
  AugmentedDigits,
  Embedding,
  ExaminedDigit,
  InspectedSet,
  NeighbourDigit,
  PrecisionRow,
  PredictedBy,
  Reproduction,
  RunDetails,
  RunMetrics,
  RunState,
  RunSummary,
  SearchSummary,
  SetAnswers,
  SubjectSummary,
} from './state';

/** Where a trained network is to be found: a folder of a run or of a model, or the parameters themselves. */
export type SubjectSource =
  | { readonly kind: 'run'; readonly folder: string }
  | { readonly kind: 'model'; readonly folder: string }
  | { readonly kind: 'given'; readonly spec: RunSpec; readonly tensors: readonly NamedTensor[] };

export interface SubjectRef {
  /** As in SubjectSummary. */
  readonly id: string;
  /** Differs where the parameters do. */
  readonly key: string;
  readonly source: SubjectSource;
}

/** Where images come from. */
export interface ImageSources {
  readonly datasetFolder: string;
  readonly drawingsFolder: string;
}

/** A subject to be asked about a set; of validation sets the one of subject `of`, or its own. */
interface AboutSet {
  readonly subject: SubjectRef;
  readonly set: InspectedSet;
  readonly of: SubjectRef | null;
  readonly sources: ImageSources;
  readonly threads: number;
}

export interface InspectorTasks {
  inspectDataset: {
    input: { folder: string };
    answer: { original: boolean; trainingImages: number; testImages: number; shape: ImageShape };
  };
  /** MD5 of the training files, by which a search knows its images again. */
  trainingSums: { input: { folder: string }; answer: Readonly<Record<string, string>> };
  /** Reads a file of parameters of any format; `design`: what it may belong to, where it does not say. */
  importParameters: {
    input: { path: string; datasetFolder: string; design: RunSpec | null; threads: number };
    answer: ImportedParameters & { test: Evaluation };
  };
  /** Makes a run of imported parameters, as they are. */
  keepImported: {
    input: { runsFolder: string; datasetFolder: string; spec: RunSpec; tensors: readonly NamedTensor[]; test: Evaluation };
    answer: { folder: string };
  };
  /** The newest run that was not ended and that nobody trains; null where there is none. */
  findInterrupted: { input: { runsFolder: string }; answer: FoundRun | null };
  /** Writes a trained network in a format, once its file was read again; tells of which iteration that is, and how well it does. */
  exportParameters: {
    input: { path: string; type: string; source: SubjectSource; datasetFolder: string; threads: number };
    answer: { iteration: number | null; accuracy: number; images: number };
  };
  /** Writes the curves of the run in `folder`. */
  exportCurves: { input: { path: string; type: string; folder: string }; answer: null };
  /** A run of the disk, ready to be shown and gone on with. */
  openRun: { input: { folder: string }; answer: FoundRun };
  listRuns: { input: { runsFolder: string }; answer: RunSummary[] };
  listSearches: { input: { searchesFolder: string }; answer: SearchSummary[] };
  runDetails: { input: { folder: string }; answer: RunDetails | null };
  reproduceRun: { input: { folder: string; datasetFolder: string; threads: number }; answer: Reproduction };
  exportRun: { input: { folder: string; path: string }; answer: null };
  /** `sameData`: whether the images at hand are those it was trained on; null where they cannot be read. */
  importRun: { input: { path: string; runsFolder: string; datasetFolder: string }; answer: { folder: string; sameData: boolean | null } };
  augmentedDigits: { input: { spec: RunSpec; round: number; datasetFolder: string }; answer: AugmentedDigits };
  listSubjects: { input: { runsFolder: string; modelsFolder: string }; answer: SubjectSummary[] };
  /** Asks each subject about digits of 28×28 bytes, one after another. */
  predict: { input: { subjects: readonly SubjectRef[]; digits: Uint8Array }; answer: PredictedBy[] };
  /** With `others` as an ensemble. */
  evaluateSet: { input: AboutSet & { others: readonly SubjectRef[]; rule: EnsembleRule }; answer: SetAnswers };
  /** Bytes of the images [from, to) of the set that is the subject's own. */
  imagesOf: {
    input: { subject: SubjectRef; set: InspectedSet; sources: ImageSources; from: number; to: number };
    answer: Uint8Array;
  };
  /** Of the class `target`, or of the one that it is read as; `covering`: with the occlusion map, which takes longest. */
  examineDigit: { input: { subject: SubjectRef; image: Uint8Array; target: number | null; covering: boolean }; answer: ExaminedDigit };
  nearestDigits: {
    input: { subject: SubjectRef; image: Uint8Array; sources: ImageSources; threads: number };
    answer: NeighbourDigit[];
  };
  embed: { input: AboutSet; answer: Embedding };
  lowerPrecision: { input: AboutSet; answer: PrecisionRow[] };
  robustness: {
    input: { subject: SubjectRef; sources: ImageSources; images: number; threads: number };
    answer: Robustness;
  };
}

/** A run of an earlier session, as it is found on disk. */
export interface FoundRun {
  readonly folder: string;
  readonly state: Omit<RunState, 'id'>;
  readonly metrics: RunMetrics;
}

export type InspectorTask = keyof InspectorTasks;

export type ToInspector =
  | { [Task in InspectorTask]: { readonly id: number; readonly task: Task; readonly input: InspectorTasks[Task]['input'] } }[InspectorTask]
  /** Nobody waits for that question's answer any more. */
  | { readonly id: number; readonly task: 'cancel' };

/** A reply, or how far the task has come, 0 … 1. A task that was called off answers null. */
export type FromInspector = { readonly id: number; readonly reply: Reply<unknown> } | { readonly id: number; readonly progress: number };
