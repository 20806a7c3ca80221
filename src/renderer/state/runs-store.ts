/** All runs on disk: which are shown, which are chosen, and what of the chosen ones is compared. */
import type { RunDetails, RunSummary } from '@shared/ipc/state';
import type { RunLabel } from '@shared/spec/run-label';
import { useMemo } from 'react';
import { create } from 'zustand';
import { ask } from './bridge';
import { attempt, useStudio } from './studio-store';

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
  readonly onlyDifferences: boolean;
  readonly tab: 'runs' | 'search';
  /** What each deletion of this session took, the last one last; undo brings them back one by one. */
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
  const runs = await ask('listRuns');
  const there = new Set(runs.map(({ folder }) => folder));
  set(({ chosen }) => ({ runs, chosen: chosen.filter((folder) => there.has(folder)) }));
  for (const folder of useRuns.getState().chosen) void loadDetails(folder);
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
  await refreshRuns();
}

/** `chosen` alone, or beside those that are chosen already. */
export function chooseRuns(chosen: readonly string[]): void {
  set({ chosen });
  for (const folder of chosen) void loadDetails(folder);
}

export function toggleRun(folder: string): void {
  const { chosen } = useRuns.getState();
  chooseRuns(chosen.includes(folder) ? chosen.filter((each) => each !== folder) : [...chosen, folder]);
}

/** How each run stood when its details were read. */
const stamps = new Map<string, string>();

async function loadDetails(folder: string): Promise<void> {
  const { runs, details } = useRuns.getState();
  const summary = runs?.find((run) => run.folder === folder);
  const stamp = JSON.stringify({ ...summary, label: null });
  if (details.has(folder) && stamps.get(folder) === stamp && summary?.state !== 'training') return;
  const found = await ask('runDetails', { folder }).catch(() => null);
  if (!found) return;
  stamps.set(folder, stamp);
  set((state) => ({ details: new Map(state.details).set(folder, found) }));
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
    await ask('deleteRuns', { folders: [...chosen] });
    set(({ deleted }) => ({ deleted: [...deleted, chosen], chosen: [] }));
    await refreshRuns();
    return { kind: 'success', text: ({ t }) => t('runs.deleted', { count: chosen.length }) };
  });

export const restoreDeleted = (): void =>
  void attempt(async () => {
    const last = useRuns.getState().deleted.at(-1) ?? [];
    await ask('restoreRuns', { folders: [...last] });
    set(({ deleted }) => ({ deleted: deleted.slice(0, -1) }));
    await refreshRuns();
    chooseRuns(last);
    return { kind: 'success', text: ({ t }) => t('runs.restored', { count: last.length }) };
  });

/** Every tag that a run has. */
export function useTags(): readonly string[] {
  const runs = useRuns((state) => state.runs);
  return useMemo(() => [...new Set((runs ?? []).flatMap(({ label }) => label.tags))].toSorted((a, b) => a.localeCompare(b)), [runs]);
}
