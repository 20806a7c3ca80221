import { join } from 'node:path';
import { moveToTrash } from '../../files/trash';
import { assertUnattended } from './search-folder';

/** Moves searches aside; gives those that were there. Throws a SearchFolderError where another process is at one of them; none is moved then. */
export async function deleteSearches(searchesFolder: string, names: readonly string[]): Promise<string[]> {
  for (const name of names) await assertUnattended(join(searchesFolder, name));
  return moveToTrash(searchesFolder, names);
}
