/** Deleted runs are moved aside, so that deleting can be undone, and purged when they have lain there for a while. */
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { phrase } from '@shared/phrase';
import { isBeingTrained, readRecord } from './record';
import { RunFolderError } from './run-folder-error';

const FOLDER = '.deleted';
/** How the folder of a run is called that is not a whole one yet. */
export const UNFINISHED = '.unfinished-';
export const KEPT_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

/** Throws a RunFolderError where one of them is being trained; none is moved then. */
export async function deleteRuns(runsFolder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const record = await readRecord(join(runsFolder, name)).catch(() => null);
    if (record && isBeingTrained(record)) throw new RunFolderError(phrase`${name}: is being trained; stop it before deleting it`, name);
  }
  await mkdir(join(runsFolder, FOLDER), { recursive: true });
  for (const name of names) {
    const place = join(runsFolder, FOLDER, name);
    await layUnder(place);
    await rename(join(runsFolder, name), place);
    const now = new Date();
    await utimes(place, now, now);
  }
}

/** Brings back the one of that name that was deleted last. Throws a RunFolderError where it is no longer there. */
export async function restoreRuns(runsFolder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const place = join(runsFolder, FOLDER, name);
    await rename(place, join(runsFolder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw new RunFolderError(phrase`${name}: another run has its name now; rename or delete that one`, name);
      throw new RunFolderError(phrase`${name}: is no longer there; it cannot be brought back`, name);
    });
    await takeFromUnder(place);
  }
}

/** Of several runs of one name, such as one that was imported again, those deleted before lie under the last. */
const under = (place: string) => `${place}~`;

async function layUnder(place: string): Promise<void> {
  if (!(await exists(place))) return;
  await layUnder(under(place));
  await rename(place, under(place));
}

async function takeFromUnder(place: string): Promise<void> {
  if (!(await exists(under(place)))) return;
  await rename(under(place), place);
  await takeFromUnder(under(place));
}

const exists = (place: string) =>
  stat(place).then(
    () => true,
    () => false,
  );

/** Removes what was deleted more than 30 days ago, and what processes that were killed had begun more than a day ago. */
export async function purgeDeleted(runsFolder: string, now = Date.now()): Promise<void> {
  const folder = join(runsFolder, FOLDER);
  const deleted = (await readdir(folder).catch(() => [])).map((name) => ({ place: join(folder, name), days: KEPT_DAYS }));
  const begun = (await readdir(runsFolder).catch(() => []))
    .filter((name) => name.startsWith(UNFINISHED))
    .map((name) => ({ place: join(runsFolder, name), days: 1 }));
  for (const { place, days } of [...deleted, ...begun]) {
    const found = await stat(place).catch(() => null);
    if (found && now - found.mtimeMs > days * DAY_MILLISECONDS) await rm(place, { recursive: true, force: true });
  }
}
