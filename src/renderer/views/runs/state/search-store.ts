/** The search at hand, the form of the next one, and those of the disk. */
import type { SearchState, SearchSummary, StudioState, TrialState } from '@shared/contracts/state';
import type { KindSpec } from '@shared/kind';
import type { SpecProblem } from '@shared/spec/issue-text';
import { SpecError } from '@shared/spec/parse-run-spec';
import type { RunSpec } from '@shared/spec/run-spec';
import { bookSearchSpec, bookSpace } from '@shared/studies/book-search';
import { parseSearch, SEARCH_VERSION } from '@shared/studies/search-spec';
import type { Dimension } from '@shared/studies/space';
import { create } from 'zustand';
import { listen, request } from '../../../state/bridge';
import { attempt } from '../../../state/operations';
import { usePreferences } from '../../../state/preferences';
import { useStudio } from '../../../state/studio-store';
import { fittedSpec, forImagesInUse } from '../../design/state/examination';
import { replaceDesign } from '../../design/state/replace-design';

interface SearchForm {
  readonly dimensions: readonly Dimension[];
  readonly method: KindSpec;
  readonly trials: number;
  readonly seed: number;
}

interface SearchStore {
  readonly form: SearchForm;
  readonly state: SearchState | null;
  /** By number. */
  readonly trials: ReadonlyMap<number, TrialState>;
  readonly chosen: number | null;
  readonly others: readonly SearchSummary[];
  /** What each deletion took, the last one last. */
  readonly deleted: readonly (readonly string[])[];
}

export const useSearch = create<SearchStore>(() => ({
  form: { dimensions: [], method: { type: 'random' }, trials: 100, seed: 1 },
  state: null,
  trials: new Map(),
  chosen: null,
  others: [],
  deleted: [],
}));

const set = useSearch.setState;

export const setForm = (change: Partial<SearchForm>): void => set(({ form }) => ({ form: { ...form, ...change } }));

export const setDimension = (index: number, dimension: Dimension): void =>
  setForm({ dimensions: useSearch.getState().form.dimensions.map((each, place) => (place === index ? dimension : each)) });

export const removeDimension = (index: number): void =>
  setForm({ dimensions: useSearch.getState().form.dimensions.filter((_, place) => place !== index) });

export const addDimension = (dimension: Dimension): void => setForm({ dimensions: [...useSearch.getState().form.dimensions, dimension] });

/** Trials are judged after whole epochs. */
export function baseSpec(spec: RunSpec = fittedSpec()): RunSpec {
  const { duration } = spec.training;
  if (duration.unit === 'epochs') return spec;
  const { dataset } = useStudio.getState();
  const all = dataset?.status === 'ready' ? dataset.trainingImages : 60_000;
  const images = Math.max(1, (spec.data.limit || all) - spec.data.validation);
  const count = Math.max(1, Math.round((duration.count * spec.training.batchSize) / images));
  return { ...spec, training: { ...spec.training, duration: { unit: 'epochs', count } } };
}

const searchOf = ({ dimensions, method, trials, seed }: SearchForm, spec: RunSpec) => ({
  ...{ version: SEARCH_VERSION, spec, method, trials, seed },
  space: { settings: dimensions },
});

/** What keeps the search of the form from being begun; null where nothing does. */
export function problemOfForm(form: SearchForm, spec: RunSpec): SpecProblem | null {
  try {
    parseSearch(searchOf(form, spec));
    return null;
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return error.problems[0] ?? null;
  }
}

export const startSearch = (): void =>
  void attempt('startSearch', async () => {
    const { threads } = usePreferences.getState();
    const search = searchOf(useSearch.getState().form, baseSpec());
    await request('startSearch', { search, ...(threads !== null && { workers: threads }) });
    return null;
  });

/** The design becomes the book's. */
export function searchAsInBook(): void {
  replaceDesign(forImagesInUse(bookSearchSpec()));
  setForm({ dimensions: bookSpace.settings, method: { type: 'random' }, trials: 100 });
}

/** The search at hand fills the form; its spec becomes the design. */
export function copySearch(): void {
  const { state } = useSearch.getState();
  if (!state) return;
  const { spec, space, method, trials, seed } = state.search;
  replaceDesign(spec);
  setForm({ dimensions: space.settings, method, trials, seed });
}

export const pauseSearch = (): void => void attempt('pauseSearch', async () => void (await request('pauseSearch')));
export const resumeSearch = (): void =>
  void attempt('resumeSearch', async () => {
    const { threads } = usePreferences.getState();
    await request('resumeSearch', threads === null ? {} : { workers: threads });
    return null;
  });
export const stopSearch = (): void => void attempt('stopSearch', async () => void (await request('stopSearch')));
export const openSearch = (folder: string): void => void attempt('openSearch', async () => void (await request('openSearch', { folder })));

export const deleteSearch = (folder: string): void =>
  void attempt('deleteSearch', async () => {
    await request('deleteSearches', { folders: [folder] }).finally(refreshSearches);
    return { kind: 'success', text: ({ t }) => t('search.deleted'), offer: { label: 'action.undo', perform: restoreSearches } };
  });

export const restoreSearches = (): void =>
  void attempt('restoreSearches', async () => {
    const last = useSearch.getState().deleted.at(-1) ?? [];
    await request('restoreSearches', { folders: [...last] }).finally(refreshSearches);
    return { kind: 'success', text: ({ t }) => t('search.restored') };
  });

export async function refreshSearches(): Promise<void> {
  const [others, deleted] = await Promise.all([request('listSearches', {}), request('deletedSearches')]);
  set({ others, deleted });
}

/** `search`: as it stands now. */
export function followSearch(search: StudioState['search']): void {
  listen('search', ({ state, trials, reset }) => {
    const before = useSearch.getState();
    const next = new Map(reset ? [] : before.trials);
    for (const trial of trials) next.set(trial.trial, trial);
    set({ state, trials: next, ...(reset && { chosen: null }) });
    if (state?.status !== before.state?.status) void refreshSearches().catch(() => undefined); // the list before stays
  });
  set({ state: search.state, trials: new Map(search.trials.map((trial) => [trial.trial, trial])) });
}
