/** A worker process: does one task at a time on one thread, and holds it where it is while it is told to. */
import type { ToWorker, WorkerTask, WorkerTasks } from '@shared/contracts/worker-messages';
import { errorData } from '@shared/kasane-error';
import { openPort } from '../port';
import { tasks, type WorkerContext } from './tasks';

const port = openPort();
let paused = false;
let goOn: (() => void) | null = null;

const context: Omit<WorkerContext<WorkerTask>, 'progress'> = {
  async breathe() {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (!paused) return;
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
  },
};

async function work<Task extends WorkerTask>(task: Task, input: WorkerTasks[Task]['input']): Promise<void> {
  try {
    const answer = await tasks[task](input, { ...context, progress: (progress) => port.send({ type: 'progress', progress }) });
    port.send({ type: 'done', answer });
  } catch (error) {
    port.send({ type: 'failed', error: errorData(error) });
  }
}

port.onMessage((message: ToWorker) => {
  switch (message.type) {
    case 'work':
      void work(message.task, message.input);
      return;
    case 'pause':
      paused = true;
      return;
    case 'resume':
      paused = false;
      goOn?.();
      goOn = null;
      return;
    default:
      message satisfies never;
  }
});
port.send({ type: 'ready' });
