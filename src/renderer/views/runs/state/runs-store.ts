/** Of all runs: which are shown, which are chosen, and what of the chosen ones is compared. */
import type { RunDetails, RunSummary } from '@shared/contracts/run';
import type { RunLabel } from '@shared/spec/run-label';
import { useMemo } from 'react';
import { create } from 'zustand';
import { request } from '../../../state/bridge';
import { refreshCatalogue, useCatalogue } from '../../../state/catalogue-store';
import { attempt } from '../../../state/operations';

export const runColumns = ['name', 'state', 'dataset', 'optimizer', 'test', 'validation', 'parameters', 'seconds', 'created'] as const;
export type RunColumn = (typeof runColumns)[number];

export const runMetricsShown = ['validationAccuracy', 'trainingAccuracy', 'validationLoss', 'trainingLoss'] as const;
export type RunMetric = (typeof runMetricsShown)[number];

interface RunsStore {
  readonly query: string;
  readonly state: RunSummary['state'] | null;
  readonly tag: string | null;
  readonly sort: { readonly column: RunColumn; readonly descending: boolean };
  /** Folders, in the order in which they were chosen. */
  readonly chosen: readonly string[];
  readonly details: ReadonlyMap<string, RunDetails>;
  readonly metric: RunMetric;
  /** Of losses. */
  readonly scale: 'linear' | 'log';
  readonly onlyDifferences: boolean;
  readonly tab: 'runs' | 'search';
  /** Groups whose runs the list shows. */
  readonly open: readonly string[];
  /** What the band around the mean of a group is. */
  readonly band: 'deviation' | 'range';
}

export const useRuns = create<RunsStore>(() => ({
  query: '',
  state: null,
  tag: null,
  sort: { column: 'created', descending: true },
  chosen: [],
  details: new Map(),
  metric: 'validationAccuracy',
  scale: 'linear',
  onlyDifferences: true,
  tab: 'runs',
  open: [],
  band: 'deviation',
}));

const set = useRuns.setState;

/** What of the list is left out. */
export const noFilter = { query: '', state: null, tag: null } as const;

export function isFiltered({ query, state, tag } = useRuns.getState()): boolean {
  return query !== '' || state !== null || tag !== null;
}

/** What is gone is chosen no more, and what has changed is read again. */
export function followChosen(): void {
  useCatalogue.subscribe(({ runs }, before) => {
    if (runs === before.runs) return;
    const there = new Set(runs?.map(({ folder }) => folder));
    set(({ chosen }) => ({ chosen: chosen.filter((folder) => there.has(folder)) }));
    void loadDetails(useRuns.getState().chosen);
  });
}

/** `chosen` alone, or beside those that are chosen already. */
export function chooseRuns(chosen: readonly string[]): void {
  set({ chosen });
  void loadDetails(chosen);
}

/** Chooses all of them, or none where they are chosen already. */
export function toggleRuns(folders: readonly string[]): void {
  const { chosen } = useRuns.getState();
  const others = chosen.filter((each) => !folders.includes(each));
  chooseRuns(folders.every((folder) => chosen.includes(folder)) ? others : [...others, ...folders]);
}

export function toggleGroup(group: string, opens = !useRuns.getState().open.includes(group)): void {
  set(({ open }) => ({ open: opens ? [...new Set([...open, group])] : open.filter((each) => each !== group) }));
}

/** How each run stood when its details were read. */
const stamps = new Map<string, string>();

/** Asked for at once; what came is shown together. */
const AT_ONCE = 16;

async function loadDetails(folders: readonly string[]): Promise<void> {
  const summaries = new Map(useCatalogue.getState().runs?.map((run) => [run.folder, run]));
  const wanted = folders.flatMap((folder) => {
    const summary = summaries.get(folder);
    const stamp = JSON.stringify({ ...summary, label: null });
    const isKnown = useRuns.getState().details.has(folder) && stamps.get(folder) === stamp && summary?.state !== 'training';
    return isKnown ? [] : [{ folder, stamp }];
  });
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    const found = await Promise.all(some.map(({ folder }) => request('runDetails', { folder }).catch(() => null)));
    const { chosen } = useRuns.getState();
    const details = new Map(useRuns.getState().details);
    for (const [index, { folder, stamp }] of some.entries()) {
      const each = found[index];
      if (each) details.set(folder, each);
      else details.delete(folder);
      stamps.set(folder, stamp);
    }
    set({ details });
    // Others were chosen meanwhile.
    if (!wanted.some(({ folder }) => chosen.includes(folder))) return;
  }
}

export const labelRun = (folder: string, label: RunLabel): void =>
  void attempt(`labelRun:${folder}`, async () => {
    await request('labelRunOf', { folder, label });
    await refreshCatalogue();
    return null;
  });

export const deleteChosen = (): void =>
  void attempt('deleteRuns', async () => {
    const { chosen } = useRuns.getState();
    // Also where one of several could not be moved.
    await request('deleteRuns', { folders: [...chosen] }).finally(refreshCatalogue);
    const offer = { label: 'action.undo', perform: restoreDeleted } as const;
    return { kind: 'success', text: ({ t }) => t('runs.deleted', { count: chosen.length }), offer };
  });

export const restoreDeleted = (): void =>
  void attempt('restoreRuns', async () => {
    const last = useCatalogue.getState().deleted.at(-1) ?? [];
    const restored = await request('restoreRuns', { folders: [...last] }).finally(refreshCatalogue);
    chooseRuns(restored);
    return { kind: 'success', text: ({ t }) => t('runs.restored', { count: restored.length }) };
  });

/** Every tag that a run has. */
export function useTags(): readonly string[] {
  const runs = useCatalogue((state) => state.runs);
  return useMemo(() => [...new Set((runs ?? []).flatMap(({ label }) => label.tags))].toSorted((a, b) => a.localeCompare(b)), [runs]);
}
