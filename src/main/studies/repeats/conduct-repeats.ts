/** Trains a group of runs with a pool of workers; those that are finished already are not trained again. */
import type { RepeatInput, RepeatProgress } from '@shared/contracts/processes';
import { type RepeatOutcome, roundsOf } from '@shared/studies/repeats';
import { type Pool, PoolClosed } from '../../queue/local-pool';
import { numbersOf } from './train-repeat';

export interface RepeatsListener {
  progress?(number: number, progress: RepeatProgress): void;
  done?(number: number, outcome: RepeatOutcome): void;
}

export type RepeatsJob = Omit<RepeatInput, 'repeat' | 'threads'> & { readonly group: string; readonly of: number };

/**
 * In the order of their numbers. One that fails takes nothing from the others: what it failed of is thrown once they are done.
 * Throws PoolClosed where the pool is closed before; the same job again goes on.
 */
export async function conductRepeats(
  { group, of, ...job }: RepeatsJob,
  pool: Pool,
  listener: RepeatsListener = {},
): Promise<RepeatOutcome[]> {
  const outcomes: RepeatOutcome[] = [];
  const failures: unknown[] = [];
  for (const { numbers, threads } of roundsOf(numbersOf({ of }), pool.size)) {
    const round = await Promise.allSettled(
      numbers.map(async (number) => {
        const input = { ...job, repeat: { group, number, of }, threads };
        const outcome = await pool.run('repeat', input, { onProgress: (progress) => listener.progress?.(number, progress) });
        listener.done?.(number, outcome);
        return outcome;
      }),
    );
    for (const each of round) {
      if (each.status === 'fulfilled') outcomes.push(each.value);
      else if (each.reason instanceof PoolClosed) throw each.reason;
      else failures.push(each.reason);
    }
  }
  if (failures.length > 0) throw failures[0];
  return outcomes;
}
