/** A design trained from several seeds: begun, stopped, gone on with. One group at a time; its workers are its own. */
import type { RepeatRow, RepeatsState } from '@shared/contracts/state';
import { errorData, KasaneError } from '@shared/kasane-error';
import type { NamedTensor } from '@shared/nn/parameter';
import { phrase } from '@shared/phrase';
import type { RunSpec } from '@shared/spec/run-spec';
import { firstSpec, repeatSpec } from '@shared/studies/repeats';
import type { Launch } from '../../processes/child';
import { createPool, type Pool, PoolClosed } from '../../queue/local-pool';
import { readInitial } from '../../runs/initial-parameters';
import { imagesOf } from '../../runs/reproduce';
import { conductRepeats, type RepeatsJob } from '../../studies/repeats/conduct-repeats';
import { groupName, numbersOf, repeatsOf } from '../../studies/repeats/train-repeat';
import { usualThreads } from '../../threads/team';
import { someHandlers } from './handlers';
import type { SendEvent } from './send-event';

interface RepeatsOptions {
  readonly runsFolder: string;
  readonly drawingsFolder: string;
  readonly launch: Launch;
  datasetFolder(): string;
  /** Makes room for training. Throws where a run is active, or the design cannot be trained on the images in use; null of one that was. */
  prepare(spec: RunSpec | null): Promise<void>;
  /** What runs begin with beside their spec; null for initial values. */
  parametersFor(from: 'initial' | 'imported'): Promise<readonly NamedTensor[] | null>;
  readonly send: SendEvent;
}

export function createRepeatHandlers({ runsFolder, drawingsFolder, launch, datasetFolder, prepare, parametersFor, send }: RepeatsOptions) {
  let state: RepeatsState | null = null;
  let pool: Pool | null = null;

  function tell(change: Partial<RepeatsState>): void {
    if (!state) return;
    state = { ...state, ...change };
    send('repeats', state);
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
    const rows = numbersOf(job).map(
      (number): RepeatRow => ({
        ...{ number, seed: repeatSpec(spec, number).seed, folder: null, iteration: 0, iterations: 0, outcome: null },
      }),
    );
    state = { group, of, design: spec.name, status: 'running', error: null, rows };
    send('repeats', state);
    const end = (change: Partial<RepeatsState>) => {
      if (pool !== own) return;
      pool = null;
      own.close();
      tell(change);
    };
    conductRepeats(job, own, {
      progress: (number, { folder, iteration, iterations }) => tellRow(number, { folder, iteration, iterations }),
      done: (number, outcome) => tellRow(number, { folder: outcome.run, outcome }),
    }).then(
      () => end({ status: 'finished' }),
      (error) => {
        if (!(error instanceof PoolClosed)) end({ status: 'failed', error: errorData(error) });
      },
    );
  }

  const handlers = someHandlers({
    async startRepeats({ spec, from, count, workers = usualThreads() }) {
      assertIdle();
      const parameters = await parametersFor(from);
      await prepare(spec);
      assertIdle();
      const job = { runsFolder, datasetFolder: datasetFolder(), drawingsFolder, spec, parameters };
      conduct({ ...job, group: groupName(spec, count), of: count }, workers);
    },
    async resumeRepeats({ group, workers = usualThreads() }) {
      assertIdle();
      const [member] = (await repeatsOf(runsFolder, group)).values();
      const repeat = member?.record.repeat;
      if (!member || !repeat) throw new KasaneError(phrase`${group}: there is no such group of runs`, group);
      const { folder, record } = member;
      const parameters = await readInitial(folder);
      await prepare(null);
      assertIdle();
      const job = { runsFolder, datasetFolder: imagesOf(folder, record), drawingsFolder, parameters };
      conduct({ ...job, spec: firstSpec(record.spec, repeat), group, of: repeat.of }, workers);
    },
    async stopRepeats() {
      const own = pool;
      pool = null;
      own?.close();
      tell({ status: 'stopped' });
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
