/** What new runs are called beside those that are there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noLabel } from '@shared/spec/run-label';
import { afterAll, expect, it } from 'vitest';
import { firstLabel } from '../../../src/main/runs/first-label';

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

it('a name stays within what a label takes', async () => {
  const long = 'n'.repeat(80);
  place(long, null);
  const { name } = await firstLabel(runs, long);
  expect(name).toMatch(/^n+ 2$/);
  expect(name.length).toBeLessThanOrEqual(80);
});
