/** What the studio sees of the other processes: snapshots, plain data. */

import type { Precision } from '../analysis/precision';
import { DIGIT_CLASSES } from '../data/digits/digit-classes';
import type { ImageShape } from '../data/image-set';
import type { Recipe } from '../data/recipe';
import type { DataOptions } from '../data/sources/options';
import type { ImportedParameters } from '../exchange/foreign/import-parameters';
import type { ErrorData } from '../kasane-error';
import type { Phrase } from '../phrase';
import type { RunSpec } from '../spec/run-spec';
import type { RepeatOutcome } from '../studies/repeats';
import type { TrialResult } from '../studies/results';
import type { SearchSpec } from '../studies/search-spec';
import type { Evaluation, Predictions } from '../training/evaluation';
import type { EvaluatedSet } from '../training/events';
import type { Explanation } from '../training/examiner';
import type { HardImage } from '../training/hardest';
import type { Insight } from '../training/observer';
import type { DatasetRef, RunState } from './run';
import type { RunCurve } from './run-curve';

/** What there is to train on. */
export interface DatasetSummary {
  readonly name: string;
  /** Byte for byte the original MNIST. */
  readonly original: boolean;
  readonly ref: DatasetRef;
  /** The label of what it was read from. */
  readonly source: string;
  readonly trainingImages: number;
  /** Its own, which are held back in place of training images; 0 where it has none. */
  readonly validationImages: number;
  readonly testImages: number;
  readonly unlabelledImages: number;
  /** [height, width, channels] of one image. */
  readonly shape: ImageShape;
  readonly classes: readonly string[];
  /** How a picture of one's own becomes an input like these. */
  readonly recipe: Recipe;
}

/** A dataset of the list that the chip offers. */
export interface DatasetEntry {
  /** Where it lies; what it is opened by. */
  readonly folder: string;
  readonly name: string;
}

/** What a place holds, before anybody uses it. */
export interface DataPreview {
  /** What was read, as it is asked about further. */
  readonly token: number;
  readonly name: string;
  readonly source: string;
  /** What was recognised, and by what. */
  readonly reason: Phrase;
  /** Several datasets in one place, and which of them this is. */
  readonly choices: readonly string[];
  readonly choice: string;
  readonly options: DataOptions;
  /** Those of them that mean something here. */
  readonly settings: readonly (keyof DataOptions)[];
  readonly shape: ImageShape;
  readonly classes: readonly string[];
  /** Of each part, how many images there are of each class. */
  readonly parts: Readonly<Record<'training' | 'validation' | 'test', readonly number[]>>;
  readonly unlabelled: number;
  /** Whether the test part was put aside of the training images. */
  readonly isPutAside: boolean;
  /** Some images of each class, one after another, and the class of each. */
  readonly samples: { readonly pixels: Uint8Array; readonly labels: Uint8Array };
  readonly warnings: readonly Phrase[];
  readonly leftOut: readonly { readonly place: string; readonly reason: Phrase }[];
  readonly leftOutCount: number;
  readonly recipe: Recipe;
}

export type DatasetState =
  | { readonly status: 'checking'; readonly folder: string }
  | ({ readonly status: 'ready'; readonly folder: string } & DatasetSummary)
  | { readonly status: 'failed'; readonly folder: string; readonly error: ErrorData };

/** Whether its images are digits as MNIST has them, which the book's experiments are of. */
export const isOfDigits = (dataset: DatasetState): boolean =>
  dataset.status !== 'ready' || (dataset.shape.join() === '28,28,1' && dataset.classes.join() === DIGIT_CLASSES.join());

/** The digits of a set that the network did worst on at an iteration. */
export interface HardestState {
  readonly iteration: number;
  readonly set: EvaluatedSet;
  /** How many there were to choose from. */
  readonly images: number;
  readonly digits: readonly HardImage[];
}

/** What was last seen inside the run. */
export interface InsightState {
  /** The run's id. */
  readonly run: number;
  readonly insight: Insight | null;
  readonly hardest: HardestState | null;
}

export interface ImportedSummary extends Omit<ImportedParameters, 'tensors'> {
  /** File name without its folder. */
  readonly file: string;
  readonly test: Evaluation;
}

/** Sets that a model can be evaluated on. */
export const inspectedSets = ['validation', 'test', 'drawings'] as const;
export type InspectedSet = (typeof inspectedSets)[number];

/** Labelled images with what a network says of each. */
export interface SetPredictions extends Predictions {
  /** How many members the ensemble has. */
  readonly members: number;
  readonly set: InspectedSet;
  /** Tells one selection of images from another: where it is the same, the images are. */
  readonly key: string;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** The names of the classes that labels count. */
  readonly classes: readonly string[];
  readonly labels: Uint8Array;
  /** Where each image is in its file. */
  readonly positions: Uint32Array;
  /** MD5 of that file; null of drawings, which change. */
  readonly checksum: string | null;
  /** Of the first member's parameters. */
  readonly iteration: number | null;
  /** Of each member's parameters, by its id: what else is asked about this answer is asked of the same ones. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One model's predictions, or why there are none. */
export interface PredictedBy {
  readonly model: string;
  readonly iteration: number | null;
  /** Of the parameters, as questions take it back; null where it failed. */
  readonly version: string | null;
  /** [image][class], 0 … 1; empty where it failed. */
  readonly probabilities: readonly (readonly number[])[];
  readonly error: ErrorData | null;
}

export interface ExaminedDigit extends Explanation {
  readonly probabilities: readonly number[];
  /** The class that saliency and occlusion are of. */
  readonly target: number;
  /** Fall of its probability where the place around a pixel is covered, row by row; null where it was not asked for. */
  readonly occlusion: Float32Array | null;
}

export interface NeighbourDigit {
  /** In the training file. */
  readonly position: number;
  readonly label: number;
  /** In the last hidden layer's space. */
  readonly distance: number;
  readonly width: number;
  readonly channels: number;
  readonly pixels: Uint8Array;
}

export interface Embedding {
  /** Places in the set. */
  readonly images: Uint32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** One model against another on the same images. */
export interface PairComparison {
  /** Images that the second alone reads right, and the first alone. */
  readonly fixed: number;
  readonly broken: number;
  /** McNemar's. */
  readonly p: number;
}

export interface PrecisionRow {
  readonly id: Precision['id'];
  readonly bytes: number;
  readonly correct: number;
  readonly images: number;
  /** Places in the set of images that are read otherwise than in float32, and as what. */
  readonly flipped: readonly { readonly image: number; readonly predicted: number }[];
}

/** Drawings that were kept, of the classes that they were labelled by. */
export interface DrawingsState {
  readonly classes: readonly string[];
  readonly shape: ImageShape;
  readonly count: number;
  readonly labels: Uint8Array;
  /** Bytes of one image after another. */
  readonly pixels: Uint8Array;
}

/** A design as it comes from a file; the file's name is without its folder. */
export interface OpenedDesign {
  readonly spec: RunSpec;
  readonly file: string;
}

/** The design as the session before left it; null where there was none. */
export interface DesignState {
  readonly spec: RunSpec | null;
  readonly file: string | null;
  /** The design as its file has it. */
  readonly saved: RunSpec | null;
  /** Why it could not be restored. */
  readonly trouble: ErrorData | null;
}

/** A search as the studio shows it, without its trials. */
export interface SearchState {
  /** The name of its folder, which no other search has. */
  readonly folder: string;
  readonly search: SearchSpec;
  /** ISO 8601. */
  readonly created: string;
  readonly status: 'running' | 'paused' | 'finished' | 'stopped' | 'interrupted' | 'failed';
  /** Trials there will be at most, and epochs that all of them take, about. */
  readonly trials: number;
  readonly epochs: number;
  readonly workers: number;
  /** That it has been at work, pauses left out. */
  readonly seconds: number;
  readonly error: ErrorData | null;
}

/** A trial as it stands; `running` while a worker trains it. */
export interface TrialState extends TrialResult {
  readonly running: boolean;
  /** What its jobs came to, each with its place in the order of all jobs. */
  readonly outcomes: readonly { readonly number: number; readonly accuracy: number | null }[];
}

/** A search of the list of all searches. */
export interface SearchSummary {
  readonly folder: string;
  readonly design: string;
  readonly method: string;
  readonly created: string;
  readonly state: 'running' | 'finished' | 'stopped' | 'interrupted' | 'damaged';
  readonly trials: number;
  /** The best validation accuracy; null where there is none. */
  readonly best: number | null;
}

/** An experiment as far as it has come. */
export interface LabState {
  readonly experiment: string;
  readonly controls: Readonly<Record<string, unknown>>;
  readonly status: 'running' | 'done' | 'stopped' | 'failed';
  /** 0 … 1 */
  readonly share: number;
  readonly error: ErrorData | null;
}

export interface LabContent {
  readonly controls: Readonly<Record<string, unknown>>;
  readonly results: Readonly<Record<string, unknown>>;
}

/** The first images of the training set as they are and as they may be changed; bytes, image after image. */
export interface AugmentedDigits {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly original: Uint8Array;
  readonly augmented: Uint8Array;
}

/** What networks are computed with on this machine, and why with that. */
export interface EngineState {
  readonly name: string;
  readonly reason: Phrase;
}

/** What the app is and runs on, in words for people. */
export interface AboutState {
  readonly version: string;
  readonly licence: string;
  /** Where all that the user makes is kept. */
  readonly folder: string;
  readonly processor: string;
  /** Null where the process that knows has ended. */
  readonly engine: EngineState | null;
  readonly electron: string;
  readonly chromium: string;
  readonly v8: string;
  readonly node: string;
}

export interface SystemState {
  /** Resident memory of all processes, bytes. */
  readonly memory: number;
}

/** One run of a group as it is trained. */
export interface RepeatRow {
  /** From 1. */
  readonly number: number;
  readonly seed: number;
  /** The name of its folder; null before it has one. */
  readonly folder: string | null;
  readonly iteration: number;
  readonly iterations: number;
  /** Null until it is finished. */
  readonly outcome: RepeatOutcome | null;
}

export interface RepeatsState {
  readonly group: string;
  readonly of: number;
  readonly design: string;
  readonly status: 'running' | 'finished' | 'stopped' | 'failed';
  readonly error: ErrorData | null;
  readonly rows: readonly RepeatRow[];
}

export interface StudioState {
  readonly dataset: DatasetState;
  readonly run: { readonly state: RunState; readonly metrics: RunCurve } | null;
  readonly insight: InsightState | null;
  readonly imported: ImportedSummary | null;
  readonly design: DesignState;
  /** The search at hand with all its trials; no state where there is none. */
  readonly search: { readonly state: SearchState | null; readonly trials: readonly TrialState[] };
  /** The group of runs that is trained, or was last in this session. */
  readonly repeats: RepeatsState | null;
  /** Threads that training takes unless told otherwise, one a core. */
  readonly usualThreads: number;
}
