/** Datasets to choose from, and what is being opened: read, shown, then used. */
import type { DataPreview, DatasetEntry, DatasetState } from '@shared/contracts/state';
import type { DataOptions } from '@shared/data/sources/options';
import { errorFrom, KasaneError } from '@shared/kasane-error';
import { create } from 'zustand';
import { ensureDrawings } from '../views/draw/state/drawings-store';
import { listen, request, requestOfFiles } from './bridge';
import { attempt, type Notice } from './operations';
import { useStudio } from './studio-store';

interface DataStore {
  /** Those that were used before, MNIST not among them. */
  readonly listed: readonly DatasetEntry[];
  readonly isOpen: boolean;
  /** Null until something was read. */
  readonly preview: DataPreview | null;
  /** How far reading has come, 0 … 1; null while nothing is read. */
  readonly reading: number | null;
  /** Why what was given last could not be read. */
  readonly trouble: KasaneError | null;
  readonly name: string;
  /** The names of the classes, as they are edited. */
  readonly classes: readonly string[];
}

const closed = { isOpen: false, preview: null, reading: null, trouble: null, name: '', classes: [] } as const;

export const useData = create<DataStore>(() => ({ listed: [], ...closed }));

const set = useData.setState;

/** Of the reading that is under way. */
const JOB = 'data';

export const openDataDialog = (): void => set({ ...closed, isOpen: true });

export function closeDataDialog(): void {
  if (useData.getState().reading !== null) void request('cancelJob', { job: JOB });
  set(closed);
}

export const cancelReading = (): void => void request('cancelJob', { job: JOB });

let newest = 0;

/** Shows what comes of a reading, unless another began since. */
async function show(read: () => Promise<DataPreview | null>): Promise<void> {
  newest += 1;
  const own = newest;
  const before = useData.getState().preview;
  set({ isOpen: true, reading: 0, trouble: null });
  try {
    const preview = await read();
    if (own !== newest) return;
    const shown = preview ?? before;
    const kept = before !== null && preview !== null && preview.name === before.name;
    set({ preview: shown, reading: null, ...(preview && { classes: preview.classes, ...(!kept && { name: preview.name }) }) });
  } catch (error) {
    if (own !== newest) return;
    const isCancelled = error instanceof KasaneError && error.name === 'Cancelled';
    set({ reading: null, trouble: isCancelled ? null : error instanceof KasaneError ? error : new KasaneError(String(error)) });
  }
}

export const chooseData = (what: 'folder' | 'files'): Promise<void> => show(() => request('recogniseData', { what, job: JOB }));

export const dropData = (files: readonly File[]): Promise<void> => show(() => requestOfFiles('recogniseDropped', files, { job: JOB }));

/** Reads the same place in another way. */
export function readAgain(change: Partial<DataOptions>): void {
  const { preview } = useData.getState();
  if (!preview) return;
  void show(() => request('recogniseAgain', { token: preview.token, options: { ...preview.options, ...change }, job: JOB }));
}

export const renameClass = (index: number, name: string): void =>
  set(({ classes }) => ({ classes: classes.map((each, at) => (at === index ? name : each)) }));

export const renameData = (name: string): void => set({ name });

/** What keeps the names from being used. */
export function namesTrouble({ classes, name }: Pick<DataStore, 'classes' | 'name'>): 'empty' | 'twice' | null {
  const trimmed = classes.map((each) => each.trim());
  if (name.trim() === '' || trimmed.includes('')) return 'empty';
  return new Set(trimmed).size < trimmed.length ? 'twice' : null;
}

export const refreshDatasets = async (): Promise<void> => set({ listed: await request('listDatasets') });

/** Trains and inspects on what is shown from now on. */
export function takeData(): void {
  const { preview, name, classes } = useData.getState();
  if (!preview || namesTrouble(useData.getState())) return;
  void attempt('useData', async () => {
    const found = await request('takeData', { token: preview.token, name: name.trim(), classes: classes.map((each) => each.trim()) });
    await refreshDatasets();
    if (found.status === 'ready') set(closed);
    return inUse(found);
  });
}

export function inUse(found: DatasetState): Notice | null {
  if (found.status === 'failed') throw errorFrom(found.error);
  return found.status === 'ready' ? { kind: 'success', text: ({ t }) => t('notice.datasetOpened', { name: found.name }) } : null;
}

export const openListed = (folder: string): void => void attempt('useData', async () => inUse(await request('openListed', { folder })));

export const forgetDataset = (folder: string): void =>
  void attempt('forgetDataset', async () => void set({ listed: await request('forgetDataset', { folder }) }));

/** Keeps the drawings of the dataset's classes at hand, and hears how far reading has come. */
export function followDrawings(): void {
  listen('progress', ({ job, share }) => {
    if (job === JOB && useData.getState().reading !== null) set({ reading: share });
  });
  const follow = () => {
    const { dataset } = useStudio.getState();
    if (dataset?.status !== 'ready') return;
    void attempt('listDrawings', async () => void (await ensureDrawings({ classes: dataset.classes, shape: dataset.shape })));
  };
  follow();
  useStudio.subscribe((now, before) => {
    if (now.dataset !== before.dataset) follow();
  });
}
