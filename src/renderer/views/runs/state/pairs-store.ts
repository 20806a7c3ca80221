/** Two groups compared run by run on the test images: what was found last, and of which. */
import type { RunSummary } from '@shared/contracts/run';
import type { PairComparison } from '@shared/contracts/state';
import { create } from 'zustand';
import { request } from '../../../state/bridge';
import { follow } from '../../../state/jobs';
import { attempt } from '../../../state/operations';
import { useStudio } from '../../../state/studio-store';

interface PairsStore {
  readonly found: { readonly key: string; readonly images: number; readonly all: readonly PairComparison[] } | null;
}

export const usePairs = create<PairsStore>(() => ({ found: null }));

/** A run as it is compared; its number tells which of the other group it is compared with. */
export type Paired = Pick<RunSummary, 'folder' | 'iteration' | 'repeat'>;

/** Another where the runs have learnt more, or the images in use are others. */
export function pairsKey(first: readonly Paired[], second: readonly Paired[]): string {
  const { dataset } = useStudio.getState();
  const known = ({ folder, iteration }: Paired) => [folder, iteration];
  return JSON.stringify([first.map(known), second.map(known), dataset?.folder]);
}

/** The first of one group against the first of the other, and so on. */
export function comparePairs(first: readonly Paired[], second: readonly Paired[]): void {
  void attempt('comparePairs', async () => {
    const key = pairsKey(first, second);
    const pairs = first.flatMap((run) => {
      const other = second.find(({ repeat }) => repeat?.number === run.repeat?.number);
      return other ? [[`run:${run.folder}`, `run:${other.folder}`] as const] : [];
    });
    const found = await follow('pairs', (job) =>
      request('comparePairs', { first: pairs.map(([one]) => one), second: pairs.map(([, other]) => other), job }),
    );
    if (found) usePairs.setState({ found: { key, ...found } });
    return null;
  });
}
