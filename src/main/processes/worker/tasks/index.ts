/** What a worker process can do, one function a task. A new one is its file and a line here. */
import type { WorkerTask, WorkerTasks } from '@shared/contracts/worker-messages';
import { labPart } from './lab-part';
import { trial } from './trial';

export interface WorkerContext<Task extends WorkerTask> {
  progress(progress: WorkerTasks[Task]['progress']): void;
  /** To be awaited every so often: lets messages in, and waits while the work is paused. */
  breathe(): Promise<void>;
}

export type WorkerFunction<Task extends WorkerTask> = (
  input: WorkerTasks[Task]['input'],
  context: WorkerContext<Task>,
) => Promise<WorkerTasks[Task]['answer']>;

export const tasks: { readonly [Task in WorkerTask]: WorkerFunction<Task> } = { trial, labPart };
