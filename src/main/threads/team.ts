/** A team of worker threads over one shared memory; the calling thread is its first. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { KasaneError } from '@shared/kasane-error';
import { engine } from '@shared/kernels/engines';
import { createSharedMemory, type SharedMemory } from '@shared/kernels/memory';
import { phrase } from '@shared/phrase';
import type { PlanName, ProgramSpec } from '@shared/training/program';
import { soloTeam, type TeamFactory } from '@shared/training/team';
import { announce, announceClose, type Control, createControl, takePart, waitForWorkers } from './crew';
import { freeMemory } from './free-memory';

/** More threads than this gain nothing on batches of a hundred images. */
export const MOST_THREADS = 16;

/**
 * Threads of a process, or processes of a pool, where nobody says how many: one a core, or as many as KASANE_THREADS says.
 * Throws where that is no whole number from 1 to MOST_THREADS.
 */
export function usualThreads(given = process.env.KASANE_THREADS): number {
  if (!given) return Math.min(availableParallelism(), MOST_THREADS);
  const threads = Number(given);
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new KasaneError(phrase`KASANE_THREADS: "${given}" is no whole number from 1 to ${MOST_THREADS}`);
  }
  return threads;
}

/** What a worker is started with. */
export interface WorkerData {
  readonly spec: ProgramSpec;
  readonly memory: SharedMemory;
  readonly control: Control;
  /** The name of the engine that all of them compute with. */
  readonly engine: string;
  /** Counted from 1; 0 is the calling thread. */
  readonly thread: number;
}

/** The order in which plans are numbered between threads. */
export const planNames: readonly PlanName[] = ['training', 'evaluation', 'explanation'];

export function threadTeam(threads: number): TeamFactory {
  if (threads <= 1) {
    return soloTeam((size) => engine.join(createSharedMemory(size, 1, freeMemory()), 0));
  }
  return (program, spec) => {
    const memory = createSharedMemory(program.size, threads, freeMemory());
    const control = createControl(threads, availableParallelism());
    const kernels = engine.join(memory, 0);
    const workers = Array.from({ length: threads - 1 }, (_, index) => {
      const workerData: WorkerData = { spec, memory, control, engine: engine.name, thread: index + 1 };
      const worker = new Worker(join(import.meta.dirname, 'thread.js'), { workerData });
      worker.unref();
      return worker;
    });
    let started = false;
    return {
      kernels,
      threads,
      run(plan, step) {
        if (!started) waitForWorkers(control);
        started = true;
        announce(control, planNames.indexOf(plan), step);
        takePart(control, program.plans[plan] ?? [], kernels, step);
      },
      close() {
        announceClose(control);
        for (const worker of workers) worker.unref();
      },
    };
  };
}
