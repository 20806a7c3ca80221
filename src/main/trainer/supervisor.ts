/** Starts and watches the trainer process of the active run, and keeps the run as everybody else sees it. */
import { join } from 'node:path';
import { isActive, noMetrics, type RunMetrics, type RunState, type RunStatus } from '@shared/ipc/state';
import type { FromTrainer, ToTrainer, TrainerJob } from '@shared/ipc/trainer-messages';
import { errorFrom, KasaneError } from '@shared/kasane-error';
import type { NamedTensor } from '@shared/nn/parameter';
import type { RunSpec } from '@shared/spec/run-spec';
import { type UtilityProcess, utilityProcess } from 'electron';

/** A run's folder, and the iteration of what is in it to take away. */
export interface SavedRun {
  readonly folder: string;
  readonly iteration: number;
}

export interface StartOptions {
  readonly spec: RunSpec;
  readonly from: RunState['from'];
  readonly runsFolder: string;
  readonly datasetFolder: string;
  readonly parameters: readonly NamedTensor[] | null;
}

/** Called after each change with the metrics that came with it; `from` is how many there were before. */
export type OnRunChange = (state: RunState, appended: RunMetrics, from: number) => void;

/** A request that does not fit what the run is doing. */
export class RunError extends KasaneError {
  override name = 'RunError';
}

export function createSupervisor(onChange: OnRunChange) {
  let child: UtilityProcess | null = null;
  let state: RunState | null = null;
  let folder: string | null = null;
  const metrics = { iterations: [] as number[], losses: [] as number[], accuracies: [] as number[] };
  let waiting: { resolve(saved: SavedRun): void; reject(error: Error): void }[] = [];

  function change(patch: Partial<RunState>, appended: RunMetrics = noMetrics): void {
    if (!state) return;
    const from = metrics.iterations.length;
    for (const iteration of appended.iterations) metrics.iterations.push(iteration);
    for (const loss of appended.losses) metrics.losses.push(loss);
    for (const accuracy of appended.accuracies) metrics.accuracies.push(accuracy);
    state = { ...state, ...patch };
    onChange(state, appended, from);
  }

  /** The run is over: nothing more is expected of its process. */
  function end(status: RunStatus): void {
    const ended = child;
    child = null;
    ended?.kill();
    answerWaiting();
    change({ status, imagesPerSecond: 0 });
  }

  const saved = (): SavedRun | null => (folder && state?.exportable != null ? { folder, iteration: state.exportable } : null);

  /** Tells all who wait for a checkpoint where it is. */
  function answerWaiting(): void {
    const found = saved();
    for (const { resolve, reject } of waiting) {
      if (found) resolve(found);
      else reject(new RunError('the run ended before it gave any parameters; train again', 'run'));
    }
    waiting = [];
  }

  function receive(message: FromTrainer): void {
    if (!state) return;
    switch (message.type) {
      case 'started': {
        const { iteration, iterations, trainingImages, parameterCount, threads } = message;
        ({ folder } = message);
        forgetAfter(iteration);
        change({ status: { phase: 'running' }, iteration, iterations, trainingImages, parameterCount, threads });
        break;
      }
      case 'progress':
        change(progressPatch(state, message), message.metrics);
        break;
      case 'paused':
        change({ status: { phase: 'paused' }, imagesPerSecond: 0 });
        break;
      case 'resumed':
        change({ status: { phase: 'running' } });
        break;
      case 'checkpointed':
        change({ exportable: message.iteration });
        answerWaiting();
        break;
      case 'checkpointFailed':
        for (const { reject } of waiting) reject(errorFrom(message.error));
        waiting = [];
        break;
      case 'recording':
        change({ recordingTrouble: message.trouble });
        break;
      case 'finished':
        change({ exportable: message.iteration });
        end({ phase: 'finished', reason: message.reason });
        break;
      case 'failed':
        end({ phase: 'failed', error: message.error });
        break;
      default:
        message satisfies never;
    }
  }

  const active = (): UtilityProcess => {
    if (!child) throw new RunError('no run is active; start one first', 'run');
    return child;
  };
  const tell = (message: ToTrainer) => active().postMessage(message);

  /** A run that goes on tells anew of what came after its checkpoint. */
  function forgetAfter(iteration: number): void {
    const kept = metrics.iterations.findLastIndex((each) => each <= iteration) + 1;
    for (const list of Object.values(metrics)) list.length = kept;
    if (state) state = { ...state, validations: state.validations.filter((each) => each.iteration <= iteration) };
  }

  function launch(job: TrainerJob): void {
    const trainer = utilityProcess.fork(join(import.meta.dirname, 'trainer.js'), [], { serviceName: 'Kasane trainer' });
    child = trainer;
    trainer.on('message', (message: FromTrainer) => {
      if (child === trainer) receive(message);
    });
    trainer.on('exit', (exitCode) => {
      if (child === trainer) end({ phase: 'crashed', exitCode });
    });
    trainer.postMessage({ type: 'start', job } satisfies ToTrainer);
  }

  function assertIdle(): void {
    if (child) throw new RunError('a run is active; stop it before starting another', 'run');
  }

  return {
    start({ spec, from, ...job }: StartOptions): void {
      assertIdle();
      for (const list of Object.values(metrics)) list.length = 0;
      folder = null;
      state = newRun((state?.id ?? 0) + 1, spec, from);
      onChange(state, noMetrics, 0);
      launch({ kind: 'new', spec, ...job });
    },

    /** Goes on with the run that was stopped or broke off, from its newest checkpoint. */
    goOn(): void {
      assertIdle();
      if (!state || !folder) throw new RunError('there is no run to go on with; start one', 'run');
      forgetAfter(state.exportable ?? 0);
      state = { ...state, id: state.id + 1, status: { phase: 'starting' }, evaluations: {}, recordingTrouble: null };
      onChange(state, noMetrics, metrics.iterations.length);
      launch({ kind: 'resume', folder });
    },

    pause: () => tell({ type: 'pause' }),
    resume: () => tell({ type: 'resume' }),
    stop: () => tell({ type: 'stop' }),

    /** Where the newest parameters are: as they are now while a run is active, else as it left them. */
    save(): Promise<SavedRun> {
      if (child && folder) {
        tell({ type: 'checkpoint' });
        return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      }
      const found = saved();
      if (found) return Promise.resolve(found);
      throw new RunError('there are no parameters yet; train first', 'run');
    },

    run: (): { state: RunState; metrics: RunMetrics } | null => state && { state, metrics },
    isActive: () => state !== null && isActive(state.status),

    /** Ends the trainer process at once; for when the window goes. */
    kill(): void {
      const trainer = child;
      child = null;
      trainer?.kill();
      answerWaiting();
    },
  };
}

export type Supervisor = ReturnType<typeof createSupervisor>;

const newRun = (id: number, spec: RunSpec, from: RunState['from']): RunState => ({
  id,
  spec,
  from,
  status: { phase: 'starting' },
  iteration: 0,
  iterations: 0,
  seconds: 0,
  imagesPerSecond: 0,
  trainingImages: 0,
  parameterCount: 0,
  threads: 1,
  evaluations: {},
  validations: [],
  exportable: null,
  recordingTrouble: null,
});

function progressPatch(state: RunState, message: Extract<FromTrainer, { type: 'progress' }>): Partial<RunState> {
  const { seconds, imagesPerSecond, evaluated, evaluating } = message;
  const validations = evaluated
    .filter(({ set }) => set === 'validation')
    .map(({ iteration, evaluation: { loss, accuracy } }) => ({ iteration, loss, accuracy }));
  return {
    status: evaluating ? { phase: 'evaluating', ...evaluating } : state.status.phase === 'evaluating' ? { phase: 'running' } : state.status,
    iteration: message.metrics.iterations.at(-1) ?? state.iteration,
    seconds,
    imagesPerSecond,
    evaluations: { ...state.evaluations, ...Object.fromEntries(evaluated.map(({ set, ...result }) => [set, result])) },
    validations: [...state.validations, ...validations],
  };
}
