/** Work of the inspector that is followed by name: how far it has come, and a way to cancel it. One of a name at a time, the newest. */
import { KasaneError } from '@shared/kasane-error';
import { create } from 'zustand';
import { listen, request } from './bridge';

export type Job =
  | 'first'
  | 'second'
  | 'embedding'
  | 'precision'
  | 'robustness'
  | 'neighbours'
  | 'classes'
  | 'reproduction'
  | 'learningRate'
  | 'pairs';

/** How far each job has come, 0 … 1; those that are at work only. */
export const useJobs = create<Partial<Record<Job, number>>>(() => ({}));

/** How often each job was begun: one that was cancelled for another leaves the other's progress alone. */
const begun = new Map<Job, number>();

/** Null where it was cancelled. */
export async function follow<Result>(job: Job, work: (job: string) => Promise<Result>): Promise<Result | null> {
  const own = (begun.get(job) ?? 0) + 1;
  begun.set(job, own);
  useJobs.setState({ [job]: 0 });
  try {
    return await work(job);
  } catch (error) {
    if (error instanceof KasaneError && error.name === 'Cancelled') return null;
    throw error;
  } finally {
    if (begun.get(job) === own) useJobs.setState({ [job]: undefined });
  }
}

export function cancelJobs(...jobs: readonly Job[]): void {
  for (const job of jobs) if (useJobs.getState()[job] !== undefined) void request('cancelJob', { job });
}

/** Listens to how far jobs have come. */
export function followJobs(): void {
  listen('progress', ({ job, share }) => {
    if (useJobs.getState()[job as Job] !== undefined) useJobs.setState({ [job]: share });
  });
}
