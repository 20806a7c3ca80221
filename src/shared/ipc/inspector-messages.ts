/** What main asks the inspector process, and what it answers. */
import type { NamedTensor } from '../nn/parameter';
import type { RunSpec } from '../spec/run-spec';
import type { RecognisedActivation } from '../training/activation';
import type { Evaluation } from '../training/evaluation';
import type { Reply } from './contract';
import type { RunMetrics, RunState } from './state';

export interface InspectorTasks {
  inspectDataset: {
    input: { folder: string };
    answer: { original: boolean; trainingImages: number; testImages: number; height: number; width: number };
  };
  importParameters: {
    input: { path: string; datasetFolder: string };
    answer: {
      network: RunSpec['network'];
      tensors: NamedTensor[];
      summary: string;
      recognised: RecognisedActivation | null;
      test: Evaluation;
    };
  };
  /** The newest run that was not ended and that nobody trains; null where there is none. */
  findInterrupted: { input: { runsFolder: string }; answer: FoundRun | null };
  /** Writes what the run in `folder` has learnt to `path`; tells of which iteration that is. */
  exportParameters: { input: { path: string; folder: string }; answer: { iteration: number } };
}
/** A run of an earlier session, as it is found on disk. */
export interface FoundRun {
  readonly folder: string;
  readonly state: Omit<RunState, 'id'>;
  readonly metrics: RunMetrics;
}

export type InspectorTask = keyof InspectorTasks;

export type ToInspector = {
  [Task in InspectorTask]: { readonly id: number; readonly task: Task; readonly input: InspectorTasks[Task]['input'] };
}[InspectorTask];

export interface FromInspector {
  readonly id: number;
  readonly reply: Reply<unknown>;
}
