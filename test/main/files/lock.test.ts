import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hold, isHeld } from '../../../src/main/files/lock';

const root = mkdtempSync(join(tmpdir(), 'kasane-lock-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const folder = () => mkdtempSync(join(root, 'run-'));

it('a folder is held by one at a time, under whatever name, until it is released', async () => {
  const place = folder();
  expect(await isHeld(place)).toBe(false);
  const held = await hold(place);
  expect(await isHeld(place)).toBe(true);
  expect(await hold(place)).toBeNull();
  renameSync(place, `${place} renamed`);
  expect(await isHeld(`${place} renamed`)).toBe(true);
  const other = await hold(folder());
  expect(other).not.toBeNull();
  await held?.release();
  await other?.release();
  expect(await isHeld(`${place} renamed`)).toBe(false);
});

it('of two that want it at the same moment one gets it', async () => {
  const place = folder();
  const both = await Promise.all([hold(place), hold(place)]);
  expect(both.filter(Boolean)).toHaveLength(1);
  await both.find(Boolean)?.release();
});

it('what a process held is free once it is gone, however it went', async () => {
  const place = folder();
  const script = join(root, 'holder.mjs');
  // What the system does with a name is no matter of our code.
  writeFileSync(
    script,
    `import { createServer } from 'node:net';
     import { statSync } from 'node:fs';
     const { dev, ino } = statSync(process.argv[2]);
     createServer().listen(\`\\0kasane-\${dev}-\${ino}\`, () => process.send('held'));`,
  );
  if (process.platform !== 'linux') return;
  const child = fork(script, [place]);
  await once(child, 'message');
  expect(await isHeld(place)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const held = await hold(place);
  expect(held).not.toBeNull();
  await held?.release();
});

it('a folder that is not there is held by nobody', async () => {
  expect(await isHeld(join(root, 'none'))).toBe(false);
  await expect(hold(join(root, 'none'))).rejects.toThrow('ENOENT');
});
