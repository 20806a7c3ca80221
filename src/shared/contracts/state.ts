/** What the studio sees of the other processes: snapshots, plain data. */

import type { Precision } from '../analysis/precision';
import type { ScalingName } from '../data/batches/scaling';
import type { ImageShape } from '../data/image-set';
import type { ImportedParameters } from '../exchange/foreign/import-parameters';
import type { ErrorData } from '../kasane-error';
import type { SpecChange } from '../spec/changes';
import type { RunColour, RunLabel } from '../spec/run-label';
import type { RunSpec } from '../spec/run-spec';
import type { TrialResult } from '../studies/results';
import type { SearchSpec } from '../studies/search-spec';
import type { Answers, Evaluation } from '../training/evaluation';
import type { EvaluatedSet, FinishReason } from '../training/events';
import type { Examination } from '../training/examiner';
import type { HardImage } from '../training/hardest';
import type { Insight } from '../training/observer';

export type DatasetState =
  | { readonly status: 'checking'; readonly folder: string }
  | {
      readonly status: 'ready';
      readonly folder: string;
      /** Byte for byte the original MNIST. */
      readonly original: boolean;
      readonly trainingImages: number;
      readonly testImages: number;
      /** [height, width, channels] of one image. */
      readonly shape: ImageShape;
    }
  | { readonly status: 'failed'; readonly folder: string; readonly error: ErrorData };

/** One entry an iteration, in order. */
export interface RunMetrics {
  readonly iterations: readonly number[];
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
  readonly learningRates: readonly number[];
}

export const metricNames = ['iterations', 'losses', 'accuracies', 'learningRates'] as const satisfies readonly (keyof RunMetrics)[];

export const noMetrics: RunMetrics = { iterations: [], losses: [], accuracies: [], learningRates: [] };

export type RunStatus =
  | { readonly phase: 'starting' }
  | { readonly phase: 'running' }
  | { readonly phase: 'paused' }
  /** A set is being evaluated: validation between epochs, or all of them at the end. */
  | { readonly phase: 'evaluating'; readonly set: EvaluatedSet; readonly images: number; readonly total: number }
  | { readonly phase: 'finished'; readonly reason: FinishReason }
  /** The session refused or gave up. */
  | { readonly phase: 'failed'; readonly error: ErrorData }
  /** A run of an earlier session that was not ended. */
  | { readonly phase: 'interrupted' }
  /** The trainer process ended without a word. */
  | { readonly phase: 'crashed'; readonly exitCode: number };

/** Phases in which a trainer process is at work. */
export const isActive = (status: RunStatus) => ['starting', 'running', 'paused', 'evaluating'].includes(status.phase);

export interface RunEvaluation {
  readonly iteration: number;
  readonly evaluation: Evaluation;
}

export interface RunState {
  /** Counts the runs of this session of the app. */
  readonly id: number;
  /** What it began with, and what was changed since. */
  readonly spec: RunSpec;
  readonly changes: readonly SpecChange[];
  readonly label: RunLabel;
  readonly from: 'initial' | 'imported';
  /** The name of its folder among the runs; null before it has one. */
  readonly folder: string | null;
  readonly status: RunStatus;
  readonly iteration: number;
  readonly iterations: number;
  /** Time spent training so far, pauses and loading left out. */
  readonly seconds: number;
  /** Over the last second or so. */
  readonly imagesPerSecond: number;
  readonly trainingImages: number;
  readonly parameterCount: number;
  readonly threads: number;
  /** The newest evaluation of each set. */
  readonly evaluations: Readonly<Partial<Record<EvaluatedSet, RunEvaluation>>>;
  /** Every validation so far, for the chart. */
  readonly validations: readonly { readonly iteration: number; readonly loss: number; readonly accuracy: number }[];
  /** The iteration of the newest parameters there are to export; null before the first. */
  readonly exportable: number | null;
  /** Why the run cannot be written down for now; null while it is. */
  readonly recordingTrouble: ErrorData | null;
}

/** A run of the list of all runs: what it says of itself on disk. */
export interface RunSummary {
  /** The name of its folder, which no other run has. */
  readonly folder: string;
  /** How it ended, or that it broke off, trains, or cannot be read. */
  readonly state: FinishReason | 'training' | 'interrupted' | 'failed' | 'damaged';
  /** Why it failed, or cannot be read. */
  readonly trouble: ErrorData | null;
  readonly label: RunLabel;
  readonly design: string;
  /** `784-50-10` */
  readonly network: string;
  /** ISO 8601. */
  readonly created: string;
  readonly seed: number | null;
  readonly from: 'initial' | 'imported';
  readonly iteration: number;
  readonly iterations: number;
  readonly parameters: number | null;
  /** Spent training. */
  readonly seconds: number;
  /** Accuracies, 0 … 1; null where there is none. */
  readonly training: number | null;
  readonly validation: number | null;
  readonly test: number | null;
  /** The iteration of the newest parameters; null where there are none. */
  readonly exportable: number | null;
}

/** What came of training a run again from its spec, seed and data. */
export interface Reproduction {
  readonly iterations: number;
  /** Whether every parameter is the same to the last bit. */
  readonly identical: boolean;
  /** The first parameter that differs; null where none does. */
  readonly firstDifference: string | null;
}

/** What a run was made of. */
export interface RunMaking {
  readonly spec: RunSpec;
  readonly changes: readonly SpecChange[];
  readonly from: RunState['from'];
  /** MD5 of each file of its dataset, by what it holds; `original` where they are MNIST's own. */
  readonly dataset: { readonly checksums: Readonly<Record<string, string>>; readonly original: boolean };
}

/** What is compared of runs that are chosen. */
export interface RunDetails {
  readonly folder: string;
  /** Null where its record cannot be read; its curves may be still. */
  readonly making: RunMaking | null;
  readonly metrics: RunMetrics;
  readonly validations: RunState['validations'];
}

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

/** A trained network that can be asked. */
export interface ModelSummary {
  /** `run:<folder>`, `model:<name>` or `imported`. */
  readonly id: string;
  readonly kind: 'run' | 'model' | 'imported';
  readonly name: string;
  readonly colour: RunColour | null;
  /** ISO 8601; null of what no run here made. */
  readonly created: string | null;
  readonly seed: number | null;
  /** What it has learnt for; null where nobody knows. */
  readonly iteration: number | null;
  /** [height, width, channels] of one image. */
  readonly input: readonly [number, number, number];
  readonly scaling: ScalingName;
  /** 0 … 1; null where it was not evaluated. */
  readonly testAccuracy: number | null;
  /** Whether that is on MNIST's own test images. */
  readonly original: boolean;
}

/** Sets that a network can be asked about as a whole. */
export const inspectedSets = ['validation', 'test', 'drawings'] as const;
export type InspectedSet = (typeof inspectedSets)[number];

/** Labelled images with what a network says of each. */
export interface SetAnswers extends Answers {
  /** How many networks answered together. */
  readonly members: number;
  readonly set: InspectedSet;
  /** Tells one selection of images from another: where it is the same, the images are. */
  readonly key: string;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** The names of the classes that labels count. */
  readonly classes: readonly string[];
  readonly labels: Uint8Array;
  /** Where each image is in its file. */
  readonly positions: Uint32Array;
  /** MD5 of that file; null of drawings, which change. */
  readonly checksum: string | null;
  /** Of the parameters that answered. */
  readonly iteration: number | null;
}

/** What one model says of each image that was asked about, or why it says nothing. */
export interface PredictedBy {
  readonly model: string;
  readonly iteration: number | null;
  /** [image][class], 0 … 1; empty where it failed. */
  readonly probabilities: readonly (readonly number[])[];
  readonly error: ErrorData | null;
}

export interface ExaminedDigit extends Examination {
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
  readonly pixels: Uint8Array;
}

export interface Embedding {
  /** Places in the set. */
  readonly images: Uint32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

export interface PrecisionRow {
  readonly id: Precision['id'];
  readonly bytes: number;
  readonly correct: number;
  readonly images: number;
  /** Places in the set of images that are read otherwise than in float32, and as what. */
  readonly flipped: readonly { readonly image: number; readonly predicted: number }[];
}

/** "My digits", as they are kept. */
export interface DrawingsState {
  readonly count: number;
  readonly labels: Uint8Array;
  /** 28×28 bytes each, one after another. */
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
  readonly status: 'running' | 'paused' | 'finished' | 'interrupted' | 'failed';
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
  readonly state: 'running' | 'finished' | 'interrupted' | 'damaged';
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
  readonly original: Uint8Array;
  readonly augmented: Uint8Array;
}

export interface SystemState {
  /** Resident memory of all processes, bytes. */
  readonly memory: number;
}

export interface StudioState {
  readonly dataset: DatasetState;
  readonly run: { readonly state: RunState; readonly metrics: RunMetrics } | null;
  readonly insight: InsightState | null;
  readonly imported: ImportedSummary | null;
  readonly design: DesignState;
  /** The search at hand with all its trials; no state where there is none. */
  readonly search: { readonly state: SearchState | null; readonly trials: readonly TrialState[] };
  /** Threads that training takes unless told otherwise, one a core. */
  readonly usualThreads: number;
}
