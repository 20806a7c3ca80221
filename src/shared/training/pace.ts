/** Throughput over about the last second of work, and what it says about the time left. */
import { elementAt } from '../at';
export interface Pace {
  add(count: number, seconds: number): void;
  /** 0 before anything was added. */
  perSecond(): number;
}

const WINDOW_SECONDS = 1;

export function createPace(): Pace {
  const pieces: { count: number; seconds: number }[] = [];
  const total = () => pieces.reduce((sum, piece) => ({ count: sum.count + piece.count, seconds: sum.seconds + piece.seconds }), none);
  return {
    add(count, seconds) {
      pieces.push({ count, seconds });
      while (pieces.length > 1 && total().seconds - elementAt(pieces, 0).seconds >= WINDOW_SECONDS) pieces.shift();
    },
    perSecond() {
      const { count, seconds } = total();
      return seconds > 0 ? count / seconds : 0;
    },
  };
}

const none = { count: 0, seconds: 0 };

/** Seconds until `total` at the average rate so far; null while there is none. */
export const secondsLeft = (done: number, total: number, secondsSoFar: number): number | null =>
  done > 0 ? ((total - done) * secondsSoFar) / done : null;
