import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetState } from '@shared/contracts/state';
import { afterAll, expect, it } from 'vitest';
import type { Dialogs } from '../../../../src/main/app/dialogs';
import { createDatasetHolder } from '../../../../src/main/app/handlers/dataset';
import type { Followed } from '../../../../src/main/app/handlers/questions';
import type { Inspector } from '../../../../src/main/app/inspector';

const sound = { original: false, trainingImages: 300, testImages: 60, shape: [28, 28, 1] };

const place = mkdtempSync(join(tmpdir(), 'kasane-datasets-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let lists = 0;
const newList = () => join(place, `datasets-${lists++}.json`);
const chosen: Dialogs = {
  openFile: async () => null,
  openFiles: async () => ['/a.csv', '/b.csv'],
  openFolder: async () => '/mine',
  saveFile: async () => null,
};
const followed: Followed = { signal: new AbortController().signal, onProgress: () => undefined, done: () => undefined };
const around = { dialogs: chosen, listFile: newList(), follow: () => followed };

/** A holder whose inspector answers when it is told to, by folder. */
function held() {
  const answers = new Map<string, { resolve(found: object): void; reject(error: Error): void }>();
  const inspector = {
    request: (_: string, { folder }: { folder: string }) => new Promise((resolve, reject) => answers.set(folder, { resolve, reject })),
  } as unknown as Inspector;
  const told: DatasetState[] = [];
  const holder = createDatasetHolder({ ...around, inspector, onChange: (state) => told.push(state) });
  const answer = (folder: string) => {
    const waiting = answers.get(folder);
    if (!waiting) throw new Error(`${folder} is not being checked`);
    return waiting;
  };
  return { holder, told, answer };
}

it('a folder that is opened while MNIST is still being checked stays, whichever check takes longer', async () => {
  const { holder, told, answer } = held();
  const builtIn = holder.current().folder;
  const [checking, opening] = [holder.checkBuiltIn(), holder.open('/few')];
  answer('/few').resolve(sound);
  expect(await opening).toMatchObject({ status: 'ready', folder: '/few' });
  answer(builtIn).resolve({ ...sound, original: true });
  expect(await checking).toMatchObject({ folder: '/few' });
  expect(holder.current()).toMatchObject({ folder: '/few' });
  expect(told.map(({ folder }) => folder)).toEqual(['/few']);
});

it('of two folders the one asked for last is in use, and one that is not sound changes nothing', async () => {
  const { holder, answer } = held();
  const all = [holder.open('/first'), holder.open('/second'), holder.open('/unsound')];
  answer('/second').resolve(sound);
  answer('/unsound').reject(new Error('no images'));
  answer('/first').resolve(sound);
  await Promise.all(all);
  expect(await all[2]).toMatchObject({ status: 'failed', folder: '/unsound' });
  expect(holder.current()).toMatchObject({ status: 'ready', folder: '/second' });
});

/** One whose inspector answers at once. */
function listed(listFile: string) {
  const asked: [string, object][] = [];
  const inspector = {
    request: async (name: string, input: { name?: string; folder?: string; paths?: string[] }) => {
      asked.push([name, input]);
      if (name === 'previewData') return { name: 'mine', classes: ['a', 'b'] };
      if (name === 'takeData') return { folder: `/kept/${input.name}` };
      return { ...sound, name: input.folder?.split('/').at(-1) };
    },
  } as unknown as Inspector;
  const { handlers, current } = createDatasetHolder({ ...around, inspector, listFile, onChange: () => undefined });
  return { ...handlers, current, asked };
}

it('what was recognised is used under its names, and offered from then on, the newest first', async () => {
  const listFile = newList();
  const data = listed(listFile);
  const first = await data.recogniseData({ what: 'folder', job: 'data' });
  expect(data.asked).toEqual([['previewData', { paths: ['/mine'], options: {}, token: 1 }]]);
  await data.takeData({ token: first?.token ?? 0, name: 'one', classes: ['a', 'b'] });
  expect(data.current()).toMatchObject({ status: 'ready', folder: '/kept/one' });
  const second = await data.recogniseData({ what: 'files', job: 'data' });
  expect(data.asked.at(-1)).toEqual(['previewData', { paths: ['/a.csv', '/b.csv'], options: {}, token: 2 }]);
  // What was shown before it is gone.
  await expect(async () => data.takeData({ token: first?.token ?? 0, name: 'one', classes: ['a', 'b'] })).rejects.toThrow('open it again');
  await data.recogniseAgain({ token: second?.token ?? 0, options: { side: 64 }, job: 'data' });
  expect(data.asked.at(-1)).toEqual(['previewData', { paths: ['/a.csv', '/b.csv'], options: { side: 64 }, token: 3 }]);
  const third = await data.recogniseDropped({ paths: ['/c'], job: 'data' });
  await data.takeData({ token: third.token, name: 'two', classes: ['a', 'b'] });
  const next = listed(listFile);
  const both = [
    { folder: '/kept/two', name: 'two' },
    { folder: '/kept/one', name: 'one' },
  ];
  expect(await next.listDatasets(undefined)).toEqual(both);
  await next.openListed({ folder: '/kept/one' });
  expect(next.current()).toMatchObject({ folder: '/kept/one' });
  // The page opens nothing by a path of its own.
  await expect(async () => next.openListed({ folder: '/etc' })).rejects.toThrow('is not on the list');
  expect(await next.forgetDataset({ folder: '/kept/two' })).toEqual(both.slice(1));
  expect(JSON.parse(readFileSync(listFile, 'utf8')).datasets).toEqual(both.slice(1));
});

it('a list that is damaged is begun anew', async () => {
  const listFile = newList();
  writeFileSync(listFile, '{"version": 1, "datasets": [');
  expect(await listed(listFile).listDatasets(undefined)).toEqual([]);
});
