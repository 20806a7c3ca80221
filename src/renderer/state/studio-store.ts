/** Snapshots of the other processes, and what the user is about to start. */
import type { DatasetState, ImportedSummary, RunMetrics, RunState } from '@shared/ipc/state';
import { presetSpec } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import type { TFunction } from 'i18next';
import { create } from 'zustand';
import type { Format } from '../i18n/use-format';
import { ask, listen } from './bridge';

export interface Notice {
  readonly kind: 'success' | 'error';
  /** Said anew when the language changes. */
  text(t: TFunction, format: Format): string;
}

/** The run's metrics, owned by this store. */
type MetricLists = { [Name in keyof RunMetrics]: number[] };

const noLists = (): MetricLists => ({ iterations: [], losses: [], accuracies: [] });

interface StudioStore {
  dataset: DatasetState | null;
  run: RunState | null;
  /** A new object after each change; its arrays are appended to in place. */
  metrics: MetricLists;
  imported: ImportedSummary | null;
  /** Bytes, all processes. */
  memory: number | null;
  preset: string;
  /** The design: what the next run will be. */
  spec: RunSpec;
  notice: Notice | null;
  busy: 'importing' | 'exporting' | null;
}

export const useStudio = create<StudioStore>(() => ({
  dataset: null,
  run: null,
  metrics: noLists(),
  imported: null,
  memory: null,
  preset: 'two-layer',
  spec: presetSpec('two-layer'),
  notice: null,
  busy: null,
}));

const set = useStudio.setState;

export async function connectStudio(): Promise<void> {
  listen('dataset', (dataset) => set({ dataset }));
  listen('imported', (imported) => set({ imported }));
  listen('system', ({ memory }) => set({ memory }));
  listen('run', ({ state, appended, from }) => {
    const { run, metrics } = useStudio.getState();
    const known = run?.id === state.id ? metrics : noLists();
    if (known.iterations.length === from) set({ run: withKnownValidations(state, run), metrics: append(known, appended) });
    else void refresh(); // this window missed something, as after a reload
  });
  await refresh();
}

/** Messages are copies; a list that has not grown stays the same object, so that nothing is drawn for it. */
const withKnownValidations = (state: RunState, before: RunState | null): RunState =>
  before?.id === state.id && before.validations.length === state.validations.length ? { ...state, validations: before.validations } : state;

async function refresh(): Promise<void> {
  const { dataset, run, imported } = await ask('getState');
  set({ dataset, imported, run: run?.state ?? null, metrics: append(noLists(), run?.metrics ?? noLists()) });
}

/** Appends in place, for a long run's history is too much to copy ten times a second; the new object tells of the change. */
function append(known: MetricLists, more: RunMetrics): MetricLists {
  for (const name of ['iterations', 'losses', 'accuracies'] as const) for (const value of more[name]) known[name].push(value);
  return { ...known };
}

export function choosePreset(preset: string): void {
  set({ preset, spec: presetSpec(preset) });
}

export const changeSpec = (change: (spec: RunSpec) => RunSpec): void => set(({ spec }) => ({ spec: change(spec) }));

export const dismissNotice = (): void => set({ notice: null });

/** Runs a request and shows its error, if any, instead of letting it vanish. */
export async function attempt(work: () => Promise<Notice | null | undefined>, busy: StudioStore['busy'] = null): Promise<void> {
  set({ busy, notice: null });
  try {
    set({ notice: (await work()) ?? null });
  } catch (error) {
    set({ notice: { kind: 'error', text: () => (error instanceof Error ? error.message : String(error)) } });
  } finally {
    set({ busy: null });
  }
}
