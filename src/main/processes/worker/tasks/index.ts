/** What a worker process can do, one function a task. A new one is its file and a line here. */
import type { WorkerTask, WorkerTasks } from '@shared/contracts/processes';
import type { RequestContext } from '../../serve';
import { labPart } from './lab-part';
import { repeat } from './repeat';
import { trial } from './trial';

export interface WorkerContext<Task extends WorkerTask> extends RequestContext<WorkerTasks[Task]['progress']> {
  /** To be awaited between slices: resolves when the work is not held, or no more. */
  whileHeld(): Promise<void> | undefined;
}

export type WorkerFunction<Task extends WorkerTask> = (
  input: WorkerTasks[Task]['input'],
  context: WorkerContext<Task>,
) => Promise<WorkerTasks[Task]['answer']>;

export const tasks: { readonly [Task in WorkerTask]: WorkerFunction<Task> } = { trial, repeat, labPart };
