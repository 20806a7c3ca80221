/** How everything stands, as one object over all stores: what actions are enabled by, and what their tests make up. */
import { useSyncExternalStore } from 'react';
import { useEntries } from '../form/entries-store';
import { useDesign } from '../views/design/state/design-store';
import { useRates } from '../views/design/state/rate-store';
import { useDraw } from '../views/draw/state/draw-store';
import { useDrawings } from '../views/draw/state/drawings-store';
import { useSets } from '../views/draw/state/set-store';
import { useLab } from '../views/lab/state/lab-store';
import { useStep } from '../views/lab/state/step-store';
import { useRuns } from '../views/runs/state/runs-store';
import { useSearch } from '../views/runs/state/search-store';
import { useRepeats } from '../views/train/state/repeats-store';
import { useCatalogue } from './catalogue-store';
import { useJobs } from './jobs';
import { useStudio } from './studio-store';
import { useView } from './view-store';

const stores = {
  studio: useStudio,
  view: useView,
  design: useDesign,
  rates: useRates,
  draw: useDraw,
  drawings: useDrawings,
  sets: useSets,
  catalogue: useCatalogue,
  runs: useRuns,
  repeats: useRepeats,
  search: useSearch,
  lab: useLab,
  step: useStep,
  jobs: useJobs,
  entries: useEntries,
} as const;

type Stores = typeof stores;

/** The state of each store. */
export type Context = { readonly [Name in keyof Stores]: Readonly<ReturnType<Stores[Name]['getState']>> };

const read = (): Context => Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, store.getState()])) as Context;

let known: Context | null = null;

/** The same object until a store changes. */
export function currentContext(): Context {
  const isCurrent = known && Object.entries(stores).every(([name, store]) => store.getState() === known?.[name as keyof Stores]);
  if (!known || !isCurrent) known = read();
  return known;
}

function subscribe(listener: () => void): () => void {
  const ends = Object.values(stores).map((store) => store.subscribe(listener));
  return () => {
    for (const end of ends) end();
  };
}

/** What `select` gives of the context, kept up to date; it must give the same value for the same context. */
export const useInContext = <Selected>(select: (context: Context) => Selected): Selected =>
  useSyncExternalStore(subscribe, () => select(currentContext()));
