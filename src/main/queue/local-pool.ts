/** Worker processes that share a queue of tasks. One that crashes takes nothing with it: another begins its task again. */
import type { WorkerApi, WorkerTask, WorkerTasks } from '@shared/contracts/processes';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { type Child, type Launch, ProcessExit, startChild } from '../processes/child';

/** A task that ended its process every time it was tried. */
export class WorkerCrash extends KasaneError {
  override name = 'WorkerCrash';
}

/** How often a task is begun again that was at work when its process ended. */
const MOST_ATTEMPTS = 3;

interface Entry {
  readonly task: WorkerTask;
  readonly input: WorkerTasks[WorkerTask]['input'];
  readonly listener: TaskListener<unknown>;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
  attempts: number;
}

interface Worker {
  readonly process: Child<WorkerApi>;
  entry: Entry | null;
}

export interface TaskListener<Progress> {
  /** A worker has come to the task; again where it had to be begun again. */
  onStart?(): void;
  onProgress?(progress: Progress): void;
  /** Ends the task where it is, which is rejected with Cancelled then. */
  readonly signal?: AbortSignal | undefined;
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

export function createPool(size: number, launch: Launch): Pool {
  const queue: Entry[] = [];
  const workers = new Set<Worker>();
  let held = false;
  let closed = false;

  function start(): void {
    const worker: Worker = {
      entry: null,
      process: startChild(launch, 'worker', () => {
        workers.delete(worker);
        // What it was at is begun again, by another where it cannot be by this one.
        if (!closed && !worker.entry) fill();
      }),
    };
    workers.add(worker);
    if (held) hold(worker);
    give(worker);
  }

  /** One that ends meanwhile needs no telling. */
  const hold = ({ process }: Worker) => void process.request('hold', held).catch(() => undefined);

  function give(worker: Worker): void {
    const entry = queue.shift();
    if (!entry) return;
    entry.attempts += 1;
    worker.entry = entry;
    entry.listener.onStart?.();
    void perform(worker, entry);
  }

  async function perform(worker: Worker, entry: Entry): Promise<void> {
    const onProgress = (progress: unknown) => {
      if (!closed) entry.listener.onProgress?.(progress);
    };
    try {
      entry.resolve(await worker.process.request(entry.task, entry.input as never, { onProgress, signal: entry.listener.signal }));
    } catch (error) {
      if (closed) return;
      if (!(error instanceof ProcessExit)) entry.reject(error);
      else if (entry.attempts < MOST_ATTEMPTS) queue.unshift(entry);
      else entry.reject(crashed(entry.attempts, error));
    }
    worker.entry = null;
    if (!closed) fill();
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
        queue.push({ task, input, listener: listener as Entry['listener'], resolve: resolve as Entry['resolve'], reject, attempts: 0 });
        fill();
      });
    },
    pause() {
      held = true;
      for (const worker of workers) hold(worker);
    },
    resume() {
      held = false;
      for (const worker of workers) hold(worker);
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

const crashed = (attempts: number, { code }: ProcessExit) =>
  new WorkerCrash(phrase`its process ended ${attempts} times (code ${code ?? 'none'}); leave out what it cannot do`);

/** The task was not done, for nobody wants it any more. */
export class PoolClosed extends Error {
  override name = 'PoolClosed';
}
