/** Conducts a search with a pool of workers, from what its folder tells is done already to its end. */
import { ranked, trialResults } from '@shared/search/results';
import { type NumberedJob, SearchPlan } from '@shared/search/search-plan';
import { strategyOf, trialSpec } from '@shared/search/search-spec';
import { SpecError } from '@shared/spec/parse-run-spec';
import type { RunSpec } from '@shared/spec/run-spec';
import type { CurvePoint } from '@shared/training/trial';
import { type Pool, PoolClosed } from '../workers/pool';
import {
  appendJob,
  checkpointOf,
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
  /** A job has begun, or begins again. */
  started?(job: NumberedJob): void;
  point?(job: NumberedJob, point: CurvePoint): void;
  done?(line: JobLine): void;
}

/**
 * Gives all jobs once the search is over. Throws PoolClosed where the pool is closed before; going on later gives what an
 * unbroken search would have given.
 */
export async function conductSearch(folder: string, record: SearchRecord, pool: Pool, listener: SearchListener = {}): Promise<JobLine[]> {
  const { search, dataset } = record;
  const plan = new SearchPlan(strategyOf(search));
  const written = new Map((await readJobs(folder)).map((line) => [line.number, line]));
  await writeJobs(folder, [...written.values()]);
  const lines: JobLine[] = [];
  const working = new Map<number, Promise<void>>();

  async function work(job: NumberedJob): Promise<void> {
    listener.started?.(job);
    const line = await lineOf(job);
    await appendJob(folder, line);
    if (job.fromEpoch > 0) await removeCheckpoint(folder, job.trial, job.fromEpoch);
    take(line);
    listener.done?.(line);
  }

  async function lineOf(job: NumberedJob): Promise<JobLine> {
    const { trial, values, fromEpoch, toEpoch } = job;
    const failed = (failure: string): JobLine => ({ ...job, curve: [], accuracy: null, failure, seconds: 0 });
    let spec: RunSpec;
    try {
      spec = trialSpec(search, values);
    } catch (error) {
      if (error instanceof SpecError) return failed(error.message);
      throw error;
    }
    const input = {
      datasetFolder: dataset.folder,
      spec,
      untilEpoch: toEpoch,
      resume: fromEpoch > 0 ? checkpointOf(folder, trial, fromEpoch) : null,
      save: toEpoch < spec.training.duration.count ? checkpointOf(folder, trial, toEpoch) : null,
    };
    const { curve, end, refused, seconds } = await pool.run('trial', input, (point) => listener.point?.(job, point));
    if (refused !== null) return failed(refused);
    if (end === 'diverged') return { ...failed('its loss is no longer a number'), curve, seconds };
    // One that stopped early had nothing left to train: it stays where it was.
    const accuracy = curve.at(-1)?.validationAccuracy ?? lines.findLast((line) => line.trial === trial)?.accuracy ?? null;
    return { ...job, curve, accuracy, failure: null, seconds };
  }

  function take(line: JobLine): void {
    lines.push(line);
    plan.report(line.number, line);
  }

  await writeRecord(folder, { ...record, status: 'running', process: process.pid });
  try {
    for (;;) {
      for (let job = plan.take(); job; job = plan.take()) {
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
  await writeResults(folder, { search, trials: ranked(trialResults(lines)) });
  await removeCheckpoints(folder);
  await writeRecord(folder, { ...record, status: 'finished', process: process.pid });
  return lines;
}
