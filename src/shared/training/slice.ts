import type { TrainingEvent } from './events';

/** The longest a host may go without looking at its own messages, milliseconds. */
export const SLICE_MILLISECONDS = 50;

/**
 * Pulls events for at most `milliseconds` and hands each to `receive`. Gives true when the run is over. The clock is read
 * after every event, each of which is far shorter than a slice.
 */
export function runSlice(
  events: Iterator<TrainingEvent, void>,
  receive: (event: TrainingEvent) => void,
  milliseconds: number = SLICE_MILLISECONDS,
): boolean {
  const end = performance.now() + milliseconds;
  do {
    const { done, value } = events.next();
    if (done) return true;
    receive(value);
  } while (performance.now() < end);
  return false;
}
