/** Gathers what was really done, from what is on disk. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mapAtOnce } from '@shared/at-once';
import { isOriginalTestSet } from '@shared/data/originals';
import { experiments } from '@shared/lab/experiments';
import type { Evidence, RunEvidence } from '@shared/lessons/evidence';
import type { NamedTensor } from '@shared/nn/parameter';
import { ranked, trialResults } from '@shared/studies/results';
import { readDrawings } from '../datasets/drawings/drawings-file';
import { folderNames } from '../files/folder-names';
import { readRunParameters } from '../runs/checkpoints';
import { readEvaluations } from '../runs/evaluation-file';
import { readRecord } from '../runs/record';
import { readLabFile } from '../studies/lab/results-file';
import { readJobs, readSearch } from '../studies/search/search-folder';

export interface EvidenceFolders {
  readonly runs: string;
  readonly searches: string;
  readonly lab: string;
  readonly drawings: string;
}

/** Runs and searches that are read at the same time. */
const AT_ONCE = 32;

/** `doubtful`: by the checksum of the file they stand in. What cannot be read proves nothing, and is passed over. */
export async function gatherEvidence(folders: EvidenceFolders, doubtful: Evidence['doubtful']): Promise<Evidence> {
  const names = async (root: string) => (await folderNames(root)).toSorted().toReversed();
  const [runs, searches, done, drawings] = await Promise.all([
    mapAtOnce(await names(folders.runs), AT_ONCE, (name) => runOf(folders.runs, name).catch(() => null)),
    mapAtOnce(await names(folders.searches), AT_ONCE, (name) => searchOf(folders.searches, name).catch(() => null)),
    Promise.all(experiments.map((experiment) => experimentOf(folders.lab, experiment).catch(() => null))),
    readDrawings(folders.drawings).catch(() => null),
  ]);
  return {
    doubtful,
    runs: runs.filter((each) => each !== null),
    searches: searches.filter((each) => each !== null),
    experiments: done.filter((each) => each !== null),
    drawings: drawings?.images.count ?? 0,
  };
}

/** Of runs that have ended, by the file that says so: it changes no more. */
const known = new Map<string, { readonly stamp: string; readonly run: RunEvidence | null }>();

async function runOf(root: string, name: string): Promise<RunEvidence | null> {
  const folder = join(root, name);
  const { mtimeMs, size } = await stat(join(folder, 'run.json'));
  const stamp = `${mtimeMs} ${size}`;
  const before = known.get(folder);
  if (before?.stamp === stamp) return before.run;
  const run = await readRun(folder, name);
  known.set(folder, { stamp, run });
  return run;
}

/** Null of one that has not ended. */
async function readRun(folder: string, name: string): Promise<RunEvidence | null> {
  const { created, spec, changes, from, status, outcome, dataset } = await readRecord(folder);
  if (status.phase === 'running' || status.phase === 'paused') return null;
  const end = status.phase === 'finished' ? status.reason : status.error.name === 'DivergedError' ? 'diverged' : 'failed';
  const { test } = await readEvaluations(folder).catch(() => ({ test: undefined }));
  return {
    ...{ folder: name, created, spec, from, end },
    changes: [...changes],
    iteration: outcome?.iteration ?? 0,
    parameters: outcome?.parameters ?? null,
    training: outcome?.training ?? null,
    validation: outcome?.validation ?? null,
    test: outcome?.test ?? null,
    mistakes: test ? test.evaluation.images - test.evaluation.correct : null,
    checksums: { ...dataset.checksums },
    original: isOriginalTestSet(dataset.checksums),
    sha256: null,
  };
}

/** The same with the checksum of its parameters, by which a teacher sees whether training again gives the same bytes. */
export async function withChecksum(root: string, run: RunEvidence): Promise<RunEvidence> {
  if (run.sha256 !== null || run.end === 'diverged') return run;
  // A checkpoint is of another iteration than what is told of the run.
  const tensors = await readRunParameters(join(root, run.folder)).then(
    (found) => (found.isFinal && found.iteration === run.iteration ? found.tensors : null),
    () => null,
  );
  return { ...run, sha256: tensors && parametersSum(tensors) };
}

/** SHA-256 of the parameters in the order of the network: names, shapes and float32 values. */
export function parametersSum(tensors: readonly NamedTensor[]): string {
  const hash = createHash('sha256');
  for (const { name, shape, values } of tensors) {
    hash.update(JSON.stringify([name, shape]));
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}

async function searchOf(root: string, name: string): Promise<Evidence['searches'][number]> {
  const folder = join(root, name);
  const { search } = await readSearch(folder);
  const trials = ranked(search, trialResults(await readJobs(folder))).filter(({ accuracy }) => accuracy !== null);
  return { folder: name, method: search.method.type, trials: trials.length, paths: search.space.settings.map(({ path }) => path) };
}

/** Null of one that is not done. */
async function experimentOf(lab: string, experiment: (typeof experiments)[number]): Promise<Evidence['experiments'][number] | null> {
  const found = await readLabFile(lab, experiment);
  if (!found || experiment.parts(found.controls).some(({ id }) => !(id in found.results))) return null;
  return { name: experiment.name, holds: experiment.claim(found.controls, found.results)?.holds ?? false };
}
