/** Starts and watches the trainer process of the active run, and keeps the run as everybody else sees it. */
import { basename, join } from 'node:path';
import type { FoundRun } from '@shared/contracts/inspector-messages';
import {
  type InsightState,
  isActive,
  metricNames,
  noMetrics,
  type RunMetrics,
  type RunState,
  type RunStatus,
} from '@shared/contracts/state';
import type { FromTrainer, ToTrainer, TrainerJob } from '@shared/contracts/trainer-messages';
import { errorFrom, KasaneError } from '@shared/kasane-error';
import type { NamedTensor } from '@shared/nn/parameter';
import { phrase } from '@shared/phrase';
import { assertChangeable, specAt, withChange } from '@shared/spec/changes';
import { noLabel, type RunLabel } from '@shared/spec/run-label';
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
  readonly drawingsFolder: string;
  readonly threads: number;
  readonly parameters: readonly NamedTensor[] | null;
}

export interface Listeners {
  /** Called after each change with the metrics that came with it; `from` is how many there were before. */
  onChange(state: RunState | null, appended: RunMetrics, from: number): void;
  onInsight(insight: InsightState): void;
}

/** A request that does not fit what the run is doing. */
export class RunError extends KasaneError {
  override name = 'RunError';
}

export function createSupervisor({ onChange, onInsight }: Listeners) {
  let child: UtilityProcess | null = null;
  let state: RunState | null = null;
  let folder: string | null = null;
  let threads = 1;
  /** Who waits to hear whether a change was taken. */
  let changing: { resolve(): void; reject(error: Error): void } | null = null;
  let insight: InsightState | null = null;
  const metrics: Record<keyof RunMetrics, number[]> = { iterations: [], losses: [], accuracies: [], learningRates: [] };
  let waiting: { resolve(saved: SavedRun): void; reject(error: Error): void }[] = [];

  function change(patch: Partial<RunState>, appended: RunMetrics = noMetrics): void {
    if (!state) return;
    const from = metrics.iterations.length;
    for (const name of metricNames) for (const value of appended[name]) metrics[name].push(value);
    state = { ...state, ...patch };
    onChange(state, appended, from);
  }

  /** The run is over: nothing more is expected of its process. */
  function end(status: RunStatus): void {
    const ended = child;
    child = null;
    ended?.kill();
    answerWaiting();
    changing?.reject(new RunError(phrase`the run ended before the change was made`, 'run'));
    changing = null;
    change({ status, imagesPerSecond: 0 });
  }

  const saved = (): SavedRun | null => (folder && state?.exportable != null ? { folder, iteration: state.exportable } : null);

  /** Tells all who wait for a checkpoint where it is. */
  function answerWaiting(): void {
    const found = saved();
    for (const { resolve, reject } of waiting) {
      if (found) resolve(found);
      else reject(new RunError(phrase`the run ended before it gave any parameters; train again`, 'run'));
    }
    waiting = [];
  }

  function receive(message: FromTrainer): void {
    if (!state) return;
    switch (message.type) {
      case 'started': {
        const { type: _, folder: place, ...found } = message;
        folder = place;
        forgetAfter(found.iteration);
        change({ status: { phase: 'running' }, folder: basename(place), ...found });
        break;
      }
      case 'progress':
        change(progressPatch(state, message), message.metrics);
        break;
      case 'changed':
        change({ changes: withChange(state.changes, message.change), iterations: message.iterations });
        changing?.resolve();
        changing = null;
        break;
      case 'changeRefused':
        changing?.reject(errorFrom(message.error));
        changing = null;
        break;
      case 'insight':
      case 'hardest': {
        const { type, ...seen } = message;
        insight = { insight: null, hardest: null, ...(insight?.run === state.id && insight), ...seen, run: state.id };
        onInsight(insight);
        break;
      }
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
        // What could not be written can be trained again from the last checkpoint.
        if (message.kept) change({ exportable: message.iteration });
        end(message.kept ? { phase: 'finished', reason: message.reason } : { phase: 'interrupted' });
        break;
      case 'failed':
        end({ phase: 'failed', error: message.error });
        break;
      default:
        message satisfies never;
    }
  }

  const active = (): UtilityProcess => {
    if (!child) throw new RunError(phrase`no run is active; start one first`, 'run');
    return child;
  };
  const tell = (message: ToTrainer) => active().postMessage(message);

  /** A run that goes on tells anew of what came after its checkpoint. */
  function forgetAfter(iteration: number): void {
    const kept = metrics.iterations.findLastIndex((each) => each <= iteration) + 1;
    for (const list of Object.values(metrics)) list.length = kept;
    if (!state) return;
    const { validations, changes } = state;
    const happened = (each: { readonly iteration: number }) => each.iteration <= iteration;
    state = { ...state, validations: validations.filter(happened), changes: changes.filter(happened) };
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
    if (child) throw new RunError(phrase`a run is active; stop it before starting another`, 'run');
  }

  return {
    start({ spec, from, ...job }: StartOptions): void {
      assertIdle();
      for (const list of Object.values(metrics)) list.length = 0;
      folder = null;
      threads = job.threads;
      state = newRun((state?.id ?? 0) + 1, spec, from);
      onChange(state, noMetrics, 0);
      launch({ kind: 'new', spec, ...job });
    },

    /** Shows a run of an earlier session, which can be gone on with. */
    adopt({ folder: place, state: found, metrics: known }: FoundRun): void {
      if (child || state) return;
      folder = place;
      threads = found.threads;
      state = { ...found, id: 1 };
      change({}, known);
    },

    assertIdle,
    isAt: (place: string) => folder === place,

    /** Shows a run of the disk in place of the one at hand. */
    show({ folder: place, state: found, metrics: known }: FoundRun): void {
      assertIdle();
      const id = (state?.id ?? 0) + 1;
      for (const list of Object.values(metrics)) list.length = 0;
      insight = null;
      folder = place;
      threads = found.threads;
      state = { ...found, id };
      change({}, known);
    },

    /** Puts the run away; it stays on disk. */
    close(): { readonly folder: string; readonly interrupted: boolean } | null {
      assertIdle();
      const closed = folder && state ? { folder, interrupted: state.status.phase === 'interrupted' } : null;
      state = null;
      folder = null;
      insight = null;
      for (const list of Object.values(metrics)) list.length = 0;
      onChange(null, noMetrics, 0);
      return closed;
    },

    /** Trains the active run by another spec from the next iteration on. Throws a SpecError where it is of another shape. */
    changeTo(spec: RunSpec): Promise<void> {
      const { phase } = state?.status ?? {};
      if (!state || !child || phase === 'starting') throw new RunError(phrase`no run is active; start one first`, 'run');
      if (changing) throw new RunError(phrase`another change is being made; try again`, 'run');
      assertChangeable(currentSpecOf(state), spec);
      tell({ type: 'change', spec });
      return new Promise((resolve, reject) => {
        changing = { resolve, reject };
      });
    },

    /** Names the run; gives the folder of one that is not active, whose record is to be changed. */
    setLabel(label: RunLabel): string | null {
      if (!state) throw new RunError(phrase`there is no run to name; start one`, 'run');
      change({ label });
      if (child) tell({ type: 'label', label });
      return child ? null : folder;
    },

    /** Goes on with the run that was stopped or broke off, from its newest checkpoint; with a finished one by a longer spec. */
    goOn(longer: RunSpec | null, on: number): void {
      assertIdle();
      if (!state || !folder) throw new RunError(phrase`there is no run to go on with; start one`, 'run');
      if (longer) assertChangeable(currentSpecOf(state), longer);
      forgetAfter(state.exportable ?? 0);
      state = { ...state, id: state.id + 1, status: { phase: 'starting' }, evaluations: {}, recordingTrouble: null };
      onChange(state, noMetrics, metrics.iterations.length);
      threads = on;
      launch({ kind: 'resume', folder, threads, change: longer });
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
      throw new RunError(phrase`there are no parameters yet; train first`, 'run');
    },

    run: (): { state: RunState; metrics: RunMetrics } | null => state && { state, metrics },
    insight: () => insight,
    /** Another whenever there are newer parameters of the run in that folder; empty of another than the one at hand. */
    versionOf: (place: string) => (place === folder && state ? `${state.exportable} ${state.status.phase === 'finished'}` : ''),
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

/** By which the run trains now. */
const currentSpecOf = ({ spec, changes }: RunState) => specAt(spec, changes, Number.POSITIVE_INFINITY);

const newRun = (id: number, spec: RunSpec, from: RunState['from']): RunState => ({
  id,
  spec,
  changes: [],
  label: noLabel,
  from,
  folder: null,
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
