/** Starts and watches the trainer process of the active run, and keeps the run as everybody else sees it. */
import { join } from 'node:path';
import type { ScalingName } from '@shared/data/scaling';
import { isActive, noMetrics, type RunMetrics, type RunState, type RunStatus } from '@shared/ipc/state';
import type { FromTrainer, ToTrainer } from '@shared/ipc/trainer-messages';
import { KasaneError } from '@shared/kasane-error';
import type { NamedTensor } from '@shared/nn/parameter';
import type { RunSpec } from '@shared/spec/run-spec';
import { type UtilityProcess, utilityProcess } from 'electron';

export interface Snapshot {
  readonly iteration: number;
  readonly tensors: readonly NamedTensor[];
  /** What the network's inputs were scaled by. */
  readonly scaling: ScalingName;
}

export interface StartOptions {
  readonly spec: RunSpec;
  readonly from: RunState['from'];
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
  let newest: Snapshot | null = null;
  const metrics = { iterations: [] as number[], losses: [] as number[], accuracies: [] as number[] };
  let waiting: { resolve(snapshot: Snapshot): void; reject(error: Error): void }[] = [];

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

  /** Gives the newest parameters to all who wait for them. */
  function answerWaiting(): void {
    for (const { resolve, reject } of waiting) {
      if (newest) resolve(newest);
      else reject(new RunError('the run ended before it gave any parameters; train again', 'run'));
    }
    waiting = [];
  }

  function receive(message: FromTrainer): void {
    if (!state) return;
    switch (message.type) {
      case 'started': {
        const { iterations, trainingImages, parameterCount, threads } = message;
        change({ status: { phase: 'running' }, iterations, trainingImages, parameterCount, threads });
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
      case 'snapshot':
        newest = { iteration: message.iteration, tensors: message.tensors, scaling: state.spec.data.scaling };
        answerWaiting();
        change({ exportable: message.iteration });
        break;
      case 'finished':
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

  return {
    start({ spec, from, datasetFolder, parameters }: StartOptions): void {
      if (child) throw new RunError('a run is active; stop it before starting another', 'run');
      for (const list of Object.values(metrics)) list.length = 0;
      newest = null;
      state = newRun((state?.id ?? 0) + 1, spec, from);
      onChange(state, noMetrics, 0);

      const trainer = utilityProcess.fork(join(import.meta.dirname, 'trainer.js'), [], { serviceName: 'Kasane trainer' });
      child = trainer;
      trainer.on('message', (message: FromTrainer) => {
        if (child === trainer) receive(message);
      });
      trainer.on('exit', (exitCode) => {
        if (child === trainer) end({ phase: 'crashed', exitCode });
      });
      trainer.postMessage({ type: 'start', spec, datasetFolder, parameters } satisfies ToTrainer);
    },
    pause: () => tell({ type: 'pause' }),
    resume: () => tell({ type: 'resume' }),
    stop: () => tell({ type: 'stop' }),

    /** The newest parameters: as they are now while a run is active, else the last that were heard of. */
    snapshot(): Promise<Snapshot> {
      if (child && state?.status.phase !== 'starting') {
        tell({ type: 'snapshot' });
        return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      }
      if (newest) return Promise.resolve(newest);
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
