/** A design trained from several seeds: begun, stopped, resumed. One group at a time; its workers are its own. */
import type { RepeatRow, RepeatsState } from '@shared/contracts/state';
import { errorData, KasaneError } from '@shared/kasane-error';
import type { NamedTensor } from '@shared/nn/parameter';
import { phrase } from '@shared/phrase';
import type { RunSpec } from '@shared/spec/run-spec';
import { firstSpec, numbersOf, repeatSpec } from '@shared/studies/repeats';
import { drawingsOf } from '../../datasets/drawings/with-drawings';
import { Cancelled, type Launch } from '../../processes/child';
import { createPool, type Pool, PoolClosed } from '../../queue/local-pool';
import { readInitial } from '../../runs/initial-parameters';
import { imagesOf } from '../../runs/reproduce';
import { conductRepeats, type RepeatsJob } from '../../studies/repeats/conduct-repeats';
import { groupName, repeatsOf } from '../../studies/repeats/train-repeat';
import { usualThreads } from '../../threads/team';
import { someHandlers } from './handlers';
import type { SendEvent } from './send-event';

interface RepeatsOptions {
  readonly runsFolder: string;
  /** Of drawings of the classes of the images in use. */
  drawingsFolder(): string;
  readonly launch: Launch;
  datasetFolder(): string;
  /**
   * Makes room for training; gives how many of so many runs there is memory for at the same time. Throws where a run is active,
   * or the design cannot be trained on the images in use; null of one that is trained on those it began with.
   */
  prepare(spec: RunSpec | null, wanted: number): Promise<number>;
  /** What runs begin with beside their spec; null for initial values. */
  parametersFor(from: 'initial' | 'imported'): Promise<readonly NamedTensor[] | null>;
  readonly send: SendEvent;
  /** 0 … 1; −1 where none is trained. */
  onProgress(share: number): void;
}

export function createRepeatHandlers(options: RepeatsOptions) {
  const { runsFolder, drawingsFolder, launch, datasetFolder, prepare, parametersFor, send, onProgress } = options;
  let state: RepeatsState | null = null;
  let pool: Pool | null = null;
  /** Of the group that is trained: ends it, and is settled then. */
  let stopping: { stop(): void; readonly ended: Promise<void> } | null = null;

  function tell(change: Partial<RepeatsState>): void {
    if (!state) return;
    state = { ...state, ...change };
    send('repeats', state);
    onProgress(state.status === 'running' ? shareOf(state) : -1);
  }

  function tellRow(number: number, change: Partial<RepeatRow>): void {
    if (state) tell({ rows: state.rows.map((row) => (row.number === number ? { ...row, ...change } : row)) });
  }

  function assertIdle(): void {
    if (pool) throw new KasaneError(phrase`a group of runs is being trained; stop it before starting another`, 'run');
  }

  function conduct(job: RepeatsJob, workers: number): void {
    const { group, of, spec } = job;
    const own = createPool(workers, launch);
    pool = own;
    const rows = numbersOf(of).map(
      (number): RepeatRow => ({
        ...{ number, seed: repeatSpec(spec, number).seed, folder: null, iteration: 0, iterations: 0, outcome: null },
      }),
    );
    state = { group, of, design: spec.name, status: 'running', error: null, rows };
    tell({});
    const end = (change: Partial<RepeatsState>) => {
      if (pool !== own) return;
      pool = null;
      stopping = null;
      own.close();
      tell(change);
    };
    const abort = new AbortController();
    const ended = conductRepeats(job, own, {
      signal: abort.signal,
      progress: (number, { folder, iteration, iterations }) => tellRow(number, { folder, iteration, iterations }),
      done: (number, outcome) => tellRow(number, { folder: outcome.run, outcome }),
    }).then(
      () => end({ status: 'finished' }),
      (error) => {
        if (error instanceof Cancelled) end({ status: 'stopped' });
        else if (!(error instanceof PoolClosed)) end({ status: 'failed', error: errorData(error) });
      },
    );
    stopping = { stop: () => abort.abort(), ended };
  }

  const handlers = someHandlers({
    async startRepeats({ spec, from, count, workers = usualThreads() }) {
      assertIdle();
      const parameters = await parametersFor(from);
      const atOnce = await prepare(spec, Math.min(workers, count));
      assertIdle();
      const job = { runsFolder, datasetFolder: datasetFolder(), drawingsFolder: drawingsFolder(), spec, parameters };
      conduct({ ...job, group: groupName(spec, count), of: count }, atOnce);
    },
    async resumeRepeats({ group, workers = usualThreads() }) {
      assertIdle();
      const [member] = (await repeatsOf(runsFolder, group)).values();
      const repeat = member?.record.repeat;
      if (!member || !repeat) throw new KasaneError(phrase`${group}: there is no such group of runs`, group);
      const { folder, record } = member;
      const parameters = await readInitial(folder);
      const spec = firstSpec(record.spec, repeat);
      const atOnce = await prepare(null, Math.min(workers, repeat.of));
      assertIdle();
      const job = { runsFolder, datasetFolder: imagesOf(folder, record), drawingsFolder: drawingsOf(folder), parameters };
      conduct({ ...job, spec, group, of: repeat.of }, atOnce);
    },
    async stopRepeats() {
      stopping?.stop();
      await stopping?.ended;
    },
    async dismissRepeats() {
      if (pool) return;
      state = null;
      send('repeats', null);
    },
  });

  return {
    handlers,
    assertIdle,
    isActive: () => pool !== null,
    current: () => state,
    close: () => pool?.close(),
  };
}

const shareOf = ({ rows }: RepeatsState): number =>
  rows.reduce((sum, { outcome, iteration, iterations }) => sum + (outcome ? 1 : iteration / Math.max(iterations, 1)), 0) / rows.length;
