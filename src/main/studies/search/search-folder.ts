/**
 * A search on disk: search.json (what it is and how it stands), jobs.jsonl (a line for each job that is done, with its
 * curve), trials/ (checkpoints of trials that may be trained on), results.json (what it came to; the same bytes for the
 * same search, whoever ran it).
 */
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { KasaneError } from '@shared/kasane-error';
import { type Phrase, phrase, say, words } from '@shared/phrase';
import { phraseSchema } from '@shared/phrase-schema';
import type { TrialResult } from '@shared/studies/results';
import type { NumberedJob } from '@shared/studies/search-plan';
import { parseSearch, type SearchSpec } from '@shared/studies/search-spec';
import type { EpochPoint } from '@shared/training/trial';
import { z } from 'zod';
import { version as appVersion } from '../../../../package.json';
import { appendLines, readLines, writeLines } from '../../files/json-lines';
import { isHeld } from '../../files/lock';
import { readRecordFile } from '../../files/record-file';
import { sumOf } from '../../files/sealed-json';
import { writeText } from '../../files/whole-files';
import { isElsewhere, nobody } from '../../files/writer';
import { mapSliced } from '../../processes/run-sliced';

const FILE = 'search.json';
const JOBS = 'jobs.jsonl';
const RESULTS = 'results.json';
const TRIALS = 'trials';
const RECORD_VERSION = 2;

const recordSchema = z.strictObject({
  version: z.literal(RECORD_VERSION),
  app: z.string(),
  created: z.iso.datetime(),
  updated: z.iso.datetime(),
  status: z.enum(['running', 'paused', 'stopped', 'finished']),
  /** Who works on it while it is running or paused. */
  process: z.int(),
  boot: z.string().default(''),
  /** That it had been at work when this was written. */
  seconds: z.number().min(0).default(0),
  dataset: z.strictObject({ folder: z.string(), checksums: z.record(z.string(), z.string()) }),
  search: z.unknown(),
});

export type SearchRecord = Omit<z.output<typeof recordSchema>, 'search'> & { readonly search: SearchSpec };

/** A job that is done. */
export interface JobLine extends NumberedJob {
  readonly curve: readonly EpochPoint[];
  /** As in JobOutcome. */
  readonly accuracy: number | null;
  /** Why there is none; null where there is. */
  readonly failure: Phrase | null;
  readonly seconds: number;
}

/** A search on disk that cannot be read or resumed. */
export class SearchFolderError extends KasaneError {
  override name = 'SearchFolderError';
}

export async function createSearch(folder: string, search: SearchSpec, dataset: SearchRecord['dataset']): Promise<SearchRecord> {
  const now = new Date().toISOString();
  const record: SearchRecord = {
    version: RECORD_VERSION,
    app: appVersion,
    created: now,
    updated: now,
    status: 'running',
    ...nobody,
    seconds: 0,
    dataset,
    search,
  };
  await mkdir(folder, { recursive: true });
  await writeRecord(folder, record);
  return record;
}

/** Of one that nobody works on. */
export const restingStatus = (status: SearchRecord['status']) => (status === 'finished' || status === 'stopped' ? status : 'interrupted');

export const writeRecord = (folder: string, record: SearchRecord) =>
  writeText(join(folder, FILE), `${JSON.stringify({ ...record, updated: new Date().toISOString() }, null, 2)}\n`);

/** Throws a FileError where there is none, a SearchFolderError or SpecError where it is not understood. */
export async function readSearch(folder: string): Promise<SearchRecord> {
  const { content } = await readRecordFile(join(folder, FILE), {
    version: RECORD_VERSION,
    schema: recordSchema,
    // Version 2 tells a search that was stopped from one that broke off.
    migrations: { 1: async (record) => record },
    refuse: (text, place) => new SearchFolderError(text, place),
  });
  return { ...content, search: parseSearch(content.search) };
}

/** Throws a SearchFolderError where a process is at the search. */
export async function assertUnattended(folder: string): Promise<void> {
  if (await isHeld(folder)) throw isTaken(folder);
  await assertLeft(folder);
}

/** Throws a SearchFolderError where an older Kasane is at the search, whose process its record names. */
export async function assertLeft(folder: string): Promise<void> {
  const found = await readSearch(folder).catch(() => null);
  if (!found) return; // one that cannot be read nobody works on
  const { status, updated, process, boot } = found;
  if (status !== 'finished' && isElsewhere({ process, boot }, updated)) throw isTaken(folder);
}

export const isTaken = (folder: string) =>
  new SearchFolderError(phrase`${basename(folder)}: is being worked on by another Kasane; wait for it or stop it`, basename(folder));

/** Jobs that are done, each once. A damaged line is a job to be done again. */
export async function readJobs(folder: string): Promise<JobLine[]> {
  const lines = await readLines(join(folder, JOBS), { is: isJobLine, longest: LONGEST_JOB });
  return [...new Map(lines.map((line) => [line.number, { ...line, failure: asPhrase(line.failure) }])).values()];
}

const count = z.int().min(0);
const measure = z.number().nullable();
const jobSchema = z.looseObject({
  ...{ number: count, trial: count, fromEpoch: count, toEpoch: count, values: z.record(z.string(), z.unknown()) },
  ...{ seconds: z.number(), accuracy: measure, failure: z.union([z.string(), phraseSchema]).nullable() },
  curve: z.array(
    z.looseObject({
      ...{ epoch: count, iteration: count, trainingLoss: measure, trainingAccuracy: measure },
      ...{ validationLoss: measure, validationAccuracy: measure },
    }),
  ),
});

type WrittenJob = Omit<JobLine, 'failure'> & { readonly failure: Phrase | string | null };

/** Characters: of thousands of epochs. */
const LONGEST_JOB = 2 ** 20;

const isJobLine = (content: unknown): content is WrittenJob => jobSchema.safeParse(content).success;

/** Failures were English sentences at first. */
const asPhrase = (failure: WrittenJob['failure']) => (typeof failure === 'string' ? words(failure) : failure);

/** Puts down what is known already, so that a torn line at the end is gone. */
export const writeJobs = (folder: string, lines: readonly JobLine[]) => writeLines(join(folder, JOBS), lines);

export const appendJob = (folder: string, line: JobLine) => appendLines(join(folder, JOBS), [line], true);

export const createCheckpointFolder = (folder: string) => mkdir(join(folder, TRIALS), { recursive: true });

/** Where a trial is left at the end of an epoch. */
export const checkpointOf = (folder: string, trial: number, epoch: number) =>
  join(folder, TRIALS, `${String(trial).padStart(5, '0')} epoch ${epoch}.safetensors`);

export const removeCheckpoint = (folder: string, trial: number, epoch: number) => rm(checkpointOf(folder, trial, epoch), { force: true });

export const removeCheckpoints = (folder: string) => rm(join(folder, TRIALS), { recursive: true, force: true });

/** A trial a line; as in sealed-json.ts with the CRC-32 of all else. */
export async function writeResults(folder: string, search: SearchSpec, results: readonly TrialResult[]): Promise<void> {
  const trials = await mapSliced(results, (result) => JSON.stringify({ ...result, failure: result.failure && say(result.failure) }));
  const crc32 = sumOf(JSON.parse(`{"search":${JSON.stringify(search)},"trials":[${trials.join(',')}]}`));
  return writeText(
    join(folder, RESULTS),
    `{"crc32": "${crc32}",\n"search": ${JSON.stringify(search, null, 2)},\n"trials": [\n${trials.join(',\n')}\n]}\n`,
  );
}
