/** What a pool and its worker processes say to each other. */
import type { ErrorData } from '../kasane-error';
import type { Phrase } from '../phrase';
import type { RunSpec } from '../spec/run-spec';
import type { CurvePoint, TrialEnd } from '../training/trial';

/** By name: what a worker can be asked, what it tells on the way, and what it answers. */
export interface WorkerTasks {
  /**
   * Trains a trial on the training images alone and leaves a checkpoint at `save`. Goes on from the one at `resume`, which
   * was left after `fromEpoch`; where that is lost, from the start, which comes to the same.
   */
  trial: {
    input: {
      readonly datasetFolder: string;
      readonly spec: RunSpec;
      readonly fromEpoch: number;
      readonly untilEpoch: number;
      readonly resume: string | null;
      readonly save: string | null;
    };
    progress: CurvePoint;
    /** `refused`: why its spec cannot be trained, null where it can. Whatever else goes wrong is not the trial's fault, and an error. */
    answer: { readonly curve: readonly CurvePoint[]; readonly end: TrialEnd; readonly refused: Phrase | null; readonly seconds: number };
  };
  /** Does one part of an experiment; tells how far it has come, 0 … 1, and every so often what it has come to. */
  labPart: { input: LabPartInput; progress: { readonly share: number; readonly soFar?: unknown }; answer: unknown };
}

export interface LabPartInput {
  readonly datasetFolder: string;
  readonly modelFolder: string;
  readonly experiment: string;
  readonly controls: unknown;
  readonly part: string;
}

export type WorkerTask = keyof WorkerTasks;

export type ToWorker =
  | { [Task in WorkerTask]: { readonly type: 'work'; readonly task: Task; readonly input: WorkerTasks[Task]['input'] } }[WorkerTask]
  /** Holds the work where it is, or goes on with it. */
  | { readonly type: 'pause' | 'resume' };

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly progress: unknown }
  | { readonly type: 'done'; readonly answer: unknown }
  | { readonly type: 'failed'; readonly error: ErrorData };
