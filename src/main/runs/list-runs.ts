/**
 * Every run there is, in a line each. What a finished run says of itself does not change, so it is kept in an index beside
 * the runs and read again only where run.json is another file than it was. A run that cannot be read is listed as damaged.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mapAtOnce } from '@shared/at-once';
import type { RunSummary } from '@shared/contracts/run';
import { errorData } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { folderNames } from '../files/folder-names';
import { DamagedFile } from '../files/sealed-json';
import { readText, readTextIfThere, writeText } from '../files/whole-files';
import { finalStamp, newestIteration, wholenessOfLearnt } from './checkpoints';
import { readEvaluations } from './evaluation-file';
import { outcomeSoFar, readOutcome } from './outcome';
import { damagedRow, rowOf } from './projections';
import { isBeingTrained, RunFolderError, type RunRecord, readRecord } from './record';

const INDEX = '.index.json';
/** To be raised when summaries change: an index of another version is made anew. */
const INDEX_VERSION = 7;
/** Bytes: of more runs than anybody keeps. */
const LARGEST_INDEX = 2 ** 28;

interface Entry {
  /** Tells one run.json and what it ended with from the next. */
  readonly stamp: string;
  readonly summary: RunSummary;
}

type Index = Map<string, Entry>;

/** Folders that are read at the same time. */
const AT_ONCE = 64;

/** Of the folder that was listed last. */
let known: { readonly folder: string; readonly index: Index } | null = null;

export async function listRuns(runsFolder: string): Promise<RunSummary[]> {
  const before = known?.folder === runsFolder ? known.index : await readIndex(runsFolder);
  const names = await folderNames(runsFolder);
  const entries = await mapAtOnce(names, AT_ONCE, (name) => entryOf(runsFolder, name, before.get(name)));
  const index: Index = new Map(entries.map((entry) => [entry.summary.folder, entry]));
  const changed = index.size !== before.size || entries.some(({ stamp, summary }) => before.get(summary.folder)?.stamp !== stamp);
  known = { folder: runsFolder, index };
  if (changed) await writeIndex(runsFolder, index).catch(() => undefined); // a cache: without it listing only takes longer
  return entries.map(({ summary }) => summary).toSorted((a, b) => b.created.localeCompare(a.created) || b.folder.localeCompare(a.folder));
}

async function entryOf(runsFolder: string, name: string, before: Entry | undefined): Promise<Entry> {
  const folder = join(runsFolder, name);
  const found = await stat(join(folder, 'run.json')).catch(() => null);
  const stamp = found ? `${found.mtimeMs} ${found.size} ${found.ino} ${await finalStamp(folder)}` : '';
  if (before && before.stamp === stamp && isSettled(before.summary)) return before;
  return { stamp, summary: await summaryOf(folder, name) };
}

/** What is being trained changes without its record; what could not be read may be readable now. */
const isSettled = ({ state }: RunSummary) => state !== 'training' && state !== 'damaged';

async function summaryOf(folder: string, name: string): Promise<RunSummary> {
  try {
    const record = await readRecord(folder);
    const isTrained = await isBeingTrained(folder, record);
    const [exportable, outcome] = [await newestIteration(folder), await outcomeNow(folder, record, isTrained)];
    const summary = rowOf(record, { folder: name, exportable, outcome, isTrained });
    if (summary.state === 'training') return summary;
    const wholeness = await wholenessOfLearnt(folder);
    if (wholeness !== 'damaged') return { ...summary, isSealed: wholeness === 'sealed', ...(await damagedEvaluation(folder)) };
    const cut = new RunFolderError(phrase`${name}: its parameters are damaged; its settings and curves are not`, name);
    return { ...summary, state: 'damaged', trouble: errorData(cut), exportable: null };
  } catch (error) {
    const text = await readTextIfThere(join(folder, 'run.json')).catch(() => null);
    return damagedRow(name, error, text ?? '', await newestIteration(folder));
  }
}

/** What it came to is told by its record too; where the two cannot be compared any more, that is told. */
async function damagedEvaluation(folder: string): Promise<Partial<RunSummary>> {
  try {
    await readEvaluations(folder);
    return {};
  } catch (error) {
    return error instanceof DamagedFile ? { state: 'damaged', trouble: errorData(error) } : {};
  }
}

/** One that broke off has told its metrics more than its record. */
async function outcomeNow(folder: string, record: RunRecord, isTrained: boolean) {
  const { status, spec, outcome } = record;
  if (status.phase === 'finished') return outcome;
  if (isTrained) return outcomeSoFar(folder, record);
  return (await readOutcome(folder, spec)) ?? outcome;
}

async function readIndex(runsFolder: string): Promise<Index> {
  try {
    const { version, checksum, entries } = JSON.parse(await readText(join(runsFolder, INDEX), LARGEST_INDEX));
    const isSound = version === INDEX_VERSION && checksum === checksumOf(entries);
    return isSound ? new Map(entries) : new Map();
  } catch {
    return new Map();
  }
}

function writeIndex(runsFolder: string, index: Index): Promise<void> {
  const entries = [...index];
  return writeText(join(runsFolder, INDEX), JSON.stringify({ version: INDEX_VERSION, checksum: checksumOf(entries), entries }));
}

const checksumOf = (entries: unknown) => createHash('md5').update(JSON.stringify(entries)).digest('hex');
