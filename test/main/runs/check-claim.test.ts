/** An imported run that says more of itself than is true is found out. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { engine } from '@shared/kernels/engines';
import { soloTeam } from '@shared/training/team';
import { afterAll, expect, it } from 'vitest';
import { builtInDataset } from '../../../src/main/datasets/find-dataset';
import { loadDataset } from '../../../src/main/datasets/load-dataset';
import { importBundle } from '../../../src/main/runs/bundle';
import { checkClaim } from '../../../src/main/runs/check-claim';
import { openRun } from '../../../src/main/runs/open-run';
import { readRecord } from '../../../src/main/runs/record';

const runs = mkdtempSync(join(tmpdir(), 'kasane-claims-'));
afterAll(() => rmSync(runs, { recursive: true, force: true }));

const bundle = resolve(import.meta.dirname, '../../fixtures/frozen/bundles/bundle-1-record-3.zip');
const createTeam = soloTeam(engine.create);

it('of a run from a file the test accuracy is evaluated: an honest one stands, another is corrected', async () => {
  const dataset = await loadDataset(builtInDataset());
  const folder = join(runs, await importBundle(bundle, runs, dataset.folder));
  const honest = (await readRecord(folder)).outcome?.test;
  expect(await checkClaim(folder, dataset, createTeam)).toEqual({ claimed: honest, found: honest });
  const path = join(folder, 'run.json');
  const record = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...record, outcome: { ...record.outcome, test: 1 } }));
  expect(await checkClaim(folder, dataset, createTeam)).toEqual({ claimed: 1, found: honest });
  expect((await readRecord(folder)).outcome?.test).toBe(honest);
  expect((await openRun(folder)).state.evaluations.test?.evaluation.accuracy).toBe(honest);
});

it('one that was trained on other images, or claims nothing, is left as it is', async () => {
  const dataset = await loadDataset(builtInDataset());
  const folder = join(runs, await importBundle(bundle, runs, dataset.folder));
  const other = { ...dataset, checksums: { ...dataset.checksums, testImages: 'others' } };
  expect(await checkClaim(folder, other, createTeam)).toBeNull();
  const path = join(folder, 'run.json');
  const record = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...record, outcome: { ...record.outcome, test: null } }));
  expect(await checkClaim(folder, dataset, createTeam)).toBeNull();
});
