/** The search at hand without Electron: workers and inspector answer by a script, its folder is real. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Events } from '@shared/contracts/requests';
import { bookSearchSpec } from '@shared/studies/book-search';
import { parseSearch } from '@shared/studies/search-spec';
import { afterAll, describe, expect, it } from 'vitest';
import { createSearchHandlers } from '../../../../src/main/app/handlers/search';
import type { Inspector } from '../../../../src/main/app/inspector';
import { isHeld } from '../../../../src/main/files/lock';
import { type Script, scriptedWorkers, trialResult } from '../../../support/scripted-workers';

const place = mkdtempSync(join(tmpdir(), 'kasane-search-handlers-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const search = parseSearch({
  version: 1,
  spec: bookSearchSpec(),
  space: { settings: [{ path: 'optimizer.learningRate', scale: 'log', from: 1e-4, to: 1e-2, steps: 4 }] },
  method: { type: 'grid' },
  trials: 4,
});
type Trial = Parameters<typeof trialResult>[0];
const trains: Script = (input) => ({ answer: trialResult(input as Trial, 0.5) });

let folders = 0;
function handled(script: Script) {
  const searchesFolder = join(place, String(folders++));
  const told: Events['search'][] = [];
  const listeners = new Set<() => void>();
  let images = { trainingImages: 'a' };
  let time = 0;
  const { handlers, current, active, close } = createSearchHandlers({
    searchesFolder,
    inspector: { request: async () => images } as unknown as Inspector,
    launch: scriptedWorkers(script).launch,
    datasetFolder: () => '/data',
    now: () => time,
    send(_name, content) {
      told.push(content as Events['search']);
      for (const listener of listeners) listener();
    },
  });
  return {
    ...{ handlers, current, active, close, told, searchesFolder },
    advance: (milliseconds: number) => (time += milliseconds),
    openOtherImages: () => (images = { trainingImages: 'b' }),
    /** Waits for a message after which it holds. */
    until: (holds: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!holds()) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
  };
}

const record = (folder: string) => {
  const [name = ''] = readdirSync(folder).filter((each) => !each.startsWith('.'));
  return { name, ...JSON.parse(readFileSync(join(folder, name, 'search.json'), 'utf8')) };
};

describe('a search', () => {
  it('is begun, told of with all its trials, and leaves what it came to', async () => {
    const { handlers, current, active, until, searchesFolder } = handled(trains);
    await handlers.startSearch({ search, workers: 2 });
    expect(current().state).toMatchObject({ status: 'running', workers: 2, trials: 4 });
    expect(active()).toBe(record(searchesFolder).name);
    await until(() => current().state?.status === 'finished');
    expect(active()).toBeNull();
    expect(current().trials.map(({ accuracy }) => accuracy)).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(record(searchesFolder)).toMatchObject({ status: 'finished' });
    expect(existsSync(join(searchesFolder, record(searchesFolder).name, 'results.json'))).toBe(true);
    await expect(async () => handlers.resumeSearch({})).rejects.toThrow('there is no search to go on with; begin one');
  });

  it('is one at a time, held, resumed, and stopped for somebody else to resume', async () => {
    const { handlers, current, searchesFolder, told, advance } = handled(() => 'works on');
    await handlers.startSearch({ search, workers: 2 });
    advance(3000);
    await expect(async () => handlers.startSearch({ search, workers: 2 })).rejects.toThrow('a search is at work; stop it');
    await handlers.pauseSearch(undefined);
    expect(current().state).toMatchObject({ status: 'paused', seconds: 3 });
    expect(record(searchesFolder)).toMatchObject({ status: 'paused' });
    const { name } = record(searchesFolder);
    await expect.poll(() => isHeld(join(searchesFolder, name))).toBe(true);
    advance(5000); // while it is held it is not at work
    await handlers.resumeSearch({});
    advance(1000);
    expect(current().state?.status).toBe('running');
    expect(record(searchesFolder)).toMatchObject({ status: 'running' });
    await expect(async () => handlers.deleteSearches({ folders: [name] })).rejects.toThrow('stop it before deleting it');
    await handlers.stopSearch(undefined);
    expect(current().state).toMatchObject({ status: 'stopped', seconds: 4 });
    expect(record(searchesFolder)).toMatchObject({ status: 'stopped' });
    await expect.poll(() => isHeld(join(searchesFolder, name))).toBe(false);
    expect(told.at(-1)).toMatchObject({ reset: true });
    expect(current().trials.some(({ running }) => running)).toBe(false);
    await expect(async () => handlers.pauseSearch(undefined)).rejects.toThrow('no search is at work; begin one');
  });

  it('is opened again and resumed on the images it was begun with alone', async () => {
    const { handlers, current, until, searchesFolder, openOtherImages } = handled(trains);
    await handlers.startSearch({ search, workers: 1 });
    await handlers.stopSearch(undefined);
    const { name } = record(searchesFolder);
    await handlers.openSearch({ folder: name });
    expect(current().state).toMatchObject({ folder: name, status: 'stopped' });
    await handlers.resumeSearch({ workers: 2 });
    await until(() => current().state?.status === 'finished');
    await handlers.startSearch({ search, workers: 1 });
    await handlers.stopSearch(undefined);
    openOtherImages();
    await expect(async () => handlers.resumeSearch({})).rejects.toThrow('/data: differs from the images that the search was begun with');
    expect(current().state?.status).toBe('stopped');
  });

  it('that is deleted is gone from the screen, and comes back', async () => {
    const { handlers, current, until, searchesFolder } = handled(trains);
    await handlers.startSearch({ search, workers: 2 });
    await until(() => current().state?.status === 'finished');
    const { name } = record(searchesFolder);
    await handlers.deleteSearches({ folders: [name] });
    expect(current()).toEqual({ state: null, trials: [] });
    expect(await handlers.deletedSearches(undefined)).toEqual([[name]]);
    await handlers.restoreSearches({ folders: [name] });
    await handlers.openSearch({ folder: name });
    expect(current().state).toMatchObject({ folder: name, status: 'finished' });
  });

  it('whose folder cannot be read leaves the one at hand', async () => {
    const { handlers, current, until } = handled(trains);
    await handlers.startSearch({ search, workers: 2 });
    await until(() => current().state?.status === 'finished');
    const before = current();
    await expect(async () => handlers.openSearch({ folder: 'nowhere' })).rejects.toThrow(/nowhere/);
    expect(current()).toEqual(before);
    await handlers.startSearch({ search, workers: 2 }); // and nothing stands in the way of the next
    await handlers.stopSearch(undefined);
  });
});
