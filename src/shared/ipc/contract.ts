/**
 * The contract between studio and main process, declared once: every request with the schema of its input and the type
 * of its answer, every event with the type of its content. Handlers, client and the preload's channel list are derived
 * from it.
 */
import { z } from 'zod';
import type { ErrorData } from '../kasane-error';
import { parseDraft, parseRunSpec } from '../spec/parse-run-spec';
import { runLabelSchema } from '../spec/run-label';
import type { RunSpec } from '../spec/run-spec';
import type { MeasuredPace } from '../training/measure-pace';
import type { DatasetState, ImportedSummary, InsightState, OpenedDesign, RunMetrics, RunState, StudioState, SystemState } from './state';

interface Request<Raw, Input, Answer> {
  readonly input: z.ZodType<Input, Raw>;
  /** Only a type: what the promise resolves to. */
  readonly answer?: Answer;
}

const request = <Answer>() => ({
  taking: <Raw, Input>(input: z.ZodType<Input, Raw>): Request<Raw, Input, Answer> => ({ input }),
});

const nothing = z.undefined();
const spec = z.unknown().transform((value): RunSpec => parseRunSpec(value));
/** A design in the making, which need not be one that can be trained. */
const draft = z.unknown().transform((value): RunSpec => parseDraft(value));
/** How many threads train; one a core where that is left out. */
const threads = z.int().min(1).max(64).optional();

export const requests = {
  /** Everything there is to show, for a window that has just opened. */
  getState: request<StudioState>().taking(nothing),
  /** Asks for a folder and takes the dataset in it; null where the user thought better of it. */
  openDataset: request<DatasetState | null>().taking(nothing),
  /** Starts a run, from the spec's initial values or from the imported parameters. */
  startTraining: request<void>().taking(z.strictObject({ spec, from: z.enum(['initial', 'imported']), threads })),
  pauseTraining: request<void>().taking(nothing),
  resumeTraining: request<void>().taking(nothing),
  stopTraining: request<void>().taking(nothing),
  /** Goes on with a run that was stopped or broke off, from its newest checkpoint; or with one that is finished, by a longer spec. */
  continueTraining: request<void>().taking(z.strictObject({ spec: spec.optional(), threads })),
  /** Trains the active run by another spec from the next iteration on. */
  changeTraining: request<void>().taking(z.strictObject({ spec })),
  /** Names the run, gives it a colour, notes something about it. */
  labelRun: request<void>().taking(z.strictObject({ label: runLabelSchema })),
  /** Puts a run that is not active away; it stays on disk. */
  closeRun: request<void>().taking(nothing),
  /** Asks where to, and writes the newest parameters; null where the user thought better of it. */
  exportParameters: request<{ path: string; iteration: number } | null>().taking(nothing),
  /** Asks for a parameters file, reads and evaluates it; null where the user thought better of it. */
  importParameters: request<ImportedSummary | null>().taking(nothing),
  /** Finds out how fast a spec trains here, in about a second; null while a run is active or where another question came after. */
  measurePace: request<MeasuredPace | null>().taking(z.strictObject({ spec, threads })),
  /** Keeps the design on disk for the next session. */
  keepDesign: request<void>().taking(z.strictObject({ spec: draft })),
  /** Asks for a design file and reads it; null where the user thought better of it. */
  openDesign: request<OpenedDesign | null>().taking(nothing),
  /** Saves the design to its file, or to one that is asked for; null where the user thought better of it. */
  saveDesign: request<{ file: string } | null>().taking(z.strictObject({ spec: draft, elsewhere: z.boolean() })),
  /** The design no longer belongs to a file. */
  leaveDesignFile: request<void>().taking(nothing),
  /** Asks where to, and writes a picture or a table; null where the user thought better of it. */
  saveFile: request<{ path: string } | null>().taking(
    z.strictObject({
      name: z.string().max(200),
      extension: z.enum(['png', 'svg', 'csv']),
      content: z.union([z.string(), z.instanceof(Uint8Array)]),
    }),
  ),
  /** Puts the imported parameters away. */
  discardImported: request<void>().taking(nothing),
};

export type Requests = typeof requests;
export type RequestName = keyof Requests;
/** What the studio sends. */
export type RawRequestInput<Name extends RequestName> = z.input<Requests[Name]['input']>;
/** What the handler gets, after parsing. */
export type RequestInput<Name extends RequestName> = z.output<Requests[Name]['input']>;
export type RequestAnswer<Name extends RequestName> =
  NonNullable<Requests[Name]['answer']> extends never ? undefined : Exclude<Requests[Name]['answer'], undefined>;

/** Errors do not survive the border as errors; replies carry them as data. */
export type Reply<Answer> = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly error: ErrorData };

export interface Events {
  /** The dataset in use changed, or its check ended. */
  dataset: DatasetState;
  /** The run as it stands, and the metrics that came since the last event. */
  run: { readonly state: RunState | null; readonly appended: RunMetrics; readonly from: number };
  insight: InsightState;
  imported: ImportedSummary | null;
  system: SystemState;
}
export type EventName = keyof Events;
export const eventNames = ['dataset', 'run', 'insight', 'imported', 'system'] as const satisfies readonly EventName[];
