/** What the studio sees of the other processes: snapshots, plain data. */
import type { ErrorData } from '../kasane-error';
import type { RunSpec } from '../spec/run-spec';
import type { RecognisedActivation } from '../training/activation';
import type { Evaluation } from '../training/evaluation';
import type { EvaluatedSet, FinishReason } from '../training/events';

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
}

export const noMetrics: RunMetrics = { iterations: [], losses: [], accuracies: [] };

export type RunStatus =
  | { readonly phase: 'starting' }
  | { readonly phase: 'running' }
  | { readonly phase: 'paused' }
  /** A set is being evaluated: validation between epochs, or all of them at the end. */
  | { readonly phase: 'evaluating'; readonly set: EvaluatedSet; readonly images: number; readonly total: number }
  | { readonly phase: 'finished'; readonly reason: FinishReason }
  /** The session refused or gave up. */
  | { readonly phase: 'failed'; readonly error: ErrorData }
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
  readonly spec: RunSpec;
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

export interface ImportedSummary {
  /** File name without its folder. */
  readonly file: string;
  /** `784-50-10` */
  readonly summary: string;
  readonly network: RunSpec['network'];
  readonly recognised: RecognisedActivation | null;
  readonly test: Evaluation;
}

export interface SystemState {
  /** Resident memory of all processes, bytes. */
  readonly memory: number;
}

export interface StudioState {
  readonly dataset: DatasetState;
  readonly run: { readonly state: RunState; readonly metrics: RunMetrics } | null;
  readonly imported: ImportedSummary | null;
}
