import { listSearches } from '../../../studies/search/list-searches';
import type { QuestionFunction } from '.';

/** The one at work runs, whatever its record says yet. */
export const listSearchesQuestion: QuestionFunction<'listSearches'> = async (_, { surroundings: { folders, activeSearch } }) =>
  (await listSearches(folders.searches)).map((each) => (each.folder === activeSearch ? { ...each, state: 'running' } : each));
