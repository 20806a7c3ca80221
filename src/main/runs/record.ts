/** run.json: what a run is, and how it stands. */
import { join } from 'node:path';
import { initialFacts, type RunFacts } from '@shared/contracts/run';
import { MOST_OF_RECORD, parseJson } from '@shared/json';
import { phraseSchema } from '@shared/phrase-schema';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { noLabel, runLabelSchema } from '@shared/spec/run-label';
import type { RunSpec } from '@shared/spec/run-spec';
import { z } from 'zod';
import { version as appVersion } from '../../../package.json';
import type { LoadedDataset } from '../datasets/load-dataset';
import { isHeld } from '../files/lock';
import { readRecordFile } from '../files/record-file';
import { writeText } from '../files/whole-files';
import { isElsewhere, nobody } from '../files/writer';
import { thisMachine } from '../threads/this-machine';
import { recordMigrations } from './record-migrations';
import { RunFolderError } from './run-folder-error';

export { RunFolderError };

export const RECORD_VERSION = 5;
const FILE = 'run.json';

const statusSchema = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('running') }),
  z.strictObject({ phase: z.literal('paused') }),
  z.strictObject({ phase: z.literal('finished'), reason: z.enum(['completed', 'early', 'stopped']) }),
  z.strictObject({
    phase: z.literal('failed'),
    error: z.strictObject({ name: z.string(), message: z.string(), path: z.string(), phrase: phraseSchema.optional() }),
  }),
]);

const shareSchema = z.number().min(0).max(1);

const outcomeSchema = z.strictObject({
  iteration: z.int().min(0),
  /** Spent training. */
  seconds: z.number(),
  parameters: z.int().min(0),
  /** The newest accuracy on each set, 0 … 1; null where it was not evaluated. */
  training: shareSchema.nullable(),
  validation: shareSchema.nullable(),
  test: shareSchema.nullable(),
});

const recordSchema = z.strictObject({
  version: z.literal(RECORD_VERSION),
  app: z.string(),
  /** When the run began, and when this was written, ISO 8601. */
  created: z.iso.datetime(),
  updated: z.iso.datetime(),
  status: statusSchema,
  /** The process that writes to the run while it is running or paused, and what tells this start of the machine from others. */
  process: z.int(),
  boot: z.string().default(''),
  iterations: z.int().min(1),
  /** Whether it began with the spec's initial values or with parameters from a file. */
  from: z.enum(['initial', 'imported']),
  /** What it was begun on: the processor as it names itself, and the engine of the kernels. */
  machine: z.strictObject({ processor: z.string(), engine: z.string() }).nullable(),
  /** Its place among runs that differ from it by their seed alone; null of a run by itself. */
  repeat: z
    .strictObject({ group: z.string(), number: z.int().min(1), of: z.int().min(1) })
    .nullable()
    .default(null),
  dataset: z.strictObject({ folder: z.string(), checksums: z.record(z.string(), z.string()) }),
  /** What it began with, and what was changed while it trained. */
  spec: z.unknown(),
  changes: z.array(z.strictObject({ iteration: z.int().min(0), spec: z.unknown() })).default([]),
  /** What the user calls it and noted about it. */
  label: runLabelSchema.default(noLabel),
  /** What it had come to when this was written; null of a run that has trained nothing yet. */
  outcome: outcomeSchema.nullable(),
});

export type RunOutcome = z.output<typeof outcomeSchema>;

export type RunRecord = Omit<z.output<typeof recordSchema>, keyof RunFacts> & RunFacts;
export type RecordStatus = RunRecord['status'];

export function newRecord(spec: RunSpec, from: RunRecord['from'], dataset: LoadedDataset, iterations: number): RunRecord {
  const now = new Date().toISOString();
  return {
    version: RECORD_VERSION,
    app: appVersion,
    created: now,
    updated: now,
    status: { phase: 'running' },
    ...nobody,
    iterations,
    ...initialFacts(spec, from),
    machine: thisMachine(),
    dataset: { folder: dataset.folder, checksums: dataset.checksums },
    outcome: null,
  };
}

export const writeRecord = (folder: string, record: RunRecord) => writeText(join(folder, FILE), `${JSON.stringify(record, null, 2)}\n`);

/** Throws a FileError where there is no record, a RunFolderError or SpecError where it is not understood. */
export async function readRecord(folder: string): Promise<RunRecord> {
  const { content, lifted } = await readRecordFile(join(folder, FILE), {
    version: RECORD_VERSION,
    schema: recordSchema,
    migrations: recordMigrations,
    refuse: (text, place) => new RunFolderError(text, place),
  });
  const changes = content.changes.map(({ iteration, spec }) => ({ iteration, spec: parseRunSpec(spec) }));
  const record: RunRecord = { ...content, spec: parseRunSpec(content.spec), changes };
  // Lifted once and for all, unless the older Kasane that writes to it is at work; where it cannot be written, the next reader lifts it again.
  if (lifted && !(await isBeingTrained(folder, record))) await writeRecord(folder, record).catch(() => undefined);
  return record;
}

/** What is sound of a record that as a whole is not. */
export function readableOf(text: string): Partial<Pick<RunRecord, 'label' | 'outcome'>> {
  try {
    const content = Object(parseJson(text, MOST_OF_RECORD));
    if (Number(content.version) > RECORD_VERSION) return {};
    const { label, outcome } = recordSchema.shape;
    const [found, came] = [label.safeParse(content.label ?? undefined), outcome.safeParse(content.outcome)];
    return { ...(found.success && { label: found.data }), ...(came.success && { outcome: came.data }) };
  } catch {
    return {};
  }
}

/** Whether a process is at work on the run: one that holds it, or of an older Kasane the one of the number that its record names. */
export async function isBeingTrained(folder: string, { status, updated, process, boot }: RunRecord): Promise<boolean> {
  if (status.phase !== 'running' && status.phase !== 'paused') return false;
  return (await isHeld(folder)) || isElsewhere({ process, boot }, updated);
}
