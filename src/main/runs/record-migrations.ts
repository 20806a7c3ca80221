/** Brings run.json of older versions up to the current one, a step a version; a newer one is refused unread. */
import { phrase } from '@shared/phrase';
import { readMetrics } from './metrics-file';
import { outcomeOf } from './outcome';
import { RunFolderError } from './run-folder-error';

type Content = Record<string, unknown>;

/** migrations[v] lifts a record of version v to v + 1. */
const migrations: Readonly<Record<number, (record: Content, folder: string) => Promise<Content>>> = {
  // Version 2 has tags and says itself what the run came to, which only its metrics told before.
  1: async (record, folder) => ({
    ...record,
    outcome: outcomeOf(await readMetrics(folder).catch(() => []), record.spec),
  }),
};

export async function migrateRecord(folder: string, content: unknown, place: string, current: number): Promise<unknown> {
  if (typeof content !== 'object' || content === null) return content;
  const version: unknown = Reflect.get(content, 'version');
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version === current) return content;
  if (version > current) {
    throw new RunFolderError(phrase`${place}: version ${version} was written by a newer Kasane than this one; update Kasane`, place);
  }
  let record: Content = { ...content };
  for (let from = version; from < current; from++) record = { ...(await migrations[from]?.(record, folder)), version: from + 1 };
  return record;
}
