/** Folders that hold things of one kind, each in a folder of its own name. */
import { readdir, rename, stat } from 'node:fs/promises';

/** Of all of them, but what is begun, deleted or otherwise not to be seen; in no order. None where there is no such folder. */
export const folderNames = async (root: string): Promise<string[]> =>
  (await readdir(root, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);

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
