/** Every search there is, in a line each, the newest first. One that cannot be read is listed as damaged. */
import { join } from 'node:path';
import type { SearchSummary } from '@shared/contracts/state';
import { ranked, trialResults } from '@shared/studies/results';
import { folderNames } from '../../files/folder-names';
import { readJobs, readSearch, restingStatus } from './search-folder';

export async function listSearches(searchesFolder: string): Promise<SearchSummary[]> {
  const names = (await folderNames(searchesFolder)).toSorted().toReversed();
  return Promise.all(names.map((name) => summaryOf(join(searchesFolder, name), name)));
}

async function summaryOf(folder: string, name: string): Promise<SearchSummary> {
  try {
    const { search, created, status } = await readSearch(folder);
    const trials = ranked(search, trialResults(await readJobs(folder)));
    return {
      folder: name,
      design: search.spec.name,
      method: search.method.type,
      created,
      state: restingStatus(status),
      trials: trials.length,
      best: trials[0]?.accuracy ?? null,
    };
  } catch {
    return { folder: name, design: name.slice(20), method: '', created: '', state: 'damaged', trials: 0, best: null };
  }
}
