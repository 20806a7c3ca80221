/** What main and a trainer process say to each other. */
import type { ErrorData } from '../kasane-error';
import type { NamedTensor } from '../nn/parameter';
import type { RunSpec } from '../spec/run-spec';
import type { EvaluatedSet, FinishReason } from '../training/events';
import type { RunEvaluation, RunMetrics } from './state';

export type ToTrainer =
  | {
      readonly type: 'start';
      readonly spec: RunSpec;
      readonly datasetFolder: string;
      readonly parameters: readonly NamedTensor[] | null;
    }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'stop' }
  /** Asks for the parameters as they are now. */
  | { readonly type: 'snapshot' };

export type FromTrainer =
  | {
      readonly type: 'started';
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
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'snapshot'; readonly iteration: number; readonly tensors: readonly NamedTensor[] }
  | { readonly type: 'finished'; readonly reason: FinishReason }
  | { readonly type: 'failed'; readonly error: ErrorData };
