/** How fast a spec trains on this machine, found by training it for a moment; nothing of it is kept. */
import { MemoryLimitError } from '../kernels/memory';
import { type Classifier, createClassifier } from './classifier';
import { DivergedError } from './diverged';
import { type SessionOptions, TrainingSession } from './session';

/** Until compiled code and caches are as they will be. */
const WARM_UP_SECONDS = 0.25;
const MEASURED_SECONDS = 0.4;
/** Slow networks are measured over so many iterations instead. */
const LEAST_ITERATIONS = 4;

/** As a short run has no pace of its own, a long one is begun. */
const ENDLESS = { duration: { unit: 'iterations', count: 10_000_000 }, patience: 0 } as const;

const EVALUATED_SECONDS = 0.1;
/** More than are evaluated in that time. */
const EVALUATED_IMAGES = 20_000;

export interface MeasuredPace {
  /** Trained images per second. */
  readonly imagesPerSecond: number;
  /** Images evaluated per second; null where that could not be found. */
  readonly evaluatedPerSecond: number | null;
  readonly threads: number;
}

/** Throws what a session would throw; blocks for about a second. Null where nothing could be trained for long enough. */
export function measurePace(options: SessionOptions): MeasuredPace | null {
  const { training } = options.spec;
  const session = new TrainingSession({ ...options, spec: { ...options.spec, training: { ...training, ...ENDLESS } } });
  try {
    const run = trainFor(session);
    const warmingUp = run(WARM_UP_SECONDS, 1);
    const measured = run(MEASURED_SECONDS, LEAST_ITERATIONS);
    // One that diverges may not come further than that.
    const { images, seconds } = measured.images > 0 ? measured : warmingUp;
    if (images === 0) return null;
    return { imagesPerSecond: images / seconds, evaluatedPerSecond: evaluationPace(options, session), threads: session.threads };
  } finally {
    session.close();
  }
}

/** Images per second, found over so many seconds and at least two batches; null where there is no room for the classifier. */
function evaluationPace({ spec, dataset, createTeam }: SessionOptions, session: TrainingSession): number | null {
  let classifier: Classifier;
  try {
    classifier = createClassifier(spec.network, spec.data.scaling, session.parameters(), createTeam);
  } catch (error) {
    if (error instanceof MemoryLimitError) return null;
    throw error;
  }
  try {
    const { training } = dataset;
    const batches = classifier.evaluate(training.slice(0, Math.min(EVALUATED_IMAGES, training.count)));
    const first = batches.next(); // compiles it
    const before = first.done ? EVALUATED_IMAGES : first.value;
    const start = performance.now();
    let [evaluated, seconds] = [before, 0];
    while (seconds < EVALUATED_SECONDS) {
      const now = batches.next();
      if (now.done) break;
      evaluated = now.value;
      seconds = (performance.now() - start) / 1000;
    }
    return evaluated > before ? (evaluated - before) / seconds : null;
  } finally {
    classifier.close();
  }
}

/** Trains on for at least so many seconds and iterations, where the run is as long; tells what it took without evaluations. */
function trainFor(session: TrainingSession) {
  const events = session.events();
  return (leastSeconds: number, leastIterations: number) => {
    let [images, seconds, iterations] = [0, 0, 0];
    while (seconds < leastSeconds || iterations < leastIterations) {
      const start = performance.now();
      const event = next(events);
      if (!event || event.type === 'finished') break;
      if (event.type !== 'iteration') continue;
      seconds += (performance.now() - start) / 1000;
      images += event.images;
      iterations++;
    }
    return { images, seconds };
  };
}

/** A network that diverges has a pace all the same. */
function next(events: ReturnType<TrainingSession['events']>) {
  try {
    return events.next().value;
  } catch (error) {
    if (error instanceof DivergedError) return undefined;
    throw error;
  }
}
