/**
 * What the page alone knows outlives its process: where that crashes and comes back, the window still has what its stores
 * held. It goes with the window; what is to stay is kept on disk.
 */
import type { StoreApi } from 'zustand';

/** Several changes in a moment, such as the points of a stroke, are written once. */
const DELAY_MILLISECONDS = 100;
/** What crashes the page as soon as it is shown again is not shown a third time: only after that is it held anew. */
const PROBATION_MILLISECONDS = 5000;

/** Hands what was held to `take`, then follows `part` of the store. */
export function outlive<State, Part>(
  name: string,
  store: Pick<StoreApi<State>, 'getState' | 'subscribe'>,
  part: (state: State) => Part,
  take: (held: Part) => void,
): void {
  let waiting = false;
  function hold(after: number): void {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      try {
        sessionStorage.setItem(name, JSON.stringify(part(store.getState())));
      } catch {
        sessionStorage.removeItem(name); // there is no room: nothing is better than what was before
      }
    }, after);
  }
  const held = sessionStorage.getItem(name);
  sessionStorage.removeItem(name);
  if (held !== null) {
    take(JSON.parse(held));
    hold(PROBATION_MILLISECONDS);
  }
  store.subscribe(() => hold(DELAY_MILLISECONDS));
}
