/** Long tasks: pulled in slices, so that short ones are answered in between, and called off where nobody waits any more. */

export interface TaskContext {
  /** 0 … 1. */
  progress(share: number): void;
  isCancelled(): boolean;
}

/** The asker called the task off. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

const SLICE_MILLISECONDS = 12;

/** Runs a generator of steps to its end, and tells of it by `shareOf` a step. Throws Cancelled. */
export async function pull<Step, Result>(
  steps: Generator<Step, Result>,
  { progress, isCancelled }: TaskContext,
  shareOf: (step: Step) => number,
): Promise<Result> {
  for (;;) {
    const end = performance.now() + SLICE_MILLISECONDS;
    let share = 0;
    do {
      const { done, value } = steps.next();
      if (done) return value;
      share = shareOf(value);
    } while (performance.now() < end);
    progress(share);
    await otherWork();
    if (isCancelled()) throw new Cancelled();
  }
}

/** Lets waiting messages be handled. */
export const otherWork = () => new Promise<void>((resolve) => setImmediate(resolve));
