/** Pulls a run's events in slices, writes them down, and leaves room for other work in between. */
import type { FinishReason, TrainingEvent } from '@shared/training/events';
import { runSlice } from '@shared/training/slice';
import type { BegunRun } from './begin';

export interface Listener {
  /** `seconds`: training time so far, evaluations and pauses left out. */
  receive(event: TrainingEvent, seconds: number): void;
  /** A checkpoint is on disk. */
  checkpointed?(iteration: number): void;
  /** Between slices, after waiting messages were handled; false ends the conducting, not the run. */
  afterSlice?(): Promise<boolean> | boolean;
}

export interface Ending {
  readonly reason: FinishReason;
  /** Whether what the run came to is on disk; else it can be gone on with from its last checkpoint, to the same end. */
  readonly kept: boolean;
}

/** Runs a run to its end, and closes its session. Gives null where the listener ended it before. */
export async function conduct({ session, recorder, seconds: before }: BegunRun, listener: Listener): Promise<Ending | null> {
  const events = session.events();
  let seconds = before;
  let reason: FinishReason = 'stopped';
  try {
    for (let done = false; !done; ) {
      let last = performance.now();
      done = runSlice(events, (event) => {
        const now = performance.now();
        if (event.type === 'iteration') seconds += (now - last) / 1000;
        if (event.type === 'finished') reason = event.reason;
        recorder.receive(event, seconds);
        listener.receive(event, seconds);
        last = performance.now();
      });
      const saved = done ? null : await recorder.whenDue();
      if (saved !== null) listener.checkpointed?.(saved);
      await otherWork();
      if ((await listener.afterSlice?.()) === false && !done) return null;
    }
    return { reason, kept: await recorder.finish(reason) };
  } catch (error) {
    await recorder.fail(error);
    throw error;
  } finally {
    session.close();
  }
}

/** Lets waiting messages be handled. */
const otherWork = () => new Promise<void>((resolve) => setImmediate(resolve));
