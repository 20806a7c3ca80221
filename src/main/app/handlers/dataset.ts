/** The dataset in use, MNIST as installed until the user takes another, and the list of those that were taken. */
import type { DataPreview, DatasetEntry, DatasetState } from '@shared/contracts/state';
import { inTurn } from '@shared/in-turn';
import { errorData, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { z } from 'zod';
import { builtInDataset } from '../../datasets/built-in';
import { readTextIfThere, writeText } from '../../files/whole-files';
import type { Dialogs } from '../dialogs';
import type { Inspector } from '../inspector';
import { someHandlers } from './handlers';
import type { Followed } from './questions';

interface DatasetOptions {
  readonly inspector: Inspector;
  readonly dialogs: Dialogs;
  /** The file of the list. */
  readonly listFile: string;
  onChange(state: DatasetState): void;
  /** Begins a job of that name, in place of the one before. */
  follow(job: string): Followed;
}

const listSchema = z.strictObject({
  version: z.literal(1),
  datasets: z.array(z.strictObject({ folder: z.string().min(1), name: z.string().min(1) })).max(1000),
});

/** On the list at most; the ones that were used longest ago leave it. */
const MOST_LISTED = 100;

export function createDatasetHolder({ inspector, dialogs, listFile, onChange, follow }: DatasetOptions) {
  let current: DatasetState = { status: 'checking', folder: builtInDataset() };
  let asked = 0;
  /** Which of those asked for is in use. */
  let taken = 0;
  /** Where what is shown of each token lies. */
  let shown: { readonly token: number; readonly paths: readonly string[] } | null = null;
  let tokens = 0;
  const perform = inTurn();

  function set(state: DatasetState): DatasetState {
    current = state;
    onChange(state);
    return state;
  }

  async function inspect(folder: string): Promise<DatasetState> {
    try {
      return { status: 'ready', folder, ...(await inspector.request('inspectDataset', { folder })) };
    } catch (error) {
      return { status: 'failed', folder, error: errorData(error) };
    }
  }

  /** What is asked for later stays, whichever check takes longer: MNIST is still being checked when a small folder is opened. */
  async function check(folder: string, takes: (found: DatasetState) => boolean): Promise<DatasetState> {
    asked += 1;
    const own = asked;
    const found = await inspect(folder);
    if (!takes(found)) return found;
    if (own < taken) return current;
    taken = own;
    return set(found);
  }

  /** Takes the dataset in `folder` if it is sound; gives what was found, and keeps the one before otherwise. */
  const open = (folder: string) => check(folder, ({ status }) => status === 'ready');

  /** The same, and puts it on the list. */
  async function use(folder: string): Promise<DatasetState> {
    const found = await open(folder);
    if (found.status === 'ready' && !found.original)
      await changeList((before) => [{ folder, name: found.name }, ...before.filter((each) => each.folder !== folder)]);
    return found;
  }

  /** A list that cannot be understood is begun anew: what is on it is opened again in a moment. */
  async function readList(): Promise<readonly DatasetEntry[]> {
    const text = await readTextIfThere(listFile);
    try {
      return text === null ? [] : listSchema.parse(JSON.parse(text)).datasets;
    } catch {
      return [];
    }
  }

  const changeList = (by: (before: readonly DatasetEntry[]) => readonly DatasetEntry[]) =>
    perform(async () => {
      const datasets = by(await readList()).slice(0, MOST_LISTED);
      await writeText(listFile, `${JSON.stringify({ version: 1, datasets }, null, 2)}\n`);
      return [...datasets];
    });

  async function preview(paths: readonly string[], options: Readonly<Record<string, unknown>>, job: string): Promise<DataPreview> {
    const following = follow(job);
    tokens += 1;
    const token = tokens;
    try {
      const found = await inspector.request('previewData', { paths, options, token }, following);
      shown = { token, paths };
      return { ...found, token };
    } finally {
      following.done();
    }
  }

  function pathsOf(token: number): readonly string[] {
    if (shown?.token !== token) throw new KasaneError(phrase`what was read is gone; open it again`);
    return shown.paths;
  }

  const handlers = someHandlers({
    async recogniseData({ what, job }) {
      const paths = what === 'folder' ? [await dialogs.openFolder()] : await dialogs.openFiles();
      const chosen = paths?.filter((path) => path !== null) ?? [];
      return chosen.length === 0 ? null : preview(chosen, {}, job);
    },
    recogniseDropped: ({ paths, job }) => preview(paths, {}, job),
    recogniseAgain: ({ token, options, job }) => preview(pathsOf(token), options, job),
    async takeData({ token, name, classes }) {
      pathsOf(token);
      const { folder } = await inspector.request('takeData', { token, name, classes });
      return use(folder);
    },
    listDatasets: async () => [...(await readList())],
    async openListed({ folder }) {
      if (!(await readList()).some((each) => each.folder === folder))
        throw new KasaneError(phrase`${folder}: is not on the list of datasets`);
      return open(folder);
    },
    forgetDataset: ({ folder }) => changeList((before) => before.filter((each) => each.folder !== folder)),
    openMnist: () => check(builtInDataset(), ({ status }) => status === 'ready'),
  });

  return { handlers, current: () => current, open, use, checkBuiltIn: () => check(current.folder, () => true) };
}
