/** Trains a group of runs with a pool of workers; those that are finished already are not trained again. */
import type { RepeatInput, RepeatProgress } from '@shared/contracts/processes';
import { type RepeatOutcome, roundsOf } from '@shared/studies/repeats';
import { Cancelled } from '../../processes/child';
import { type Pool, PoolClosed } from '../../queue/local-pool';

export interface RepeatsListener {
  progress?(number: number, progress: RepeatProgress): void;
  done?(number: number, outcome: RepeatOutcome): void;
  /** Stops them all, each with a checkpoint of where it is. */
  readonly signal?: AbortSignal | undefined;
}

export type RepeatsJob = Omit<RepeatInput, 'repeat' | 'threads'> & { readonly group: string; readonly of: number };

/**
 * In the order of their numbers. One that fails takes nothing from the others: what it failed of is thrown once they are done.
 * Throws Cancelled where the signal is aborted, PoolClosed where the pool is closed before; the same job again goes on.
 */
export async function conductRepeats(
  { group, of, ...job }: RepeatsJob,
  pool: Pool,
  listener: RepeatsListener = {},
): Promise<RepeatOutcome[]> {
  const outcomes: RepeatOutcome[] = [];
  const failures: unknown[] = [];
  const { signal } = listener;
  for (const { numbers, threads } of roundsOf(of, pool.size)) {
    const round = await Promise.allSettled(
      numbers.map(async (number) => {
        const input = { ...job, repeat: { group, number, of }, threads };
        const onProgress = (progress: RepeatProgress) => listener.progress?.(number, progress);
        const outcome = await pool.run('repeat', input, { onProgress, signal });
        listener.done?.(number, outcome);
        return outcome;
      }),
    );
    for (const each of round) {
      if (each.status === 'fulfilled') outcomes.push(each.value);
      else if (each.reason instanceof PoolClosed || each.reason instanceof Cancelled) throw each.reason;
      else failures.push(each.reason);
    }
  }
  if (failures.length > 0) throw failures[0];
  return outcomes;
}
