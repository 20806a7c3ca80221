/** The search at hand: begun, held, gone on with, shown. One at a time; its workers are its own. */
import { basename, join } from 'node:path';
import type { SearchState, SearchSummary, TrialState } from '@shared/ipc/state';
import { errorData, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { ranked, trialResults } from '@shared/search/results';
import { strategyOf } from '@shared/search/search-spec';
import type { Inspector } from '../inspector/client';
import { conductSearch } from '../search/conduct-search';
import { createSearch, listSearches, readJobs, readSearch, type SearchRecord, writeRecord } from '../search/search-folder';
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

  function assertIdle(): void {
    if (pool) throw new KasaneError(phrase`a search is at work; stop it before beginning another`, 'search');
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
    async startSearch({ search, workers = usualThreads() }) {
      assertIdle();
      const folder = datasetFolder();
      const checksums = await inspector.ask('trainingSums', { folder });
      const now = new Date().toISOString();
      const name =
        `${now.slice(0, 19).replace('T', ' ').replaceAll(':', '.')} ${search.spec.name.replaceAll(/[^\p{L}\p{N} _-]/gu, '')}`.trim();
      const place = at(name);
      const created = await createSearch(place, search, { folder, checksums });
      await show(place, created);
      conduct(workers);
    },
    async openSearch({ folder }) {
      assertIdle();
      await show(at(folder), await readSearch(at(folder)));
    },
    resumeSearch({ workers = usualThreads() }) {
      if (pool) {
        pool.resume();
        tell({ status: 'running' });
      } else if (record && state?.status !== 'finished') conduct(workers);
      else throw new KasaneError(phrase`there is no search to go on with; begin one`, 'search');
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
      const names = await listSearches(searchesFolder);
      return Promise.all(names.map((name) => summaryOf(name)));
    },
  };

  async function summaryOf(folder: string): Promise<SearchSummary> {
    try {
      const { search, created, status } = await readSearch(at(folder));
      const jobs = await readJobs(at(folder));
      const working = pool !== null && state?.folder === folder;
      const best = jobs.reduce<number | null>((most, { accuracy }) => (accuracy === null ? most : Math.max(most ?? 0, accuracy)), null);
      return {
        folder,
        design: search.spec.name,
        method: search.method.type,
        created,
        state: status === 'finished' ? 'finished' : working ? 'running' : 'interrupted',
        trials: new Set(jobs.map(({ trial }) => trial)).size,
        best,
      };
    } catch {
      return { folder, design: folder.slice(20), method: '', created: '', state: 'damaged', trials: 0, best: null };
    }
  }

  return {
    handlers,
    current: () => ({ state, trials: [...trials.values()] }),
    close(): void {
      pool?.close();
      if (timer) clearTimeout(timer);
    },
  };
}
