/** What is inspected, what came of it, and what of that is shown. */

import type { Outcome } from '@shared/analysis/comparison';
import type { EnsembleRule } from '@shared/analysis/ensemble';
import type { Embedding, InspectedSet, PrecisionRow, SetPredictions } from '@shared/contracts/state';
import type { Robustness } from '@shared/training/robustness';
import { create } from 'zustand';

export const inspectTabs = ['digits', 'map', 'classes', 'robustness'] as const;
export type InspectTab = (typeof inspectTabs)[number];

export const sortings = ['confidence', 'loss', 'index'] as const;
export type Sorting = (typeof sortings)[number];

/** Which digits the gallery shows: `wrong` and `right` are of the first network, outcomes of both, `doubtful` of the labels. */
export const groups = ['wrong', 'right', 'all', 'doubtful'] as const;
export type Group = (typeof groups)[number] | Exclude<Outcome, 'bothRight'>;

export interface Filter {
  readonly group: Group;
  readonly label: number | null;
  readonly predicted: number | null;
  /** Only these places of the set, say those within a lasso; null for all. */
  readonly chosen: ReadonlySet<number> | null;
}

export interface InspectStore {
  /** Ids of the models; null for the usual one, and for no second. */
  readonly first: string | null;
  readonly second: string | null;
  /** The other members of the ensemble, and how they are combined. */
  readonly others: readonly string[];
  readonly rule: EnsembleRule;
  readonly set: InspectedSet;
  /** Whether that was chosen; else it is the usual one of the model. */
  readonly isSetChosen: boolean;
  readonly tab: InspectTab;
  readonly filter: Filter;
  readonly sorting: Sorting;
  /** Whether cells of the matrix are shares of their row. */
  readonly shares: boolean;
  /** The place in the set of the digit that is looked at; null while none is. */
  readonly open: number | null;
  readonly predictions: { readonly first: SetPredictions; readonly second: SetPredictions | null } | null;
  /** Of the set; grows while it is being loaded. */
  readonly images: { readonly key: string; readonly pixels: Uint8Array; readonly loaded: number } | null;
  /** Positions in the set's file whose labels the user doubts. */
  readonly doubtful: ReadonlySet<number>;
  /** Computed from the predictions on request. */
  readonly embedding: Embedding | null;
  readonly precision: readonly PrecisionRow[] | null;
  readonly robustness: Robustness | null;
  /** By class, as `classProbabilities` gives them. */
  readonly classProbabilities: readonly (number | null)[] | null;
}

const everyMistake: Filter = { group: 'wrong', label: null, predicted: null, chosen: null };

/** What belongs to one evaluation. */
export const nothingPredicted = {
  predictions: null,
  embedding: null,
  precision: null,
  robustness: null,
  classProbabilities: null,
  open: null,
} as const;

export const useInspect = create<InspectStore>(() => ({
  first: null,
  second: null,
  others: [],
  rule: 'mean',
  set: 'test',
  isSetChosen: false,
  tab: 'digits',
  filter: everyMistake,
  sorting: 'confidence',
  shares: false,
  images: null,
  doubtful: new Set(),
  ...nothingPredicted,
}));

const set = useInspect.setState;

export const showTab = (tab: InspectTab): void => set({ tab, open: null });
export const setSorting = (sorting: Sorting): void => set({ sorting });
export const setShares = (shares: boolean): void => set({ shares });
export const openDigit = (open: number | null): void => set({ open });

/** Shows the digits that the filter lets through. */
export const setFilter = (part: Partial<Filter>): void =>
  set(({ filter }) => ({ filter: { ...filter, ...part }, tab: 'digits', open: null }));

/** One cell of the matrix, right or wrong; the same again takes it back. */
export function filterCell(label: number, predicted: number): void {
  const { filter } = useInspect.getState();
  if (filter.label === label && filter.predicted === predicted) setFilter(everyMistake);
  else setFilter({ group: 'all', label, predicted, chosen: null });
}

export const clearFilter = (): void => setFilter(everyMistake);
