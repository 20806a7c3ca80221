/** A team of worker threads over one shared memory; the calling thread is its first. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { KasaneError } from '@shared/kasane-error';
import { engine } from '@shared/kernels/engines';
import { createSharedMemory, reused, type SharedMemory } from '@shared/kernels/memory';
import { runPlan } from '@shared/nn/plan';
import { phrase } from '@shared/phrase';
import type { PlanName, Program, ProgramSpec } from '@shared/training/program';
import { soloTeam, type Team, type TeamFactory } from '@shared/training/team';
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
export const planNames: readonly PlanName[] = ['training', 'statistics', 'evaluation', 'explanation'];

/** Makes teams of so many threads, each with memory of its own. */
export const threadTeam =
  (threads: number): TeamFactory =>
  (program, spec) =>
    teamOver(createSharedMemory(program.size, threads, freeMemory()), threads, program, spec);

/**
 * The same for networks of which each is done with before the next is made: what one leaves behind when it closes serves the next
 * that it is large enough for. Garbage collectors do not see shared memory; of networks tried one after another none would be given
 * back.
 */
export function recycledTeam(threads: number): TeamFactory {
  let spare: SharedMemory | null = null;
  return (program, spec) => {
    const memory = (spare && reused(spare, program.size, threads)) ?? createSharedMemory(program.size, threads, freeMemory());
    spare = null;
    const team = teamOver(memory, threads, program, spec);
    let isClosed = false;
    return {
      ...team,
      close() {
        if (isClosed) return;
        isClosed = true;
        team.close();
        spare = memory;
      },
    };
  };
}

const teamOver = (memory: SharedMemory, threads: number, program: Program, spec: ProgramSpec): Team =>
  threads <= 1 ? soloTeam(() => engine.join(memory, 0))(program, spec) : crewOf(threads, memory, program, spec);

/** Rows that a network which only predicts works through before others are called: starting them takes about as long. */
const ROWS_ALONE = 300;

/** Several threads; none writes into the memory once a plan is done. */
function crewOf(threads: number, memory: SharedMemory, program: Program, spec: ProgramSpec): Team {
  const control = createControl(threads, availableParallelism());
  const kernels = engine.join(memory, 0);
  // Held on to while the team works: a thread whose object is collected may end.
  let workers: readonly Worker[] | null = spec.purpose === 'inference' ? null : call();
  let [rows, started] = [0, false];
  return {
    kernels,
    threads,
    run(plan, step) {
      rows += step.rows;
      if (workers === null && rows <= ROWS_ALONE) return runPlan(program.plans[plan] ?? [], kernels, step);
      workers ??= call();
      if (!started) waitForWorkers(control);
      started = true;
      announce(control, planNames.indexOf(plan), step);
      takePart(control, program.plans[plan] ?? [], kernels, step);
    },
    close() {
      announceClose(control);
      for (const worker of workers ?? []) worker.unref();
    },
  };

  function call(): readonly Worker[] {
    return Array.from({ length: threads - 1 }, (_, index) => {
      const workerData: WorkerData = { spec, memory, control, engine: engine.name, thread: index + 1 };
      const worker = new Worker(join(import.meta.dirname, 'thread.js'), { workerData });
      worker.unref();
      return worker;
    });
  }
}
