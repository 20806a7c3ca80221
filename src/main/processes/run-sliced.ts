/** The one loop that yields: long work as a generator of steps, with room for the process's other work in between. */

/** A frame of the screen at 60 a second, less what drawing it takes: what answers while it works on is not noticed. */
const SLICE_MILLISECONDS = 12;

/** A frame at 120 a second: what is mapped is mapped in main too. */
const MAP_MILLISECONDS = 8;

export interface SliceOptions<Step> {
  readonly signal?: AbortSignal | undefined;
  /** The longest that nothing else gets its turn. */
  readonly milliseconds?: number;
  /** Called with every step. */
  readonly each?: (step: Step) => void;
  /** Called with the last step of each slice: for progress, which need not be told more often. */
  readonly last?: (step: Step) => void;
  /** Called between slices, after waiting messages were handled. */
  readonly between?: () => Promise<void> | void;
}

/** Gives what the steps come to. Throws the signal's reason where it is aborted, and what a step, `each` or `between` throws. */
export async function runSliced<Step, Result>(
  steps: Generator<Step, Result>,
  { signal, milliseconds = SLICE_MILLISECONDS, each, last, between }: SliceOptions<Step> = {},
): Promise<Result> {
  for (;;) {
    const end = performance.now() + milliseconds;
    let step: Step;
    do {
      const { done, value } = steps.next();
      if (done) return value;
      step = value;
      each?.(step);
    } while (performance.now() < end);
    last?.(step);
    await otherWork();
    await between?.();
    signal?.throwIfAborted();
  }
}

/** Lets waiting messages be handled. */
const otherWork = () => new Promise<void>((resolve) => setImmediate(resolve));

/** As `map`, but other work of the process comes in between. */
export function mapSliced<Item, Result>(items: readonly Item[], make: (item: Item) => Result): Promise<Result[]> {
  function* all(): Generator<void, Result[]> {
    const made: Result[] = [];
    for (const item of items) {
      made.push(make(item));
      yield;
    }
    return made;
  }
  return runSliced(all(), { milliseconds: MAP_MILLISECONDS });
}
