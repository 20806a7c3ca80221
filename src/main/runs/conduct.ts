/** Trains a run to its end, writes it down as it goes, and leaves room for other work in between. */
import type { FinishReason, TrainingEvent } from '@shared/training/events';
import { runSliced } from '../processes/run-sliced';
import type { BegunRun } from './begin';

export interface Listener {
  /** `seconds`: training time so far, evaluations and pauses left out. */
  receive(event: TrainingEvent, seconds: number): void;
  /** A checkpoint is on disk. */
  checkpointed?(iteration: number): void;
  /** Between slices, after waiting messages were handled. */
  afterSlice?(): Promise<void> | void;
  /** Ends the conducting, not the run, where it is aborted. */
  readonly signal?: AbortSignal;
}

export interface Ending {
  readonly reason: FinishReason;
  /** Whether what the run came to is on disk; else it can be resumed from its last checkpoint, to the same end. */
  readonly kept: boolean;
}

/** The longest a run goes without looking at messages. */
const SLICE_MILLISECONDS = 50;

/** Closes the run's session in the end. Throws the signal's reason where it is aborted; the run is still open then. */
export async function conduct({ session, recorder, seconds: before, close }: BegunRun, listener: Listener): Promise<Ending> {
  let seconds = before;
  let reason: FinishReason = 'stopped';
  let last = performance.now();
  try {
    await runSliced(session.events(), {
      milliseconds: SLICE_MILLISECONDS,
      signal: listener.signal,
      each(event) {
        const now = performance.now();
        if (event.type === 'iteration') seconds += (now - last) / 1000;
        if (event.type === 'finished') reason = event.reason;
        recorder.receive(event, seconds);
        listener.receive(event, seconds);
        last = performance.now();
      },
      async between() {
        const saved = await recorder.whenDue();
        if (saved !== null) listener.checkpointed?.(saved);
        await listener.afterSlice?.();
        last = performance.now();
      },
    });
    return { reason, kept: await recorder.finish(reason) };
  } catch (error) {
    if (!listener.signal?.aborted) await recorder.fail(error);
    throw error;
  } finally {
    await close();
  }
}
