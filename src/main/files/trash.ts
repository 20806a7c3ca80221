/**
 * What is deleted of a folder that holds things of one kind is moved aside within it, so that deleting can be undone, and
 * purged when it has lain there for a while.
 */
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { phrase } from '@shared/phrase';
import { exists, folderNames, nameIt } from './folder-names';
import { FileError, fileError, syncFolder } from './whole-files';

const FOLDER = '.deleted';
const KEPT_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

/** Gives those that were there to be deleted. Throws a FileError where one cannot be moved; those before it are. */
export async function moveToTrash(root: string, names: readonly string[]): Promise<string[]> {
  const known = new Set(await folderNames(root));
  const there = names.filter((name) => known.has(name));
  // What is deleted together has one time, by which it is brought back together.
  const now = new Date();
  for (const name of there) await moveAside(root, name, now);
  return there;
}

async function moveAside(root: string, name: string, now: Date): Promise<void> {
  const place = join(root, FOLDER, name);
  try {
    await mkdir(join(root, FOLDER), { recursive: true });
    await layUnder(place);
    await rename(join(root, name), place);
    await syncFolder(root);
    await utimes(place, now, now);
  } catch (error) {
    throw fileError(join(root, name), 'written', error);
  }
}

/** What can be brought back: the names of each deletion, the last one last. */
export async function inTrash(root: string): Promise<string[][]> {
  const times = new Map<number, string[]>();
  for (const name of await readdir(join(root, FOLDER)).catch(() => [])) {
    if (name.endsWith(UNDER)) continue;
    const found = await stat(join(root, FOLDER, name)).catch(() => null);
    if (found) times.set(found.mtimeMs, [...(times.get(found.mtimeMs) ?? []), name]);
  }
  return [...times].toSorted(([a], [b]) => a - b).map(([, names]) => names.toSorted());
}

/**
 * Brings back the one of each name that was deleted last, by another name where there is one of that name now. Gives the
 * names they have. Throws a FileError where one is no longer there; the others are back then.
 */
export async function restoreFromTrash(root: string, names: readonly string[]): Promise<string[]> {
  const restored: string[] = [];
  const missing: string[] = [];
  for (const name of names) {
    const place = join(root, FOLDER, name);
    if (!(await exists(place))) {
      missing.push(name);
      continue;
    }
    const back = await nameIt(place, join(root, name)).catch((error) => Promise.reject(fileError(place, 'written', error)));
    await takeFromUnder(place);
    restored.push(basename(back));
  }
  const [first] = missing;
  if (first !== undefined) throw new FileError(phrase`${first}: is no longer there; it cannot be brought back`, first);
  return restored;
}

const UNDER = '~';
/** Of several of one name, such as a run that was imported again, those deleted before lie under the last. */
const under = (place: string) => `${place}${UNDER}`;

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

/** Removes what was deleted more than 30 days ago. */
export async function purgeTrash(root: string, now = Date.now()): Promise<void> {
  const names = await readdir(join(root, FOLDER)).catch(() => []);
  await removeOld(
    names.map((name) => join(root, FOLDER, name)),
    KEPT_DAYS,
    now,
  );
}

/** Removes those that were last written to more than so many days ago. */
export async function removeOld(places: readonly string[], days: number, now: number): Promise<void> {
  for (const place of places) {
    const found = await stat(place).catch(() => null);
    if (found && now - found.mtimeMs > days * DAY_MILLISECONDS) await rm(place, { recursive: true, force: true });
  }
}
