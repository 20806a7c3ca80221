/** Brings run.json of older versions up to the current one, a step a version. */
import { dirname } from 'node:path';
import type { Migrations } from '../files/record-file';
import { readOutcome } from './outcome';

/** recordMigrations[v] lifts a record of version v to v + 1. */
export const recordMigrations: Migrations = {
  // Version 2 has tags and says itself what the run came to, which only its metrics told before.
  1: async (record, path) => ({
    ...record,
    outcome: await readOutcome(dirname(path), record.spec).catch(() => null),
  }),
  // Version 3 says what it was begun on.
  2: async (record) => ({ ...record, machine: null }),
  // Version 4 has specs that name their classes; they are lifted where they are parsed.
  3: async (record) => record,
  // Version 5 knows runs that are repeated with other seeds.
  4: async (record) => ({ ...record, repeat: null }),
};
