/** The search at hand: begun, held, gone on with, shown. One at a time; its workers are its own. */
import { basename, join } from 'node:path';
import type { SearchState, TrialState } from '@shared/ipc/state';
import { errorData, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { ranked, trialResults } from '@shared/search/results';
import { strategyOf } from '@shared/search/search-spec';
import type { Inspector } from '../inspector/client';
import { conductSearch } from '../search/conduct-search';
import { createSearch, readJobs, readSearch, type SearchRecord, writeRecord } from '../search/search-folder';
import { usualThreads } from '../threads/team';
import { launchElectronWorker } from '../workers/launch-electron';
import { createPool, type Pool, PoolClosed } from '../workers/pool';
import type { Handlers } from './register';
import type { SendEvent } from './send-event';

type SearchHandlers = Pick<Handlers, 'startSearch' | 'openSearch' | 'resumeSearch' | 'pauseSearch' | 'stopSearch' | 'listSearches'>;

const BETWEEN_MESSAGES_MILLISECONDS = 100;

export function createSearchHandlers(searchesFolder: string, inspector: Inspector, datasetFolder: () => string, send: SendEvent) {
  let state: SearchState | null = null;
  let record: SearchRecord | null = null;
  let pool: Pool | null = null;
  let trials = new Map<number, TrialState>();
  let changed = new Set<number>();
  let timer: NodeJS.Timeout | null = null;
  let begun = 0;

  const at = (folder: string) => join(searchesFolder, folder);

  function tell(patch: Partial<SearchState> = {}, reset = false): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (state) state = { ...state, ...patch, seconds: pool ? (performance.now() - begun) / 1000 : state.seconds };
    const told = reset ? [...trials.values()] : [...changed].flatMap((trial) => trials.get(trial) ?? []);
    changed = new Set();
    send('search', { state, trials: told, reset });
  }

  function touch(trial: TrialState): void {
    trials.set(trial.trial, trial);
    changed.add(trial.trial);
    timer ??= setTimeout(() => tell(), BETWEEN_MESSAGES_MILLISECONDS);
  }

  /** Whether a search is being looked up or made, and none is at work yet. */
  let opening = false;

  function assertIdle(): void {
    if (pool || opening) throw new KasaneError(phrase`a search is at work; stop it before beginning another`, 'search');
  }

  /** The images it was begun with, where they are now. Throws a KasaneError where those at hand are others. */
  async function withImages(found: SearchRecord): Promise<SearchRecord> {
    const folder = datasetFolder();
    const checksums = await inspector.ask('trainingSums', { folder });
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
    trials = new Map(ranked(trialResults(await readJobs(folder))).map((trial) => [trial.trial, { ...trial, running: false }]));
    state = {
      folder: basename(folder),
      search: found.search,
      created: found.created,
      status: found.status === 'finished' ? 'finished' : 'interrupted',
      trials: strategyOf(found.search).trials,
      workers: 0,
      seconds: 0,
      error: null,
    };
    tell({}, true);
  }

  function conduct(workers: number): void {
    if (!record || !state) return;
    const folder = at(state.folder);
    const own = createPool(workers, launchElectronWorker);
    pool = own;
    begun = performance.now();
    tell({ status: 'running', workers, error: null });
    const before = (trial: number) => trials.get(trial)?.curve ?? [];
    conductSearch(folder, record, own, {
      started({ trial, values, fromEpoch }) {
        const curve = before(trial).filter(({ epoch }) => epoch <= fromEpoch);
        touch({ trial, values, epochs: fromEpoch, accuracy: null, failure: null, curve, running: true });
      },
      point({ trial, values }, point) {
        // One that is begun again tells its curve again.
        const curve = [...before(trial).filter(({ epoch }) => epoch < point.epoch), point];
        touch({ trial, values, epochs: point.epoch, accuracy: point.validationAccuracy, failure: null, curve, running: true });
      },
      done({ trial, values, toEpoch, accuracy, failure }) {
        touch({ trial, values, epochs: toEpoch, accuracy, failure, curve: before(trial), running: false });
      },
    }).then(
      () => end({ status: 'finished' }),
      (error) => {
        if (error instanceof PoolClosed) return;
        end({ status: 'failed', error: errorData(error) });
      },
    );

    function end(patch: Partial<SearchState>): void {
      if (pool !== own) return;
      tell(patch);
      pool = null;
      own.close();
    }
  }

  const handlers: SearchHandlers = {
    startSearch: ({ search, workers = usualThreads() }) =>
      opened(async () => {
        const folder = datasetFolder();
        const checksums = await inspector.ask('trainingSums', { folder });
        const now = new Date().toISOString();
        const name =
          `${now.slice(0, 19).replace('T', ' ').replaceAll(':', '.')} ${search.spec.name.replaceAll(/[^\p{L}\p{N} _-]/gu, '')}`.trim();
        const place = at(name);
        const created = await createSearch(place, search, { folder, checksums });
        await show(place, created);
        conduct(workers);
      }),
    openSearch: ({ folder }) => opened(async () => show(at(folder), await readSearch(at(folder)))),
    async resumeSearch({ workers = usualThreads() }) {
      if (pool) {
        pool.resume();
        tell({ status: 'running' });
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
      tell({ status: 'paused' });
      await writeRecord(at(state.folder), { ...record, status: 'paused', process: process.pid });
    },
    stopSearch() {
      const closing = pool;
      pool = null;
      closing?.close();
      for (const trial of trials.values()) if (trial.running) touch({ ...trial, running: false });
      tell({ status: 'interrupted' });
    },
    async listSearches() {
      const found = await inspector.ask('listSearches', { searchesFolder });
      return found.map((each) => (pool !== null && state?.folder === each.folder ? { ...each, state: 'running' } : each));
    },
  };

  return {
    handlers,
    current: () => ({ state, trials: [...trials.values()] }),
    close(): void {
      pool?.close();
      if (timer) clearTimeout(timer);
    },
  };
}
