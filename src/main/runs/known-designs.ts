/** What tensors without a word of their network may belong to: the networks that were trained here. */
import { join } from 'node:path';
import { FILES_AT_ONCE, mapAtOnce } from '@shared/at-once';
import type { RunSpec } from '@shared/spec/run-spec';
import { readRecord } from './record';
import { newestRuns } from './run-folders';

/** Runs that are looked at, and networks that are tried: each is evaluated where it fits. */
const NEWEST = 100;
const MOST = 20;

/** Of the newest runs, each network once; what only training knows, such as dropout, makes no other of it. */
export async function knownDesigns(runsFolder: string): Promise<RunSpec[]> {
  const folders = (await newestRuns(runsFolder)).slice(0, NEWEST);
  const records = await mapAtOnce(folders, FILES_AT_ONCE, (folder) => readRecord(join(runsFolder, folder)).catch(() => null));
  const found = new Map<string, RunSpec>();
  for (const { spec } of records.filter((record) => record !== null)) {
    const key = JSON.stringify([spec.network.input, spec.network.layers.filter(({ type }) => type !== 'dropout')]);
    if (!found.has(key)) found.set(key, spec);
    if (found.size === MOST) break;
  }
  return [...found.values()];
}
