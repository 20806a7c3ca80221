/**
 * How the threads of a team work through a plan together. The control block is a handful of shared integers: threads
 * take items by counting up NEXT, and the last one to finish a phase opens the next. Who waits spins for some
 * microseconds, which is what most waits last, and only then sleeps.
 */
import { floatAt, integerAt } from '@shared/at';
import type { Kernels } from '@shared/kernels/kernels';
import type { Phase, Step } from '@shared/nn/plan';

/** Places in the control block. */
const NEXT = 0;
const ARRIVED = 1;
/** Counts the phases done since the team began. */
const PHASE = 2;
/** Counts the jobs given out; only its change matters. */
const JOB = 3;
const PLAN = 4;
const ROWS = 5;
const ITERATION = 6;
const FAILED = 7;
/** Counts the worker threads that are ready for their first job. */
const READY = 8;
const INTEGERS = 9;

export interface Control {
  readonly threads: number;
  readonly spins: number;
  readonly integers: Int32Array<SharedArrayBuffer>;
  readonly numbers: Float64Array<SharedArrayBuffer>;
}

/** Places among the control block's numbers; NaN stands for one that a step does not have. */
const LEARNING_RATE = 0;
const AVERAGING = 1;
const STATISTICS_KEPT = 2;
const NUMBERS = 3;

export const createControl = (threads: number, cores: number): Control => ({
  threads,
  spins: threads <= cores ? SPINS.coreEach : SPINS.shared,
  integers: new Int32Array(new SharedArrayBuffer(INTEGERS * Int32Array.BYTES_PER_ELEMENT)),
  numbers: new Float64Array(new SharedArrayBuffer(NUMBERS * Float64Array.BYTES_PER_ELEMENT)),
});

/** Tells the team to close, in place of a plan's number. */
const CLOSE = -1;

/** How often a thread looks before it goes to sleep: some 100 microseconds with a core for each, hardly at all without. */
const SPINS = { coreEach: 20_000, shared: 200 } as const;

/** Waits until the integer at `place` is no longer `value`. */
function waitForChange({ integers, spins }: Control, place: number, value: number): void {
  for (let spin = 0; spin < spins; spin++) if (Atomics.load(integers, place) !== value) return;
  while (Atomics.load(integers, place) === value) Atomics.wait(integers, place, value);
}

/** Gives out a job: the plan numbered `plan`, for this step. */
export function announce({ integers, numbers }: Control, plan: number, step: Step): void {
  integers[PLAN] = plan;
  integers[ROWS] = step.rows;
  integers[ITERATION] = step.iteration;
  numbers[LEARNING_RATE] = step.learningRate;
  numbers[AVERAGING] = step.averaging ?? Number.NaN;
  numbers[STATISTICS_KEPT] = step.statisticsKept ?? Number.NaN;
  Atomics.add(integers, JOB, 1);
  Atomics.notify(integers, JOB);
}

export function announceClose(control: Control): void {
  announce(control, CLOSE, { rows: 0, iteration: 0, learningRate: 0 });
}

/** Waits for the job after `job`; gives null where the team closes. */
export function nextJob(control: Control, job: number): { readonly plan: number; readonly step: Step } | null {
  const { integers, numbers } = control;
  waitForChange(control, JOB, job);
  const plan = integers[PLAN] ?? CLOSE;
  const given = (place: number) => (Number.isNaN(numbers[place]) ? undefined : floatAt(numbers, place));
  const step = {
    rows: integerAt(integers, ROWS),
    iteration: integerAt(integers, ITERATION),
    learningRate: floatAt(numbers, LEARNING_RATE),
    averaging: given(AVERAGING),
    statisticsKept: given(STATISTICS_KEPT),
  };
  return plan === CLOSE ? null : { plan, step };
}

export function announceReady({ integers }: Control): void {
  Atomics.add(integers, READY, 1);
  Atomics.notify(integers, READY);
}

const START_MILLISECONDS = 60_000;

/** Waits until every worker thread is ready. Throws where one does not get there: it would be waited for without end. */
export function waitForWorkers({ integers, threads }: Control): void {
  for (let ready = Atomics.load(integers, READY); ready < threads - 1; ready = Atomics.load(integers, READY)) {
    if (Atomics.wait(integers, READY, ready, START_MILLISECONDS) === 'timed-out') {
      throw new Error(`only ${ready} of ${threads - 1} worker threads started`);
    }
  }
}

/** Does this thread's part of a plan; returns when all threads have done theirs. Throws where an item threw in any thread. */
export function takePart(control: Control, plan: readonly Phase[], kernels: Kernels, step: Step): void {
  const { integers, threads } = control;
  for (const { items } of plan) {
    const phase = Atomics.load(integers, PHASE);
    let problem: unknown = null;
    for (let index = Atomics.add(integers, NEXT, 1); index < items.length; index = Atomics.add(integers, NEXT, 1)) {
      try {
        items[index]?.(kernels, step);
      } catch (error) {
        problem = error;
        Atomics.store(integers, FAILED, 1);
      }
    }
    if (Atomics.add(integers, ARRIVED, 1) === threads - 1) {
      Atomics.store(integers, ARRIVED, 0);
      Atomics.store(integers, NEXT, 0);
      Atomics.add(integers, PHASE, 1);
      Atomics.notify(integers, PHASE);
    } else {
      waitForChange(control, PHASE, phase);
    }
    if (problem) throw problem;
    if (Atomics.load(integers, FAILED) === 1) throw new Error('another thread of the team failed');
  }
}
