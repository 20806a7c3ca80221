/** Folders that hold things of one kind, each in a folder of its own name. */
import { readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './whole-files';

/**
 * Of all of them, but what is begun, deleted or otherwise not to be seen; in no order. A link counts for what it leads to. None
 * where there is no such folder.
 */
export async function folderNames(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const isFolder = await Promise.all(
    entries.map(async (entry) => {
      if (entry.name.startsWith('.')) return false;
      return entry.isSymbolicLink() ? (await stat(join(root, entry.name)).catch(() => null))?.isDirectory() === true : entry.isDirectory();
    }),
  );
  return entries.filter((_, index) => isFolder[index]).map(({ name }) => name);
}

/** Bytes; file systems take 255, of which a time, a number and an ending have some. */
const LONGEST_NAME = 200;

/** Of a text, as much of it as files and folders may be called by on every system; empty where that is nothing. */
export function asFileName(text: string): string {
  const kept = text.replaceAll(/[^\p{L}\p{M}\p{N} ._-]/gu, '').replaceAll(/^[. ]+|[. ]+$/g, '');
  const characters = [...kept];
  while (Buffer.byteLength(characters.join('')) > LONGEST_NAME) characters.pop();
  return characters.join('').trim();
}

/** `2026-11-24 03.45.32 Small CNN`: begun then (ISO 8601), called so. */
export const datedName = (begun: string, name: string): string =>
  `${begun.slice(0, 19).replace('T', ' ').replaceAll(':', '.')} ${asFileName(name)}`.trim();

/** What renaming onto a folder that is there is answered with, here or there. */
const TAKEN = ['EEXIST', 'ENOTEMPTY', 'EPERM'];

/** Gives the folder that path, with a number where there is another already; gives the path it has. */
export async function nameIt(folder: string, path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? path : `${path} ${number}`;
    try {
      // An empty folder would be replaced.
      if (!(await exists(candidate))) {
        await rename(folder, candidate);
        await syncFolder(dirname(candidate));
        return candidate;
      }
    } catch (error) {
      if (!TAKEN.includes(String((error as NodeJS.ErrnoException).code)) || !(await exists(candidate))) throw error;
    }
  }
}

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
