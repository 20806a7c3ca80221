/** What new runs are called beside those that are there. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noLabel } from '@shared/spec/run-label';
import { afterAll, expect, it } from 'vitest';
import { firstLabel } from '../../../src/main/runs/first-label';
import { listRuns } from '../../../src/main/runs/list-runs';

const runs = mkdtempSync(join(tmpdir(), 'kasane-labels-'));
afterAll(() => rmSync(runs, { recursive: true, force: true }));

let second = 0;
/** A run's folder, and of its record the label. */
function place(design: string, label: object | null): void {
  const folder = join(runs, `2026-11-24 03.45.${String(second++).padStart(2, '0')} ${design}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'run.json'), label ? JSON.stringify({ version: 3, label }) : '{');
}

it('the first of a design is called as that, later ones by the first number that is free, each in the next colour', async () => {
  const next = () => firstLabel(runs, 'Small CNN');
  expect(await firstLabel(join(runs, 'none'), 'Small CNN')).toEqual(noLabel);
  expect(await next()).toEqual(noLabel);
  place('Small CNN', await next());
  expect(await next()).toEqual({ ...noLabel, name: 'Small CNN 2', colour: 'orange' });
  place('Small CNN', { ...noLabel, name: 'Small CNN 3', colour: 'orange' });
  expect(await next()).toMatchObject({ name: 'Small CNN 2', colour: 'green' });
  place('Small CNN', await next());
  expect(await next()).toMatchObject({ name: 'Small CNN 4', colour: 'pink' });
  expect(await firstLabel(runs, 'Two-layer')).toMatchObject({ name: '', colour: 'pink' });
  // A name that a user chose is taken as well; a run that cannot be read counts by its folder, after the last colour there goes on.
  place('Two-layer', { ...noLabel, name: 'Small CNN 4', colour: 'sky' });
  place('Four hidden', null);
  expect(await next()).toMatchObject({ name: 'Small CNN 5', colour: 'blue' });
  expect(await firstLabel(runs, 'Four hidden')).toMatchObject({ name: 'Four hidden 2' });
});

it('a design of many letters of three bytes, which its folder cannot hold, is named too', async () => {
  const long = 'あ'.repeat(80);
  const folder = 'あ'.repeat(66);
  place(folder, noLabel);
  const next = await firstLabel(runs, long);
  expect(next.name).toBe(`${'あ'.repeat(74)} 2`);
  place(folder, next);
  expect((await firstLabel(runs, long)).name).toBe(`${'あ'.repeat(74)} 3`);
});

it('a run that came as a file says nothing of which is the newest, and a pipe under a record’s name holds up nobody', async () => {
  const place = mkdtempSync(join(tmpdir(), 'kasane-labels-'));
  for (const [name, colour] of [
    ['2026-11-24 03.45.00 A', 'green'],
    ['bundle', 'sky'],
  ] as const) {
    mkdirSync(join(place, name));
    writeFileSync(join(place, name, 'run.json'), JSON.stringify({ version: 3, label: { ...noLabel, colour } }));
  }
  mkdirSync(join(place, '2026-11-24 03.46.00 B'));
  execFileSync('mkfifo', [join(place, '2026-11-24 03.46.00 B', 'run.json')]);
  expect(await firstLabel(place, 'A')).toMatchObject({ name: 'A 2', colour: 'pink' });
  expect((await listRuns(place)).map(({ state }) => state)).toEqual(['damaged', 'damaged', 'damaged']);
  rmSync(place, { recursive: true });
});

it('a name stays within what a label takes', async () => {
  const long = 'n'.repeat(80);
  place(long, null);
  const { name } = await firstLabel(runs, long);
  expect(name).toMatch(/^n+ 2$/);
  expect(name.length).toBeLessThanOrEqual(80);
});
