/** Looks into a run while it trains, now and then, as often as costs it a fiftieth of its time at most. */
import { engine } from '@shared/kernels/engines';
import type { TrainingEvent } from '@shared/training/events';
import { createObserver, type Observer } from '@shared/training/observer';
import type { TrainingSession } from '@shared/training/session';
import type { SeenInsight } from './insight-file';

const SHORTEST_BETWEEN_MILLISECONDS = 1000;
const TIMES_A_LOOK = 50;
/** The first look comes early, so that there is something to see. */
const FIRST_AFTER_MILLISECONDS = 200;

export interface WatchOptions {
  /** Looks at the end of an epoch, no oftener than otherwise, and at the end, for whoever opens the run later; nobody is there to see more. */
  readonly isUnseen?: boolean;
}

export function createWatch(session: TrainingSession, see: (more: Partial<SeenInsight>) => void, { isUnseen = false }: WatchOptions = {}) {
  let observer: Observer | null = null;
  let due = performance.now() + FIRST_AFTER_MILLISECONDS;
  let looking = false;
  let validated = false;

  /** The next iteration is looked at. */
  function begin(): void {
    observer ??= createObserver(session, engine.create);
    observer.begin();
    looking = true;
  }

  function beginWhenDue(): void {
    if (!looking && performance.now() >= due) begin();
  }

  function look(from: Observer, learningRate: number): void {
    const start = performance.now();
    const insight = from.look(learningRate);
    see({ insight });
    // What a whole validation found hardest says more.
    const { iteration, set, images, hardest: digits } = insight;
    if (!validated) see({ hardest: { iteration, set, images, digits } });
    const end = performance.now();
    due = end + Math.max(SHORTEST_BETWEEN_MILLISECONDS, TIMES_A_LOOK * (end - start));
  }

  return {
    receive(event: TrainingEvent): void {
      if (event.type === 'iteration' && looking && observer) {
        looking = false;
        look(observer, event.learningRate);
      }
      // What a run comes to is looked at too, however short it was.
      if (event.type === 'iteration' && event.iteration === session.iterations - 1) begin();
      if (event.type === 'evaluated' && event.set === 'validation') {
        validated = true;
        const { iteration, set, evaluation, hardest: digits } = event;
        see({ hardest: { iteration, set, images: evaluation.images, digits } });
        if (isUnseen) beginWhenDue();
      }
      // Its network has other settings now.
      if (event.type === 'changed') {
        observer = null;
        looking = false;
      }
    },
    /** To be called between slices. */
    sliceDone(): void {
      if (!isUnseen) beginWhenDue();
    },
  };
}
