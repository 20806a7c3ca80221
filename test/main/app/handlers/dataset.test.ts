import type { DatasetState } from '@shared/contracts/state';
import { expect, it } from 'vitest';
import { createDatasetHolder } from '../../../../src/main/app/handlers/dataset';
import type { Inspector } from '../../../../src/main/app/inspector';

const sound = { original: false, trainingImages: 300, testImages: 60, shape: [28, 28, 1] };

/** A holder whose inspector answers when it is told to, by folder. */
function held() {
  const answers = new Map<string, { resolve(found: object): void; reject(error: Error): void }>();
  const inspector = {
    request: (_: string, { folder }: { folder: string }) => new Promise((resolve, reject) => answers.set(folder, { resolve, reject })),
  } as unknown as Inspector;
  const told: DatasetState[] = [];
  const holder = createDatasetHolder(inspector, (state) => told.push(state));
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
