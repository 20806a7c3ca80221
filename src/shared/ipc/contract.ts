/**
 * The contract between studio and main process, declared once: every request with the schema of its input and the type
 * of its answer, every event with the type of its content. Handlers, client and the preload's channel list are derived
 * from it.
 */
import { z } from 'zod';
import type { ErrorData } from '../kasane-error';
import { parseRunSpec } from '../spec/parse-run-spec';
import type { RunSpec } from '../spec/run-spec';
import type { DatasetState, ImportedSummary, RunMetrics, RunState, StudioState, SystemState } from './state';

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

export const requests = {
  /** Everything there is to show, for a window that has just opened. */
  getState: request<StudioState>().taking(nothing),
  /** Asks for a folder and takes the dataset in it; null where the user thought better of it. */
  openDataset: request<DatasetState | null>().taking(nothing),
  /** Starts a run, from the spec's initial values or from the imported parameters. */
  startTraining: request<void>().taking(z.strictObject({ spec, from: z.enum(['initial', 'imported']) })),
  pauseTraining: request<void>().taking(nothing),
  resumeTraining: request<void>().taking(nothing),
  stopTraining: request<void>().taking(nothing),
  /** Goes on with a run that was stopped or broke off, from its newest checkpoint. */
  continueTraining: request<void>().taking(nothing),
  /** Asks where to, and writes the newest parameters; null where the user thought better of it. */
  exportParameters: request<{ path: string; iteration: number } | null>().taking(nothing),
  /** Asks for a parameters file, reads and evaluates it; null where the user thought better of it. */
  importParameters: request<ImportedSummary | null>().taking(nothing),
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
  run: { readonly state: RunState; readonly appended: RunMetrics; readonly from: number };
  imported: ImportedSummary | null;
  system: SystemState;
}
export type EventName = keyof Events;
export const eventNames = ['dataset', 'run', 'imported', 'system'] as const satisfies readonly EventName[];
