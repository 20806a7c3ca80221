/** A session that is written down in a folder of its own: begun anew, or resumed. Trainer and command line share it. */

import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { NamedTensor } from '@shared/nn/parameter';
import { phrase } from '@shared/phrase';
import { assertChangeable, specAt, withChange } from '@shared/spec/changes';
import type { RunSpec } from '@shared/spec/run-spec';
import type { Repeat } from '@shared/studies/repeats';
import { TrainingSession } from '@shared/training/session';
import type { TeamFactory } from '@shared/training/team';
import { drawingsOf, keepCopy, withDrawings } from '../datasets/drawings/with-drawings';
import type { LoadedDataset } from '../datasets/load-dataset';
import { datedName, nameIt } from '../files/folder-names';
import { type Hold, hold } from '../files/lock';
import { FileError } from '../files/whole-files';
import { isElsewhere, nobody } from '../files/writer';
import { createCheckpointFolder, newestCheckpoint, removeFinal, writeCheckpoint } from './checkpoints';
import { firstLabel, labelOfRepeat } from './first-label';
import { writeInitial } from './initial-parameters';
import { cutMetrics } from './metrics-file';
import { isBeingTrained, newRecord, RunFolderError, type RunRecord, readRecord, writeRecord } from './record';
import { Recorder, type RecorderOptions } from './recorder';
import { assertSameData } from './reproduce';

/** How the folder of a run is called that is not a whole one yet. */
export const UNFINISHED = '.unfinished-';

export interface BegunRun {
  /** As it stood when the run was begun. */
  readonly record: RunRecord;
  readonly session: TrainingSession;
  readonly recorder: Recorder;
  /** Training time it had already taken. */
  readonly seconds: number;
  /** Why its newest checkpoint is passed over; null where it is not. */
  readonly damage: Error | null;
  /** Lets go of its threads and of its folder. */
  close(): Promise<void>;
}

interface BeginOptions {
  readonly dataset: LoadedDataset;
  readonly createTeam: TeamFactory;
  readonly onTrouble: RecorderOptions['onTrouble'];
}

export interface ResumeOptions extends BeginOptions {
  /** What it goes on by, where that is to be another spec. */
  readonly change?: RunSpec | null;
}

export interface NewRunOptions extends BeginOptions {
  /** The folder that holds all runs. */
  readonly runsFolder: string;
  readonly spec: RunSpec;
  /** Parameters of a file, to train further. */
  readonly parameters?: readonly NamedTensor[] | undefined;
  readonly repeat?: Repeat | null;
}

/**
 * Throws whatever the session throws, before anything is written, and a FileError where there is no writing. The folder
 * gets its name when all that it takes to go on is in it: a process that is killed before leaves no run.
 */
export async function beginRun({
  runsFolder,
  spec,
  parameters,
  repeat = null,
  dataset,
  createTeam,
  onTrouble,
}: NewRunOptions): Promise<BegunRun> {
  const session = new TrainingSession({ spec, dataset, createTeam, parameters });
  try {
    const label = await (repeat ? labelOfRepeat(runsFolder, spec) : firstLabel(runsFolder, spec.name));
    const record = { ...newRecord(spec, parameters ? 'imported' : 'initial', dataset, session.iterations), label, repeat };
    const half = await createHalf(runsFolder);
    const held = await hold(half); // it stays held under its name
    if (!held) throw isTaken(basename(half));
    const folder = await fill(half, runsFolder, record, session, parameters, dataset).catch(async (error) => {
      await held.release();
      await rm(half, { recursive: true, force: true });
      throw error;
    });
    const recorder = new Recorder({ folder, record, session, onTrouble });
    return { record, session, recorder, seconds: 0, damage: null, close: () => closed(session, held) };
  } catch (error) {
    session.close();
    throw error;
  }
}

async function closed(session: TrainingSession, held: Hold): Promise<void> {
  session.close();
  await held.release();
}

/** Puts all there that a run begins with, and gives it its name. */
async function fill(
  half: string,
  runsFolder: string,
  record: RunRecord,
  session: TrainingSession,
  parameters: readonly NamedTensor[] | undefined,
  dataset: LoadedDataset,
): Promise<string> {
  await createCheckpointFolder(half);
  await writeRecord(half, record);
  await keepCopy(half, dataset);
  if (parameters) await writeInitial(half, parameters);
  await writeCheckpoint(half, session.checkpoint());
  return nameIt(half, join(runsFolder, datedName(record.created, record.spec.name)));
}

/** A folder for what will be a run. Throws a FileError. */
export async function createHalf(runsFolder: string): Promise<string> {
  try {
    await mkdir(runsFolder, { recursive: true });
    return await mkdtemp(join(runsFolder, UNFINISHED));
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(
      phrase`${runsFolder}: the run cannot be kept there (${error instanceof Error ? error.message : error})`,
      runsFolder,
    );
  }
}

/**
 * A run that may be resumed; whoever does needs its record to load the data. One that is finished takes a change that
 * makes it longer. Throws a RunFolderError.
 */
export async function openForResume(folder: string, change: RunSpec | null = null): Promise<RunRecord> {
  const record = await readResumable(folder, change);
  if (await isBeingTrained(folder, record)) throw isTaken(basename(folder));
  return record;
}

async function readResumable(folder: string, change: RunSpec | null): Promise<RunRecord> {
  const name = basename(folder);
  const record = await readRecord(folder);
  const { status } = record;
  if (status.phase === 'finished' && status.reason !== 'stopped' && !change) {
    throw new RunFolderError(phrase`${name}: is finished, nothing is left to train; start a new run`, name);
  }
  return record;
}

const isTaken = (name: string) => new RunFolderError(phrase`${name}: is being trained by another Kasane; wait for it or stop it`, name);

/**
 * Resumes from the newest checkpoint, bit for bit. Throws a RunFolderError where the data are not those the run began with, or
 * another process trains it.
 */
export async function resumeRun(folder: string, options: ResumeOptions): Promise<BegunRun> {
  const held = await hold(folder);
  if (!held) throw isTaken(basename(folder));
  try {
    return await resumeHeld(folder, held, options);
  } catch (error) {
    await held.release();
    throw error;
  }
}

async function resumeHeld(folder: string, held: Hold, { dataset, createTeam, onTrouble, change = null }: ResumeOptions): Promise<BegunRun> {
  const record = at(await readResumable(folder, change), dataset.folder);
  if (isElsewhere(record, record.updated)) throw isTaken(basename(folder)); // of an older Kasane, which holds nothing
  assertSameData(folder, record, dataset);
  const { checkpoint, damage } = await newestCheckpoint(folder);
  const changes = change ? withChange(record.changes, { iteration: checkpoint.iteration, spec: change }) : record.changes;
  if (change) assertChangeable(specAt(record.spec, record.changes, checkpoint.iteration), change);
  const images = await withDrawings(dataset, record.spec, drawingsOf(folder), 'own');
  const session = new TrainingSession({ spec: record.spec, dataset: images, createTeam, resume: checkpoint, changes });
  const seconds = await cutMetrics(folder, checkpoint);
  await removeFinal(folder);
  const recorder = new Recorder({ folder, record: { ...record, changes, ...nobody }, session, onTrouble });
  await recorder.setStatus({ phase: 'running' });
  return { record: { ...record, changes }, session, recorder, seconds, damage, close: () => closed(session, held) };
}

/** An imported run learns where its images are when they are given to it. */
const at = (record: RunRecord, images: string): RunRecord =>
  record.dataset.folder === '' ? { ...record, dataset: { ...record.dataset, folder: images } } : record;

/** The folder of a run that is named by its path or by its name among all runs. Throws a RunFolderError with the names there are. */
export async function findRun(runsFolder: string, nameOrPath: string): Promise<string> {
  for (const folder of [join(runsFolder, nameOrPath), nameOrPath]) {
    if (await stat(join(folder, 'run.json')).catch(() => null)) return folder;
  }
  const names = (await readdir(runsFolder).catch(() => []))
    .filter((each) => !each.startsWith('.'))
    .toSorted()
    .toReversed()
    .slice(0, 5);
  const known = names.length > 0 ? `the newest are ${names.map((name) => `"${name}"`).join(', ')}` : 'there are none yet';
  throw new RunFolderError(phrase`${nameOrPath}: is no run, neither a folder nor in ${runsFolder}; ${known}`, nameOrPath);
}
