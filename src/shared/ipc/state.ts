/** What the studio sees of the other processes: snapshots, plain data. */
import type { ErrorData } from '../kasane-error';
import type { SpecChange } from '../spec/changes';
import type { RunLabel } from '../spec/run-label';
import type { RunSpec } from '../spec/run-spec';
import type { RecognisedActivation } from '../training/activation';
import type { Evaluation } from '../training/evaluation';
import type { EvaluatedSet, FinishReason } from '../training/events';
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
      readonly height: number;
      readonly width: number;
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

export interface ImportedSummary {
  /** File name without its folder. */
  readonly file: string;
  /** `784-50-10` */
  readonly summary: string;
  readonly network: RunSpec['network'];
  readonly recognised: RecognisedActivation | null;
  readonly test: Evaluation;
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
  /** Threads that training takes unless told otherwise, one a core. */
  readonly usualThreads: number;
}
