/** All runs on disk: which are shown, which are chosen, and what of the chosen ones is compared. */
import type { RunDetails, RunSummary } from '@shared/contracts/state';
import type { RunLabel } from '@shared/spec/run-label';
import { useMemo } from 'react';
import { create } from 'zustand';
import { ask } from '../../../state/bridge';
import { refreshModels } from '../../../state/models-store';
import { attempt, useStudio } from '../../../state/studio-store';

export const runColumns = ['name', 'state', 'test', 'validation', 'parameters', 'seconds', 'created'] as const;
export type RunColumn = (typeof runColumns)[number];

export const runMetricsShown = ['validationAccuracy', 'trainingAccuracy', 'validationLoss', 'trainingLoss'] as const;
export type RunMetric = (typeof runMetricsShown)[number];

interface RunsStore {
  /** Null until they have been read. */
  readonly runs: readonly RunSummary[] | null;
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
  /** What each deletion took, the last one last; undo brings them back one by one. */
  readonly deleted: readonly (readonly string[])[];
}

export const useRuns = create<RunsStore>(() => ({
  runs: null,
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
  deleted: [],
}));

const set = useRuns.setState;

/** What of the list is left out. */
export const noFilter = { query: '', state: null, tag: null } as const;

export function isFiltered({ query, state, tag } = useRuns.getState()): boolean {
  return query !== '' || state !== null || tag !== null;
}

export async function refreshRuns(): Promise<void> {
  const [runs, deleted] = await Promise.all([ask('listRuns', {}), ask('deletedRuns'), refreshModels()]);
  const there = new Set(runs.map(({ folder }) => folder));
  set(({ chosen }) => ({ runs, deleted, chosen: chosen.filter((folder) => there.has(folder)) }));
  void loadDetails(useRuns.getState().chosen);
}

/** Lists them now, and again whenever the run at hand changes how it stands. */
export async function followRuns(): Promise<void> {
  const sign = () => {
    const { run } = useStudio.getState();
    return [run?.id, run?.folder, run?.status.phase, JSON.stringify(run?.label), run?.evaluations.test?.iteration].join('\n');
  };
  let known = sign();
  useStudio.subscribe(() => {
    const now = sign();
    if (now === known) return;
    known = now;
    void refreshRuns().catch(() => undefined); // the list before stays
  });
  // Runs may have come from the command line meanwhile.
  window.addEventListener('focus', () => void refreshRuns().catch(() => undefined));
  await refreshRuns();
}

/** `chosen` alone, or beside those that are chosen already. */
export function chooseRuns(chosen: readonly string[]): void {
  set({ chosen });
  void loadDetails(chosen);
}

export function toggleRun(folder: string): void {
  const { chosen } = useRuns.getState();
  chooseRuns(chosen.includes(folder) ? chosen.filter((each) => each !== folder) : [...chosen, folder]);
}

/** How each run stood when its details were read. */
const stamps = new Map<string, string>();

/** Asked for at once; what came is shown together. */
const AT_ONCE = 16;

async function loadDetails(folders: readonly string[]): Promise<void> {
  const summaries = new Map(useRuns.getState().runs?.map((run) => [run.folder, run]));
  const wanted = folders.flatMap((folder) => {
    const summary = summaries.get(folder);
    const stamp = JSON.stringify({ ...summary, label: null });
    const isKnown = useRuns.getState().details.has(folder) && stamps.get(folder) === stamp && summary?.state !== 'training';
    return isKnown ? [] : [{ folder, stamp }];
  });
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    const found = await Promise.all(some.map(({ folder }) => ask('runDetails', { folder }).catch(() => null)));
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
  void attempt(async () => {
    await ask('labelRunOf', { folder, label });
    await refreshRuns();
    return null;
  });

export const deleteChosen = (): void =>
  void attempt(async () => {
    const { chosen } = useRuns.getState();
    // Also where one of several could not be moved.
    await ask('deleteRuns', { folders: [...chosen] }).finally(refreshRuns);
    return { kind: 'success', text: ({ t }) => t('runs.deleted', { count: chosen.length }) };
  });

export const restoreDeleted = (): void =>
  void attempt(async () => {
    const last = useRuns.getState().deleted.at(-1) ?? [];
    const restored = await ask('restoreRuns', { folders: [...last] }).finally(refreshRuns);
    chooseRuns(restored);
    return { kind: 'success', text: ({ t }) => t('runs.restored', { count: restored.length }) };
  });

/** Every tag that a run has. */
export function useTags(): readonly string[] {
  const runs = useRuns((state) => state.runs);
  return useMemo(() => [...new Set((runs ?? []).flatMap(({ label }) => label.tags))].toSorted((a, b) => a.localeCompare(b)), [runs]);
}
