/** Conducting a search: what its folder keeps, who may work in it, and what it makes of workers that end. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkerTasks } from '@shared/contracts/processes';
import { say } from '@shared/phrase';
import { bookSearchSpec } from '@shared/studies/book-search';
import { parseSearch } from '@shared/studies/search-spec';
import { afterAll, describe, expect, it } from 'vitest';
import { inTrash, restoreFromTrash } from '../../../../src/main/files/trash';
import { createPool, WorkerCrash } from '../../../../src/main/queue/local-pool';
import { conductSearch, type SearchListener } from '../../../../src/main/studies/search/conduct-search';
import { deleteSearches } from '../../../../src/main/studies/search/delete-searches';
import { listSearches } from '../../../../src/main/studies/search/list-searches';
import { LiveTrials } from '../../../../src/main/studies/search/live-trials';
import { createSearch, readJobs, readSearch, type SearchRecord, writeRecord } from '../../../../src/main/studies/search/search-folder';
import { type Script, scriptedWorkers, trialResult } from '../../../support/scripted-workers';

const place = mkdtempSync(join(tmpdir(), 'kasane-conduct-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const dataset = { folder: place, checksums: {} };
const settings = [{ path: 'optimizer.learningRate', scale: 'log', from: 1e-4, to: 1e-2, steps: 9 }];
const searchOf = (method: object, trials = 9) => parseSearch({ version: 1, spec: bookSearchSpec(), space: { settings }, method, trials });

type Trial = WorkerTasks['trial']['input'];
const rateOf = ({ spec }: Trial) => Number(spec.optimizer.learningRate);
/** The higher the learning rate, the better. */
const trains: Script = (input) => ({ answer: trialResult(input as Trial, rateOf(input as Trial) * 50) });
const unless =
  (fails: (rate: number) => boolean): Script =>
  (input) =>
    fails(rateOf(input as Trial)) ? 'ends' : trains(input);

let folders = 0;
async function conduct(method: object, script: Script, listener: SearchListener = {}, trials = 9) {
  const folder = join(place, String(folders++));
  const search = searchOf(method, trials);
  const record = await createSearch(folder, search, dataset);
  const pool = createPool(2, scriptedWorkers(script).launch);
  const lines = await conductSearch(folder, record, pool, listener).finally(() => pool.close());
  return { folder, lines, search };
}

describe('a trial whose process ends every time', () => {
  it('has failed, and the others are trained', async () => {
    const { lines, folder } = await conduct(
      { type: 'grid' },
      unless((rate) => rate === 1e-4),
    );
    expect(lines).toHaveLength(9);
    expect(lines.filter(({ failure }) => failure).map(({ trial }) => trial)).toEqual([0]);
    const { trials } = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
    expect(trials.at(-1)).toMatchObject({ trial: 0, accuracy: null, failure: expect.stringMatching(/^its process ended 3 times/) });
  });

  it('is the machine’s fault where it is that of one after another', async () => {
    const folder = join(place, String(folders));
    await expect(
      conduct(
        { type: 'grid' },
        unless((rate) => rate > 1e-3),
      ),
    ).rejects.toBeInstanceOf(WorkerCrash);
    // Those that failed are tried again when the search is resumed.
    const lines = await readJobs(folder);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter(({ failure }) => failure)).toEqual([]);
  });
});

describe('two processes', () => {
  const withWriter = async (change: Partial<SearchRecord>) => {
    const folder = join(place, String(folders++));
    const record = await createSearch(folder, searchOf({ type: 'grid' }), dataset);
    await writeRecord(folder, { ...record, ...change });
    const pool = createPool(1, scriptedWorkers(trains).launch);
    return conductSearch(folder, await readSearch(folder), pool).finally(() => pool.close());
  };

  it('may not work on one search', async () => {
    await expect(withWriter({ process: process.ppid })).rejects.toThrow(/is being worked on by another Kasane; wait for it or stop it$/);
  });

  it('may do so one after the other, also after the machine was started anew', async () => {
    expect(await withWriter({ process: process.ppid, boot: 'another start' })).toHaveLength(9);
    expect(await withWriter({ process: process.ppid, status: 'finished' })).toHaveLength(9);
  });
});

it('a search is deleted where no other process is at it, a damaged one too, and comes back as it was', async () => {
  const root = mkdtempSync(join(place, 'searches-'));
  const make = async (name: string, change: Partial<SearchRecord>) => {
    const record = await createSearch(join(root, name), searchOf({ type: 'grid' }), dataset);
    await writeRecord(join(root, name), { ...record, ...change });
  };
  await make('mine', {});
  await make('elsewhere', { process: process.ppid });
  await make('damaged', {});
  writeFileSync(join(root, 'damaged', 'search.json'), 'no JSON');
  await expect(deleteSearches(root, ['mine', 'elsewhere'])).rejects.toThrow('elsewhere: is being worked on by another Kasane');
  expect((await listSearches(root)).map(({ folder }) => folder)).toEqual(['mine', 'elsewhere', 'damaged']);
  expect(await deleteSearches(root, ['mine', 'damaged'])).toEqual(['mine', 'damaged']);
  expect((await listSearches(root)).map(({ folder }) => folder)).toEqual(['elsewhere']);
  expect(await inTrash(root)).toEqual([['damaged', 'mine']]);
  await restoreFromTrash(root, ['mine']);
  expect((await readSearch(join(root, 'mine'))).search).toEqual(searchOf({ type: 'grid' }));
});

describe('live trials', () => {
  it('keep what finished jobs came to while a trial is trained on, and are in the end what a search is opened with', async () => {
    const live = new LiveTrials([]);
    const momentary: (number | null)[] = [];
    const follow = () =>
      momentary.push(...live.all().flatMap(({ running, accuracy, epochs }) => (running && epochs > 0 ? [accuracy] : [])));
    const { lines } = await conduct(
      { type: 'asha' },
      trains,
      {
        started: (job) => {
          live.started(job);
          follow();
        },
        point: (job, point) => live.point(job, point),
        done: (line) => live.done(line),
      },
      27,
    );
    expect(momentary.length).toBeGreaterThan(5);
    expect(momentary).not.toContain(null);
    const byTrial = (trials: readonly { readonly trial: number }[]) => trials.toSorted((a, b) => a.trial - b.trial);
    expect(byTrial(live.all())).toEqual(byTrial(new LiveTrials(lines).all()));
    expect(live.all().some(({ epochs, curve }) => epochs === 50 && curve.length === 50)).toBe(true);
  });

  it('that are halted forget what was not finished', () => {
    const job = { number: 0, trial: 3, values: {}, fromEpoch: 0, toEpoch: 2 };
    const { curve } = trialResult({ fromEpoch: 0, untilEpoch: 6 } as Trial, 0.5);
    const live = new LiveTrials([{ ...job, curve: curve.slice(0, 2), accuracy: 0.5, failure: null, seconds: 1 }]);
    live.started({ ...job, number: 1, fromEpoch: 2, toEpoch: 6 });
    for (const point of curve.slice(2, 4)) live.point({ ...job, number: 1, fromEpoch: 2, toEpoch: 6 }, point);
    live.started({ ...job, number: 2, trial: 4 });
    live.halt();
    expect(live.all()).toMatchObject([{ trial: 3, epochs: 2, accuracy: 0.5, running: false, curve: curve.slice(0, 2) }]);
  });
});

it('a failure that an older Kasane wrote as a sentence is still told', async () => {
  const { folder } = await conduct({ type: 'grid' }, (input) => ({ answer: { ...trialResult(input as Trial, 0.5), end: 'diverged' } }));
  const jobs = join(folder, 'jobs.jsonl');
  const text = readFileSync(jobs, 'utf8');
  const older = text.replaceAll(/,"crc":"\w+"/g, '').replaceAll(/"failure":\{"template":("[^"]*"),"values":\[\]\}/g, '"failure":$1');
  expect(older).toContain('"failure":"its loss is no longer a number"');
  writeFileSync(jobs, older);
  const lines = await readJobs(folder);
  expect(lines).toHaveLength(9);
  for (const { failure } of lines) expect(failure && say(failure)).toBe('its loss is no longer a number');
});
