/** Starts and watches the trainer process of the active run, and keeps the run as everybody else sees it. */
import { basename } from 'node:path';
import type { FoundRun, RunEnd, TrainerApi, TrainerJob, TrainerReport } from '@shared/contracts/processes';
import {
  initialFacts,
  isActive,
  metricNames,
  noMetrics,
  type RunMetrics,
  type RunState,
  type RunStatus,
  untrained,
} from '@shared/contracts/run';
import { type CurveLength, emptyCurve, extendCurve, type RunCurve } from '@shared/contracts/run-curve';
import type { InsightState } from '@shared/contracts/state';
import { errorData, KasaneError } from '@shared/kasane-error';
import type { NamedTensor } from '@shared/nn/parameter';
import { phrase } from '@shared/phrase';
import { assertChangeable, currentSpecOf, withChange } from '@shared/spec/changes';
import { noLabel, type RunLabel } from '@shared/spec/run-label';
import type { RunSpec } from '@shared/spec/run-spec';
import { type Validation, withAveraged } from '@shared/training/validation';
import { type Child, type Launch, ProcessExit, startChild } from '../processes/child';

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
  /** Called after each change with the metrics that came with it. */
  onChange(state: RunState | null, appended: RunMetrics, before: CurveLength): void;
  onInsight(insight: InsightState): void;
}

/** A request that does not fit what the run is doing. */
export class RunError extends KasaneError {
  override name = 'RunError';
}

export function createSupervisor(launch: Launch, { onChange, onInsight }: Listeners) {
  let child: Child<TrainerApi> | null = null;
  let state: RunState | null = null;
  let folder: string | null = null;
  /** Whether a change was asked for and not answered yet. */
  let changing = false;
  let insight: InsightState | null = null;
  let metrics = emptyCurve();

  function change(patch: Partial<RunState>, appended: RunMetrics = noMetrics): void {
    if (!state) return;
    const before = lengthOf(metrics);
    metrics = extendCurve(metrics, appended);
    state = { ...state, ...patch };
    onChange(state, appended, before);
  }

  /** The run is over: nothing more is expected of its process. */
  function end(status: RunStatus): void {
    const ended = child;
    child = null;
    ended?.kill();
    change({ status, imagesPerSecond: 0 });
  }

  const saved = (): SavedRun | null => (folder && state?.exportable != null ? { folder, iteration: state.exportable } : null);

  function receive(report: TrainerReport): void {
    if (!state) return;
    switch (report.type) {
      case 'started': {
        const { type: _, folder: place, facts, ...found } = report;
        folder = place;
        forgetAfter(found.iteration);
        // What was requested meanwhile is newer than its record.
        const { changes } = state;
        const label = state.label === noLabel ? facts.label : state.label;
        change({ ...facts, changes, label, status: { phase: 'running' }, folder: basename(place), ...found });
        break;
      }
      case 'progress':
        change(progressPatch(state, report), report.metrics);
        break;
      case 'changed':
        change({ changes: withChange(state.changes, report.change), iterations: report.iterations });
        break;
      case 'insight':
      case 'hardest': {
        const { type, ...seen } = report;
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
        change({ exportable: report.iteration });
        break;
      case 'recording':
        change({ recordingTrouble: report.trouble });
        break;
      default:
        report satisfies never;
    }
  }

  function finished({ reason, kept, iteration }: RunEnd): void {
    // What could not be written can be trained again from the last checkpoint.
    if (kept) change({ exportable: iteration });
    end(kept ? { phase: 'finished', reason } : { phase: 'interrupted' });
  }

  const active = (): Child<TrainerApi> => {
    if (!child) throw new RunError(phrase`no run is active; start one first`, 'run');
    return child;
  };

  /** For what the trainer's reports tell of; that it ended is told by its exit. */
  const tell = (name: 'pause' | 'resume' | 'stop') => void active().request(name, null).catch(ignoreExit);

  /** A run that is resumed tells anew of what came after its checkpoint. */
  function forgetAfter(iteration: number): void {
    const kept = metrics.iterations.findLastIndex((each) => each <= iteration) + 1;
    for (const name of metricNames) metrics[name].length = kept;
    if (!state) return;
    const { validations, changes } = state;
    const happened = (each: { readonly iteration: number }) => each.iteration <= iteration;
    state = { ...state, validations: validations.filter(happened), changes: changes.filter(happened) };
  }

  function train(job: TrainerJob): void {
    const trainer = startChild(launch, 'trainer');
    child = trainer;
    const own = () => child === trainer;
    trainer.request('train', job, { onProgress: (report) => own() && receive(report) }).then(
      (ended) => own() && finished(ended),
      (error) => {
        if (!own()) return;
        end(error instanceof ProcessExit ? { phase: 'crashed', exitCode: error.code ?? -1 } : { phase: 'failed', error: errorData(error) });
      },
    );
  }

  function assertIdle(): void {
    if (child) throw new RunError(phrase`a run is active; stop it before starting another`, 'run');
  }

  function forget(): void {
    metrics = emptyCurve();
    insight = null;
    folder = null;
  }

  return {
    start({ spec, from, ...job }: StartOptions): void {
      assertIdle();
      const id = (state?.id ?? 0) + 1;
      forget();
      state = newRun(id, spec, from);
      onChange(state, noMetrics, lengthOf(metrics));
      train({ kind: 'new', spec, ...job });
    },

    /** Shows a run of an earlier session, which can be resumed. */
    adopt(found: FoundRun): void {
      if (!child && !state) this.show(found);
    },

    assertIdle,
    isAt: (place: string) => folder === place,

    /** Shows a run of the disk in place of the one at hand. */
    show({ folder: place, state: found, metrics: known, insight: seen }: FoundRun): void {
      assertIdle();
      const id = (state?.id ?? 0) + 1;
      forget();
      folder = place;
      state = { ...found, id };
      metrics = emptyCurve(known.every);
      change({}, known);
      if (!seen) return;
      insight = { ...seen, run: id };
      onInsight(insight);
    },

    /** Dismisses the run; it stays on disk. */
    close(): { readonly folder: string; readonly interrupted: boolean } | null {
      assertIdle();
      const closed = folder && state ? { folder, interrupted: state.status.phase === 'interrupted' } : null;
      state = null;
      forget();
      onChange(null, noMetrics, lengthOf(metrics));
      return closed;
    },

    /** Trains the active run by another spec from the next iteration on. Throws a SpecError where it is of another shape. */
    async changeTo(spec: RunSpec): Promise<void> {
      const trainer = child;
      if (!state || !trainer || state.status.phase === 'starting') throw new RunError(phrase`no run is active; start one first`, 'run');
      if (changing) throw new RunError(phrase`another change is being made; try again`, 'run');
      assertChangeable(currentSpecOf(state), spec);
      changing = true;
      try {
        const made = await trainer.request('change', spec);
        // A run that is paused reports it only when it is resumed.
        if (child === trainer) receive({ type: 'changed', ...made });
      } catch (error) {
        throw error instanceof ProcessExit ? new RunError(phrase`the run ended before the change was made`, 'run') : error;
      } finally {
        changing = false;
      }
    },

    /** Names the run; gives the folder of one that is not active, whose record is to be changed. */
    setLabel(label: RunLabel): string | null {
      if (!state) throw new RunError(phrase`there is no run to name; start one`, 'run');
      change({ label });
      void child?.request('label', label).catch(ignoreExit);
      return child ? null : folder;
    },

    /** Resumes the run that was stopped or broke off, from its newest checkpoint; a finished one by a longer spec. */
    resumeFromDisk(longer: RunSpec | null, threads: number): void {
      assertIdle();
      if (!state || !folder) throw new RunError(phrase`there is no run to go on with; start one`, 'run');
      if (longer) assertChangeable(currentSpecOf(state), longer);
      forgetAfter(state.exportable ?? 0);
      state = { ...state, id: state.id + 1, status: { phase: 'starting' }, evaluations: {}, recordingTrouble: null };
      onChange(state, noMetrics, lengthOf(metrics));
      train({ kind: 'resume', folder, threads, change: longer });
    },

    pause: () => tell('pause'),
    resume: () => tell('resume'),
    stop: () => tell('stop'),

    /** Where the newest parameters are: as they are now while a run is active, else as it left them. */
    async save(): Promise<SavedRun> {
      if (child && folder) {
        const place = folder;
        try {
          return { folder: place, iteration: await child.request('checkpoint', null) };
        } catch (error) {
          // It ended in the meantime, and has left what it came to.
          if (!(error instanceof ProcessExit)) throw error;
        }
      }
      const found = saved();
      if (found) return found;
      throw new RunError(phrase`there are no parameters yet; train first`, 'run');
    },

    run: (): { state: RunState; metrics: RunCurve } | null => state && { state, metrics },
    insight: () => insight,
    /** Another whenever there are newer parameters of the run in that folder; null of another than the one at hand. */
    versionOf: (place: string) => (place === folder && state ? `${state.exportable} ${state.status.phase === 'finished'}` : null),
    isActive: () => state !== null && isActive(state.status),

    /** Ends the trainer process at once; for when the window goes. */
    kill(): void {
      const trainer = child;
      child = null;
      trainer?.kill();
    },
  };
}

export type Supervisor = ReturnType<typeof createSupervisor>;

function ignoreExit(error: unknown): void {
  if (!(error instanceof ProcessExit)) throw error;
}

const lengthOf = ({ iterations, every }: RunCurve): CurveLength => ({ from: iterations.length, every });

const newRun = (id: number, spec: RunSpec, from: RunState['from']): RunState => ({ ...untrained, ...initialFacts(spec, from), id });

function progressPatch(state: RunState, report: Extract<TrainerReport, { type: 'progress' }>): Partial<RunState> {
  const { seconds, imagesPerSecond, evaluated, averaged, evaluating } = report;
  const more = evaluated
    .filter(({ set }) => set === 'validation')
    .map(({ iteration, evaluation: { loss, accuracy } }): Validation => ({ iteration, loss, accuracy }));
  const kept = currentSpecOf(state).training.keep === 'averaged' ? averaged.at(-1) : undefined;
  return {
    status: evaluating ? { phase: 'evaluating', ...evaluating } : state.status.phase === 'evaluating' ? { phase: 'running' } : state.status,
    iteration: report.metrics.iterations.at(-1) ?? state.iteration,
    seconds,
    imagesPerSecond,
    evaluations: {
      ...state.evaluations,
      ...Object.fromEntries(evaluated.map(({ set, ...result }) => [set, result])),
      // The figures of a run are of the parameters that it ends with.
      ...(kept && { validation: kept }),
    },
    validations: averaged.reduce(
      (all, { iteration, evaluation }) => withAveraged(all, iteration, evaluation),
      [...state.validations, ...more],
    ),
  };
}
