/** Keeps the design on disk as it is edited: shortly after each edit, and before the window closes. */
import { create } from 'zustand';
import { listen, request } from '../../../state/bridge';
import { settled } from '../../../state/operations';
import { currentSpec, useDesign } from './design-store';

const DELAY_MILLISECONDS = 400;

/** When the design was last kept, and whether keeping it fails. */
export const useAutosave = create<{ at: Date | null; failed: boolean }>(() => ({ at: null, failed: false }));

export function startAutosave(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let keeping: Promise<void> = Promise.resolve();
  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    keeping = request('keepDesign', { spec: currentSpec() }).then(
      () => useAutosave.setState({ at: new Date(), failed: false }),
      () => useAutosave.setState({ failed: true }),
    );
  };
  useDesign.subscribe((state, before) => {
    if (before.file !== null && state.file === null) void request('leaveDesignFile');
    if (state.design.spec === before.design.spec && state.saved === before.saved) return;
    clearTimeout(timer);
    timer = setTimeout(keep, DELAY_MILLISECONDS);
  });
  addEventListener('pagehide', () => timer !== undefined && keep()); // a reload
  listen('closing', async () => {
    // What is being typed is taken over, as if its field had been left.
    (document.activeElement as HTMLElement | null)?.blur();
    if (timer !== undefined) keep();
    await settled('labelRun:');
    await keeping; // also what was begun before
    await request('closeWindow');
  });
}
