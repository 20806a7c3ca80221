/** What experiments came to, on disk: by their controls, the last one first. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resultsAtOnce } from '@shared/lab/experiment';
import { findExperiment, parseControls } from '@shared/lab/find-experiment';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readLabFile, writeLabFile } from '../../../../src/main/studies/lab/results-file';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kasane-lab-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const race = findExperiment('optimizer-race');
const withSteps = (steps: number) => parseControls(race, { steps });
let time = Date.now() / 1000 - 1000;

/** Each a second after the one before, for files’ times are coarse on some disks. */
async function keep(steps: number): Promise<string> {
  const before = readdirSync(folder);
  const controls = withSteps(steps);
  await writeLabFile(folder, { experiment: race.name, controls, results: resultsAtOnce(race, controls) });
  const [name = ''] = readdirSync(folder).filter((each) => !before.includes(each));
  time += 1;
  utimesSync(join(folder, name), time, time);
  return join(folder, name);
}

it('each set of controls has its own, and the last one comes first', async () => {
  await keep(3);
  await keep(5);
  expect((await readLabFile(folder, race))?.controls).toEqual(withSteps(5));
  expect((await readLabFile(folder, race, withSteps(3)))?.results).toEqual(resultsAtOnce(race, withSteps(3)));
  expect(await readLabFile(folder, race, withSteps(4))).toBe(null);
});

it('that of a Kasane which kept but one is read too', async () => {
  renameSync(await keep(3), join(folder, 'optimizer-race.json'));
  expect((await readLabFile(folder, race))?.controls).toEqual(withSteps(3));
  expect((await readLabFile(folder, race, withSteps(3)))?.controls).toEqual(withSteps(3));
  expect(await readLabFile(folder, race, withSteps(4))).toBe(null);
});

it('one whose numbers a disk has changed is put aside, one without a checksum, as older versions wrote it, is read', async () => {
  const path = await keep(3);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('"x":-7', '"x":-8'));
  expect(await readLabFile(folder, race)).toBeNull();
  expect(existsSync(`${path}.unread`)).toBe(true);
  const { crc32: _, ...content } = JSON.parse(text);
  writeFileSync(path, JSON.stringify(content));
  expect((await readLabFile(folder, race))?.controls).toEqual(withSteps(3));
});

it('the oldest go, and those of other experiments stay', async () => {
  const other = join(folder, 'optimizers-mnist.json');
  writeFileSync(other, '{}');
  const first = await keep(1);
  for (let steps = 2; steps <= 14; steps++) await keep(steps);
  expect(existsSync(first)).toBe(false);
  expect(existsSync(other)).toBe(true);
  expect(readdirSync(folder).filter((name) => name.startsWith('optimizer-race'))).toHaveLength(12);
});

it('what cannot be read is laid aside, and the one before it is shown', async () => {
  await keep(3);
  writeFileSync(await keep(5), '{"version": 2, "from": "a newer Kasane"}');
  expect((await readLabFile(folder, race))?.controls).toEqual(withSteps(3));
  expect(readdirSync(folder).filter((name) => name.endsWith('.unread'))).toHaveLength(1);
});
