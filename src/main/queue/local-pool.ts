/** Worker processes that share a queue of tasks. One that crashes takes nothing with it: another begins its task again. */
import type { FromWorker, ToWorker, WorkerTask, WorkerTasks } from '@shared/contracts/worker-messages';
import { errorFrom, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';

/** A process as the pool sees it. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  post(message: ToWorker): void;
  kill(): void;
}

export interface WorkerEvents {
  onMessage(message: FromWorker): void;
  onExit(code: number | null): void;
}

export type LaunchWorker = (events: WorkerEvents) => WorkerProcess;

/** A task that ended its process every time it was tried. */
export class WorkerCrash extends KasaneError {
  override name = 'WorkerCrash';
}

/** How often a task is begun again that was at work when its process ended. */
const MOST_ATTEMPTS = 3;

interface Entry {
  readonly message: Extract<ToWorker, { type: 'work' }>;
  readonly listener: TaskListener<unknown>;
  resolve(answer: unknown): void;
  reject(error: Error): void;
  attempts: number;
}

interface Worker {
  readonly process: WorkerProcess;
  entry: Entry | null;
}

export interface TaskListener<Progress> {
  /** A worker has come to the task; again where it had to be begun again. */
  onStart?(): void;
  onProgress?(progress: Progress): void;
}

export interface Pool {
  readonly size: number;
  /** Gives the answer once a worker has come to the task and done it. Throws PoolClosed where none will. */
  run<Task extends WorkerTask>(
    task: Task,
    input: WorkerTasks[Task]['input'],
    listener?: TaskListener<WorkerTasks[Task]['progress']>,
  ): Promise<WorkerTasks[Task]['answer']>;
  pause(): void;
  resume(): void;
  /** Process numbers of the workers there are. */
  pids(): readonly number[];
  /** Ends all workers at once; tasks that are not done are rejected. */
  close(): void;
}

export function createPool(size: number, launch: LaunchWorker): Pool {
  const queue: Entry[] = [];
  const workers = new Set<Worker>();
  let paused = false;
  let closed = false;

  function start(): void {
    const worker: Worker = {
      entry: null,
      process: launch({
        onMessage(message) {
          if (closed) return;
          if (message.type === 'progress') worker.entry?.listener.onProgress?.(message.progress);
          else if (message.type !== 'ready') settle(worker, message);
        },
        onExit: (code) => lost(worker, code),
      }),
    };
    workers.add(worker);
    if (paused) worker.process.post({ type: 'pause' });
    give(worker);
  }

  function settle(worker: Worker, message: Extract<FromWorker, { type: 'done' | 'failed' }>): void {
    const { entry } = worker;
    worker.entry = null;
    if (message.type === 'done') entry?.resolve(message.answer);
    else entry?.reject(errorFrom(message.error));
    give(worker);
  }

  function lost(worker: Worker, code: number | null): void {
    workers.delete(worker);
    const { entry } = worker;
    if (closed) return;
    if (entry && entry.attempts < MOST_ATTEMPTS) queue.unshift(entry);
    else
      entry?.reject(
        new WorkerCrash(phrase`its process ended ${entry.attempts} times (code ${code ?? 'none'}); leave out what it cannot do`),
      );
    fill();
  }

  function give(worker: Worker): void {
    const entry = queue.shift();
    if (!entry) return;
    entry.attempts += 1;
    worker.entry = entry;
    entry.listener.onStart?.();
    worker.process.post(entry.message);
  }

  /** As many workers as there is work for. */
  function fill(): void {
    for (const worker of workers) if (!worker.entry) give(worker);
    while (queue.length > 0 && workers.size < size) start();
  }

  return {
    size,
    run<Task extends WorkerTask>(
      task: Task,
      input: WorkerTasks[Task]['input'],
      listener: TaskListener<WorkerTasks[Task]['progress']> = {},
    ) {
      if (closed) return Promise.reject(new PoolClosed());
      return new Promise<WorkerTasks[Task]['answer']>((resolve, reject) => {
        const message = { type: 'work', task, input } as Entry['message'];
        queue.push({ message, listener: listener as Entry['listener'], resolve: resolve as Entry['resolve'], reject, attempts: 0 });
        fill();
      });
    },
    pause() {
      paused = true;
      for (const worker of workers) worker.process.post({ type: 'pause' });
    },
    resume() {
      paused = false;
      for (const worker of workers) worker.process.post({ type: 'resume' });
    },
    pids: () => [...workers].flatMap(({ process: { pid } }) => (pid === undefined ? [] : [pid])),
    close() {
      closed = true;
      const open = [...queue.splice(0), ...[...workers].flatMap(({ entry }) => (entry ? [entry] : []))];
      for (const worker of workers) worker.process.kill();
      workers.clear();
      for (const entry of open) entry.reject(new PoolClosed());
    },
  };
}

/** The task was not done, for nobody wants it any more. */
export class PoolClosed extends Error {
  override name = 'PoolClosed';
}
