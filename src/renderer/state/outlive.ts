/**
 * What the page alone knows outlives its process: where that crashes and comes back, the window still has what its stores
 * held. It goes with the window; what is to stay is kept on disk.
 */
import type { StoreApi } from 'zustand';

/** Several changes in a moment, such as the points of a stroke, are written once. */
const DELAY_MILLISECONDS = 100;

/** Hands what was held to `take`, then follows `part` of the store. */
export function outlive<State, Part>(
  name: string,
  store: Pick<StoreApi<State>, 'getState' | 'subscribe'>,
  part: (state: State) => Part,
  take: (held: Part) => void,
): void {
  const held = sessionStorage.getItem(name);
  if (held !== null) take(JSON.parse(held));
  let waiting = false;
  store.subscribe(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      sessionStorage.setItem(name, JSON.stringify(part(store.getState())));
    }, DELAY_MILLISECONDS);
  });
}
