/**
 * Which job comes when. Workers finish in an order of their own, and a search must not depend on it: job n is decided
 * from the outcomes of exactly the jobs before n − WINDOW, and waits for those. So a search is a function of its spec,
 * whatever the number of workers, and one that was interrupted is decided again from the outcomes that were written down.
 */
import type { JobOutcome, SearchJob, Strategy } from './methods/method';

/** The most jobs at work at once. */
export const WINDOW = 16;

export interface NumberedJob extends SearchJob {
  /** Its place in the order of all jobs. */
  readonly number: number;
}

export class SearchPlan {
  /** By number; null where there was nothing to do. */
  private readonly decided: (NumberedJob | null)[] = [];
  private readonly given: NumberedJob[] = [];
  private readonly outcomes = new Map<number, JobOutcome>();
  /** Outcomes that decisions may know so far: those of the first `seen` decided jobs. */
  private readonly known: JobOutcome[] = [];
  private seen = 0;
  private readonly strategy: Strategy;

  constructor(strategy: Strategy) {
    this.strategy = strategy;
  }

  get trials(): number {
    return this.strategy.trials;
  }

  /** The next job to begin; null where there is none, either until outcomes are reported or for good. */
  take(): NumberedJob | null {
    for (;;) {
      const number = this.decided.length;
      if (!this.seeTo(number - WINDOW) || this.isOver()) return null;
      const job = this.strategy.next(this.known, this.given);
      const numbered = job && { ...job, number };
      this.decided.push(numbered);
      if (!numbered) continue;
      this.given.push(numbered);
      return numbered;
    }
  }

  report(number: number, outcome: JobOutcome): void {
    this.outcomes.set(number, outcome);
  }

  /** Nothing is at work, and knowing everything there would be nothing more to do. */
  isOver(): boolean {
    const isIdle = this.decided.length >= WINDOW && this.decided.slice(-WINDOW).every((job) => job === null);
    return isIdle && this.outcomes.size === this.given.length;
  }

  /** Takes in the outcomes of the jobs before that number; false where one of them is not there yet. */
  private seeTo(number: number): boolean {
    for (; this.seen < number; this.seen++) {
      const job = this.decided[this.seen];
      if (!job) continue;
      const outcome = this.outcomes.get(job.number);
      if (!outcome) return false;
      this.known.push(outcome);
    }
    return true;
  }
}
