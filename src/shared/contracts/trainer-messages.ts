/** What main and a trainer process say to each other. */
import type { ErrorData } from '../kasane-error';
import type { NamedTensor } from '../nn/parameter';
import type { SpecChange } from '../spec/changes';
import type { RunLabel } from '../spec/run-label';
import type { RunSpec } from '../spec/run-spec';
import type { EvaluatedSet, FinishReason } from '../training/events';
import type { Insight } from '../training/observer';
import type { HardestState, RunEvaluation, RunMetrics } from './state';

/** A run to begin, or the folder of one to go on with. */
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

export type ToTrainer =
  | { readonly type: 'start'; readonly job: TrainerJob }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'stop' }
  | { readonly type: 'change'; readonly spec: RunSpec }
  | { readonly type: 'label'; readonly label: RunLabel }
  /** Asks for a checkpoint of things as they are now. */
  | { readonly type: 'checkpoint' };

export type FromTrainer =
  | {
      readonly type: 'started';
      /** Where the run is kept. */
      readonly folder: string;
      /** The iteration from which a run goes on; 0 of a new one. */
      readonly iteration: number;
      readonly iterations: number;
      readonly trainingImages: number;
      readonly parameterCount: number;
      readonly threads: number;
    }
  | {
      readonly type: 'progress';
      readonly seconds: number;
      readonly imagesPerSecond: number;
      readonly metrics: RunMetrics;
      readonly evaluated: readonly (RunEvaluation & { readonly set: EvaluatedSet })[];
      /** Set while a set is being evaluated. */
      readonly evaluating: { readonly set: EvaluatedSet; readonly images: number; readonly total: number } | null;
    }
  /** The run goes on by another spec from the next iteration on, or cannot. */
  | { readonly type: 'changed'; readonly change: SpecChange; readonly iterations: number }
  | { readonly type: 'changeRefused'; readonly error: ErrorData }
  | { readonly type: 'insight'; readonly insight: Insight }
  | { readonly type: 'hardest'; readonly hardest: HardestState }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  /** A checkpoint is on disk, or could not be written. */
  | { readonly type: 'checkpointed'; readonly iteration: number }
  | { readonly type: 'checkpointFailed'; readonly error: ErrorData }
  /** The run cannot be written down for now, or (null) is again. */
  | { readonly type: 'recording'; readonly trouble: ErrorData | null }
  /** All is written down. */
  | { readonly type: 'finished'; readonly reason: FinishReason; readonly kept: boolean; readonly iteration: number }
  | { readonly type: 'failed'; readonly error: ErrorData };
