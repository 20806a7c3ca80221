import { basename } from 'node:path';
import type { RunDetails } from '@shared/ipc/state';
import { readCurves } from './open-run';
import { readRecord } from './record';

/** Null for a run that cannot be read. */
export async function runDetails(folder: string): Promise<RunDetails | null> {
  try {
    const [{ spec, changes }, curves] = await Promise.all([readRecord(folder), readCurves(folder)]);
    return { folder: basename(folder), spec, changes, ...curves };
  } catch {
    return null;
  }
}
