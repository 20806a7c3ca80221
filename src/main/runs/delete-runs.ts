import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { phrase } from '@shared/phrase';
import { moveToTrash, purgeTrash, removeOld } from '../files/trash';
import { UNFINISHED } from './begin';
import { isBeingTrained, readRecord } from './record';
import { RunFolderError } from './run-folder-error';

/** Moves runs aside; gives those that were there. Throws a RunFolderError where one of them is being trained; none is moved then. */
export async function deleteRuns(runsFolder: string, names: readonly string[]): Promise<string[]> {
  for (const name of names) {
    const folder = join(runsFolder, name);
    const record = await readRecord(folder).catch(() => null);
    if (record && (await isBeingTrained(folder, record)))
      throw new RunFolderError(phrase`${name}: is being trained; stop it before deleting it`, name);
  }
  return moveToTrash(runsFolder, names);
}

/** Removes what was deleted long ago, and what processes that were killed had begun more than a day ago. */
export async function purgeRuns(runsFolder: string, now = Date.now()): Promise<void> {
  await purgeTrash(runsFolder, now);
  const begun = (await readdir(runsFolder).catch(() => [])).filter((name) => name.startsWith(UNFINISHED));
  await removeOld(
    begun.map((name) => join(runsFolder, name)),
    1,
    now,
  );
}
