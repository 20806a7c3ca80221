/** The group of runs that is trained, or was last in this session. */
import type { RepeatsState } from '@shared/contracts/state';
import { create } from 'zustand';
import { listen, request } from '../../../state/bridge';
import { refreshCatalogue } from '../../../state/catalogue-store';
import { attempt } from '../../../state/operations';

export const USUAL_REPEATS = 5;

interface RepeatsStore {
  readonly state: RepeatsState | null;
  /** How many are to be trained next. */
  readonly count: number;
}

export const useRepeats = create<RepeatsStore>(() => ({ state: null, count: USUAL_REPEATS }));

export const repeatsAreActive = ({ state }: Pick<RepeatsStore, 'state'> = useRepeats.getState()): boolean => state?.status === 'running';

export const dismissRepeats = (): void => void attempt('dismissRepeats', async () => void (await request('dismissRepeats')));

/** What the list of runs shows of it. */
const signOf = (state: RepeatsState | null) =>
  JSON.stringify([state?.status, state?.rows.map(({ folder, outcome }) => [folder, outcome !== null])]);

export function followRepeats(state: RepeatsState | null): void {
  useRepeats.setState({ state });
  listen('repeats', (now) => {
    const before = signOf(useRepeats.getState().state);
    useRepeats.setState({ state: now });
    if (signOf(now) !== before) void refreshCatalogue().catch(() => undefined); // the list before stays
  });
}
