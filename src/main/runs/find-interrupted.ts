/** Runs of earlier sessions that were not ended: the app was closed, or it or the machine broke down. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FoundRun } from '@shared/contracts/processes';
import { openRun } from './open-run';
import { isBeingTrained, type RunRecord, readRecord } from './record';
import { newestRuns } from './run-folders';

/** The newest such run, up to its newest checkpoint; null where there is none. Folders that cannot be read are passed over. */
export async function findInterrupted(runsFolder: string): Promise<FoundRun | null> {
  for (const name of await newestRuns(runsFolder)) {
    const folder = join(runsFolder, name);
    const record = await readRecord(folder).catch(() => null);
    if (!record || !isOpen(record) || (await staysTrained(folder, record))) continue;
    const found = await openRun(folder).catch(() => null);
    if (found) return found;
  }
  return null;
}

const isOpen = ({ status }: RunRecord) => status.phase === 'running' || status.phase === 'paused';

/** The trainer of an app that was killed ends a moment after it. */
const PATIENCE_MILLISECONDS = 3000;
const BETWEEN_LOOKS_MILLISECONDS = 50;

async function staysTrained(folder: string, record: RunRecord): Promise<boolean> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  while (await isBeingTrained(folder, record)) {
    if (performance.now() > end) return true;
    await sleep(BETWEEN_LOOKS_MILLISECONDS);
  }
  return false;
}
