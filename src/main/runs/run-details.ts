import { basename } from 'node:path';
import type { RunDetails } from '@shared/contracts/run';
import { readCurves } from './open-run';
import { detailsOf } from './projections';
import { readRecord } from './record';

/** What can be read of a run, to be compared with others; null where that is nothing. */
export async function runDetails(folder: string): Promise<RunDetails | null> {
  const [record, curves] = await Promise.all([readRecord(folder).catch(() => null), readCurves(folder).catch(() => null)]);
  return detailsOf(basename(folder), record, curves);
}
