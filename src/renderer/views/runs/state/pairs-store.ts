/** Two groups compared run by run on the test images: what was found last, and of which. */
import type { PairComparison } from '@shared/contracts/state';
import { create } from 'zustand';
import { request } from '../../../state/bridge';
import { follow } from '../../../state/jobs';
import { attempt } from '../../../state/operations';

interface PairsStore {
  readonly found: { readonly key: string; readonly images: number; readonly all: readonly PairComparison[] } | null;
}

export const usePairs = create<PairsStore>(() => ({ found: null }));

export const pairsKey = (first: readonly string[], second: readonly string[]) => JSON.stringify([first, second]);

/** Folders of runs: the first of one group against the first of the other, and so on. */
export function comparePairs(first: readonly string[], second: readonly string[]): void {
  void attempt('comparePairs', async () => {
    const key = pairsKey(first, second);
    const count = Math.min(first.length, second.length);
    const ids = (folders: readonly string[]) => folders.slice(0, count).map((folder) => `run:${folder}`);
    const found = await follow('pairs', (job) => request('comparePairs', { first: ids(first), second: ids(second), job }));
    if (found) usePairs.setState({ found: { key, ...found } });
    return null;
  });
}
