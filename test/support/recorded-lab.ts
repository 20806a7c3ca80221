/** What long experiments came to with the book's constants, as the command line wrote it; `npm run test:long` does them again. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface RecordedExperiment {
  readonly experiment: string;
  readonly controls: Record<string, unknown>;
  readonly results: Record<string, unknown>;
}

const folder = resolve(import.meta.dirname, '..', 'fixtures', 'lab');
const ENDING = '.json.gz';

export const recordedExperiments: readonly string[] = readdirSync(folder).map((name) => name.slice(0, -ENDING.length));

export const recordedExperiment = (name: string): RecordedExperiment =>
  JSON.parse(gunzipSync(readFileSync(join(folder, `${name}${ENDING}`))).toString());
