/** Conducts a search with a pool of workers, from what its folder tells is done already to its end. */
import { type Phrase, words } from '@shared/phrase';
import { SpecError } from '@shared/spec/parse-run-spec';
import type { RunSpec } from '@shared/spec/run-spec';
import { ranked, trialResults } from '@shared/studies/results';
import { type NumberedJob, SearchPlan } from '@shared/studies/search-plan';
import { strategyOf, trialSpec } from '@shared/studies/search-spec';
import type { EpochPoint } from '@shared/training/trial';
import { hold } from '../../files/lock';
import { nobody } from '../../files/writer';
import { type Pool, PoolClosed, WorkerCrash } from '../../queue/local-pool';
import {
  appendJob,
  assertLeft,
  checkpointOf,
  createCheckpointFolder,
  isTaken,
  type JobLine,
  readJobs,
  removeCheckpoint,
  removeCheckpoints,
  type SearchRecord,
  writeJobs,
  writeRecord,
  writeResults,
} from './search-folder';

export interface SearchListener {
  /** A worker has begun a job, or begins it again. */
  started?(job: NumberedJob): void;
  point?(job: NumberedJob, point: EpochPoint): void;
  done?(line: JobLine): void;
  /** How long the search has been at work in all, for its record. */
  seconds?(): number;
}

/** So many trials after one another whose processes end are no fault of the trials. */
const MOST_CRASHES = 3;

/**
 * Gives all jobs once the search is over. Throws PoolClosed where the pool is closed before; going on later gives what an
 * unbroken search would have given. Throws a SearchFolderError where another process is at it.
 */
export async function conductSearch(folder: string, record: SearchRecord, pool: Pool, listener: SearchListener = {}): Promise<JobLine[]> {
  const held = await hold(folder);
  if (!held) throw isTaken(folder);
  try {
    await assertLeft(folder);
    return await conductHeld(folder, record, pool, listener);
  } finally {
    await held.release();
  }
}

async function conductHeld(folder: string, record: SearchRecord, pool: Pool, listener: SearchListener): Promise<JobLine[]> {
  const { search, dataset } = record;
  const plan = new SearchPlan(strategyOf(search));
  const written = new Map((await readJobs(folder)).map((line) => [line.number, line]));
  await writeJobs(folder, [...written.values()]);
  await createCheckpointFolder(folder);
  const lines: JobLine[] = [];
  const working = new Map<number, Promise<void>>();
  /** Trials whose processes ended, since the last one that was trained: none of them is put down before another has been. */
  let crashed: JobLine[] = [];

  async function work(job: NumberedJob): Promise<void> {
    const line = await lineOf(job);
    if (!crashed.includes(line)) {
      await keepCrashed();
      await appendJob(folder, line);
    }
    if (job.fromEpoch > 0) await removeCheckpoint(folder, job.trial, job.fromEpoch);
    take(line);
    listener.done?.(line);
  }

  async function lineOf(job: NumberedJob): Promise<JobLine> {
    const { trial, values, fromEpoch, toEpoch } = job;
    const failed = (failure: Phrase): JobLine => ({ ...job, curve: [], accuracy: null, failure, seconds: 0 });
    let spec: RunSpec;
    try {
      spec = trialSpec(search, values);
    } catch (error) {
      if (error instanceof SpecError) return failed(error.phrase);
      throw error;
    }
    const input = {
      datasetFolder: dataset.folder,
      spec,
      fromEpoch,
      untilEpoch: toEpoch,
      resume: fromEpoch > 0 ? checkpointOf(folder, trial, fromEpoch) : null,
      save: toEpoch < spec.training.duration.count ? checkpointOf(folder, trial, toEpoch) : null,
    };
    const task = { onStart: () => listener.started?.(job), onProgress: (point: EpochPoint) => listener.point?.(job, point) };
    try {
      const { curve, end, refused, seconds } = await pool.run('trial', input, task);
      if (refused !== null) return failed(refused);
      if (end === 'diverged') return { ...failed(words('its loss is no longer a number')), curve, seconds };
      // One that stopped early had nothing left to train: it stays where it was.
      const accuracy = curve.at(-1)?.validationAccuracy ?? lines.findLast((line) => line.trial === trial)?.accuracy ?? null;
      return { ...job, curve, accuracy, failure: null, seconds };
    } catch (error) {
      if (!(error instanceof WorkerCrash) || crashed.length + 1 >= MOST_CRASHES) throw error;
      const line = failed(error.phrase);
      crashed.push(line);
      return line;
    }
  }

  async function keepCrashed(): Promise<void> {
    const lines = crashed;
    crashed = [];
    for (const line of lines) await appendJob(folder, line);
  }

  function take(line: JobLine): void {
    lines.push(line);
    plan.report(line.number, line);
  }

  await writeRecord(folder, { ...record, ...nobody, status: 'running' });
  try {
    for (;;) {
      // One job for each worker, and one more that waits for it.
      while (working.size < 2 * pool.size) {
        const job = plan.take();
        if (!job) break;
        const known = written.get(job.number);
        if (known) take(known);
        else {
          const { number } = job;
          working.set(
            number,
            work(job).finally(() => working.delete(number)),
          );
        }
      }
      if (working.size === 0) break;
      await Promise.race(working.values());
    }
  } catch (error) {
    if (!(error instanceof PoolClosed)) pool.close();
    await Promise.allSettled(working.values());
    throw error;
  }
  await keepCrashed();
  await writeResults(folder, search, ranked(search, trialResults(lines)));
  await removeCheckpoints(folder);
  await writeRecord(folder, { ...record, ...nobody, status: 'finished', seconds: listener.seconds?.() ?? record.seconds });
  return lines;
}
