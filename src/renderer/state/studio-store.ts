/** Snapshots of the other processes. */
import { isActive, type RunState } from '@shared/contracts/run';
import { type CurveLists, emptyCurve, extendCurve, type RunCurve } from '@shared/contracts/run-curve';
import type { DatasetState, DesignState, ImportedSummary, InsightState, StudioState } from '@shared/contracts/state';
import { errorFrom } from '@shared/kasane-error';
import { create } from 'zustand';
import { startAutosave } from '../views/design/state/autosave';
import { restoreDesign, sealEdits } from '../views/design/state/design-store';
import { listen, request } from './bridge';
import { attempt } from './operations';

export type DatasetSnapshot = DatasetState | null;

interface StudioStore {
  dataset: DatasetState | null;
  run: RunState | null;
  /** A new object after each change; its arrays are appended to in place. */
  metrics: RunCurve;
  /** What was last seen inside the run. */
  insight: InsightState | null;
  imported: ImportedSummary | null;
  /** Bytes, all processes. */
  memory: number | null;
  /** Threads that training takes unless told otherwise. */
  usualThreads: number;
}

export const useStudio = create<StudioStore>(() => ({
  dataset: null,
  run: null,
  metrics: emptyCurve(),
  insight: null,
  imported: null,
  memory: null,
  usualThreads: 1,
}));

const set = useStudio.setState;

/** The metrics, as they are appended to. */
let own: CurveLists = emptyCurve();

/** Gives how everything stands now. */
export async function connectStudio(): Promise<StudioState> {
  listen('dataset', (dataset) => set({ dataset }));
  listen('insight', (insight) => set({ insight }));
  listen('imported', (imported) => set({ imported }));
  listen('system', ({ memory }) => set({ memory }));
  listen('run', ({ state, appended, from, every }) => {
    const { run } = useStudio.getState();
    if (!state) {
      own = emptyCurve();
      set({ run: null, metrics: own, insight: null });
      return;
    }
    if (run?.id !== state.id) own = emptyCurve(every);
    if (own.iterations.length === from && own.every === every) {
      own = extendCurve(own, appended);
      // A new object tells that its lists have grown.
      set({ run: withKnownParts(state, run), metrics: { ...own } });
    } else void refresh(); // this window missed something, as after a reload
  });
  const state = await refresh();
  restore(state.design);
  startAutosave();
  // A field that is left ends the edits that were one undo.
  addEventListener('focusout', sealEdits);
  return state;
}

/** Messages are copies; what has not changed stays the same object, so that nothing is drawn for it and no field is reset. */
function withKnownParts(state: RunState, before: RunState | null): RunState {
  if (before?.id !== state.id) return state;
  const known = (['spec', 'changes', 'label', 'validations'] as const).filter(
    (part) => JSON.stringify(before[part]) === JSON.stringify(state[part]),
  );
  return { ...state, ...Object.fromEntries(known.map((part) => [part, before[part]])) };
}

async function refresh(): Promise<StudioState> {
  const state = await request('getState');
  const { run, insight, imported, usualThreads } = state;
  const { dataset: known } = useStudio.getState();
  const dataset = JSON.stringify(known) === JSON.stringify(state.dataset) ? known : state.dataset;
  own = extendCurve(emptyCurve(run?.metrics.every), run?.metrics ?? emptyCurve());
  set({ dataset, insight, imported, usualThreads, run: run?.state ?? null, metrics: { ...own } });
  return state;
}

/** Takes the design up where the session before left it. */
function restore({ spec, file, saved, trouble }: DesignState): void {
  if (spec) restoreDesign(spec, file, saved);
  if (trouble) void attempt('restoreDesign', () => Promise.reject(errorFrom(trouble)));
}

export const runPhase = ({ run } = useStudio.getState()) => run?.status.phase;

export const runIsActive = ({ run }: Pick<StudioStore, 'run'> = useStudio.getState()): boolean => run !== null && isActive(run.status);
