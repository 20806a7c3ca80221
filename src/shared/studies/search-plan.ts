/**
 * Which job comes when. Workers finish in an order of their own, and a search must not depend on it: decision n is made
 * from the outcomes of exactly the jobs before n − window, and waits for those. So a search is a function of its spec,
 * whatever the number of workers, and one that was interrupted is decided again from the outcomes that were written down.
 */
import type { JobOutcome, SearchJob, Strategy } from './methods/method';

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
  /** Decisions that nothing is to be done, since the last job. */
  private idle = 0;
  private readonly strategy: Strategy;

  constructor(strategy: Strategy) {
    this.strategy = strategy;
  }

  /** The next job to begin; null where there is none, either until outcomes are reported or for good. */
  take(): NumberedJob | null {
    for (;;) {
      const number = this.decided.length;
      if (this.isDecided() || !this.seeTo(number - this.strategy.window)) return null;
      const job = this.strategy.next(this.known, this.given);
      const numbered = job && { ...job, number };
      this.decided.push(numbered);
      this.idle = numbered ? 0 : this.idle + 1;
      if (!numbered) continue;
      this.given.push(numbered);
      return numbered;
    }
  }

  report(number: number, outcome: JobOutcome): void {
    this.outcomes.set(number, outcome);
  }

  /** All that is to be done has been, and its outcomes are known. */
  isOver(): boolean {
    return this.isDecided() && this.outcomes.size === this.given.length;
  }

  /** Whether the last decision knew the outcomes of all jobs, and there was nothing to do. */
  private isDecided(): boolean {
    return this.idle > (Number.isFinite(this.strategy.window) ? this.strategy.window : 0);
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
