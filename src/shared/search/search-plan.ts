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
  private readonly outcomes = new Map<number, JobOutcome>();
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
      const visible = number - WINDOW;
      if (!this.isDone(visible) || this.isOver()) return null;
      const known = this.decided.slice(0, Math.max(visible, 0)).flatMap((job) => (job ? [this.outcomes.get(job.number)] : []));
      const given = this.decided.filter((job) => job !== null);
      const job = this.strategy.next(
        known.filter((outcome) => outcome !== undefined),
        given,
      );
      const numbered = job && { ...job, number };
      this.decided.push(numbered);
      if (numbered) return numbered;
    }
  }

  report(number: number, outcome: JobOutcome): void {
    this.outcomes.set(number, outcome);
  }

  /** Nothing is at work, and knowing everything there would be nothing more to do. */
  isOver(): boolean {
    return this.decided.length >= WINDOW && this.isDone(this.decided.length) && this.decided.slice(-WINDOW).every((job) => job === null);
  }

  private isDone(before: number): boolean {
    return this.decided.slice(0, Math.max(before, 0)).every((job) => job === null || this.outcomes.has(job.number));
  }
}
