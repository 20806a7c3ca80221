/** The search at hand: begun, held, resumed, shown. One at a time; its workers are its own. */
import { basename, join } from 'node:path';
import type { SearchState } from '@shared/contracts/state';
import { errorData, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { strategyOf } from '@shared/studies/search-spec';
import { datedName } from '../../files/folder-names';
import { inTrash, purgeTrash, restoreFromTrash } from '../../files/trash';
import { nobody } from '../../files/writer';
import type { Launch } from '../../processes/child';
import { createPool, type Pool, PoolClosed } from '../../queue/local-pool';
import { conductSearch } from '../../studies/search/conduct-search';
import { deleteSearches } from '../../studies/search/delete-searches';
import { LiveTrials } from '../../studies/search/live-trials';
import { createSearch, readJobs, readSearch, restingStatus, type SearchRecord, writeRecord } from '../../studies/search/search-folder';
import { usualThreads } from '../../threads/team';
import type { Inspector } from '../inspector';
import { someHandlers } from './handlers';
import type { SendEvent } from './send-event';

const BETWEEN_MESSAGES_MILLISECONDS = 100;

interface SearchOptions {
  readonly searchesFolder: string;
  readonly inspector: Inspector;
  readonly launch: Launch;
  datasetFolder(): string;
  readonly send: SendEvent;
  /** Milliseconds. */
  now(): number;
}

export function createSearchHandlers({ searchesFolder, inspector, launch, datasetFolder, send, now }: SearchOptions) {
  let state: SearchState | null = null;
  let record: SearchRecord | null = null;
  let pool: Pool | null = null;
  let trials = new LiveTrials([]);
  let timer: NodeJS.Timeout | null = null;
  /** When it was set to work, by the clock, and the seconds it had been at work until then; null while it is not. */
  let working: { readonly since: number; readonly before: number } | null = null;

  purgeTrash(searchesFolder).catch((error) => console.error(error));

  const at = (folder: string) => join(searchesFolder, folder);

  function tell(patch: Partial<SearchState> = {}, reset = false): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (state) state = { ...state, ...patch, seconds: seconds() };
    const changed = trials.takeChanged();
    send('search', { state, trials: reset ? trials.all() : changed, reset });
  }

  const tellSoon = () => {
    timer ??= setTimeout(() => tell(), BETWEEN_MESSAGES_MILLISECONDS);
  };

  const seconds = () => (working ? working.before + (now() - working.since) / 1000 : (state?.seconds ?? 0));

  function setWorking(is: boolean): void {
    const before = seconds();
    if (state) state = { ...state, seconds: before };
    working = is ? { since: now(), before } : null;
  }

  /** Whether a search is being looked up or made, and none is at work yet. */
  let opening = false;

  function assertIdle(): void {
    if (pool || opening) throw new KasaneError(phrase`a search is at work; stop it before beginning another`, 'search');
  }

  /** The images it was begun with, where they are now. Throws a KasaneError where those at hand are others. */
  async function withImages(found: SearchRecord): Promise<SearchRecord> {
    const folder = datasetFolder();
    const checksums = await inspector.request('trainingSums', { folder });
    if (JSON.stringify(checksums) !== JSON.stringify(found.dataset.checksums)) {
      throw new KasaneError(phrase`${folder}: differs from the images that the search was begun with; open those`, 'dataset');
    }
    return { ...found, dataset: { folder, checksums } };
  }

  async function opened(open: () => Promise<void>): Promise<void> {
    assertIdle();
    opening = true;
    try {
      await open();
    } finally {
      opening = false;
    }
  }

  async function show(folder: string, found: SearchRecord): Promise<void> {
    record = found;
    trials = new LiveTrials(await readJobs(folder));
    const strategy = strategyOf(found.search);
    state = {
      folder: basename(folder),
      search: found.search,
      created: found.created,
      status: restingStatus(found.status),
      trials: strategy.trials,
      epochs: strategy.epochs,
      workers: 0,
      seconds: found.seconds,
      error: null,
    };
    tell({}, true);
  }

  function conduct(workers: number): void {
    if (!record || !state) return;
    const own = createPool(workers, launch);
    pool = own;
    setWorking(true);
    tell({ status: 'running', workers, error: null });
    const shown = trials;
    const following = <Argument extends unknown[]>(take: (...told: Argument) => void) => {
      return (...told: Argument) => {
        take(...told);
        if (trials === shown) tellSoon();
      };
    };
    conductSearch(at(state.folder), record, own, {
      started: following((job) => shown.started(job)),
      point: following((job, point) => shown.point(job, point)),
      done: following((line) => shown.done(line)),
      seconds,
    }).then(
      () => end({ status: 'finished' }),
      (error) => {
        if (error instanceof PoolClosed || pool !== own) return;
        end({ status: 'failed', error: errorData(error) });
        keep('paused').catch(() => undefined); // what failed is told already
      },
    );

    function end(patch: Partial<SearchState>): void {
      if (pool !== own) return;
      setWorking(false);
      pool = null;
      own.close();
      trials.halt();
      tell(patch, true);
    }
  }

  /** Puts down how the search stands, and how long it has been at work. */
  async function keep(status: SearchRecord['status']): Promise<void> {
    if (!record || !state) return;
    record = { ...record, status, seconds: state.seconds };
    await writeRecord(at(state.folder), { ...record, ...nobody });
  }

  const handlers = someHandlers({
    startSearch: ({ search, workers = usualThreads() }) =>
      opened(async () => {
        const folder = datasetFolder();
        const checksums = await inspector.request('trainingSums', { folder });
        const place = at(datedName(new Date().toISOString(), search.spec.name));
        const created = await createSearch(place, search, { folder, checksums });
        await show(place, created);
        conduct(workers);
      }),
    openSearch: ({ folder }) => opened(async () => show(at(folder), await readSearch(at(folder)))),
    async resumeSearch({ workers = usualThreads() }) {
      if (pool) {
        pool.resume();
        setWorking(true);
        tell({ status: 'running' });
        await keep('running');
        return;
      }
      await opened(async () => {
        if (!record || state?.status === 'finished') throw new KasaneError(phrase`there is no search to go on with; begin one`, 'search');
        record = await withImages(record);
        conduct(workers);
      });
    },
    async pauseSearch() {
      if (!pool || !record || !state) throw new KasaneError(phrase`no search is at work; begin one`, 'search');
      pool.pause();
      setWorking(false);
      tell({ status: 'paused' });
      await keep('paused');
    },
    async stopSearch() {
      if (!pool) return;
      setWorking(false);
      pool.close();
      pool = null;
      trials.halt();
      // Whoever hears of it lists the searches by what is on disk.
      await keep('stopped').finally(() => tell({ status: 'stopped' }, true));
    },
    async deleteSearches({ folders }) {
      const atHand = state?.folder;
      const isAtHand = atHand !== undefined && folders.includes(atHand);
      if (isAtHand && pool) throw new KasaneError(phrase`the search is at work; stop it before deleting it`, 'search');
      await deleteSearches(searchesFolder, folders);
      if (!isAtHand) return;
      state = null;
      record = null;
      trials = new LiveTrials([]);
      tell({}, true);
    },
    deletedSearches: () => inTrash(searchesFolder),
    restoreSearches: ({ folders }) => restoreFromTrash(searchesFolder, folders),
  });

  return {
    handlers,
    current: () => ({ state, trials: trials.all() }),
    /** The folder of the search at work; null where none is. */
    active: () => (pool === null ? null : (state?.folder ?? null)),
    close(): void {
      pool?.close();
      if (timer) clearTimeout(timer);
    },
  };
}
