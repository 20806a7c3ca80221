/** An imported run that says more of itself than is true is found out. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { engine } from '@shared/kernels/engines';
import { soloTeam } from '@shared/training/team';
import { afterAll, expect, it } from 'vitest';
import { builtInDataset } from '../../../src/main/datasets/built-in';
import { loadDataset } from '../../../src/main/datasets/load-dataset';
import { importBundle } from '../../../src/main/runs/bundle';
import { checkClaim } from '../../../src/main/runs/check-claim';
import { readEvaluations, writeEvaluations } from '../../../src/main/runs/evaluation-file';
import { listRuns } from '../../../src/main/runs/list-runs';
import { openRun } from '../../../src/main/runs/open-run';
import { readRecord, writeRecord } from '../../../src/main/runs/record';
import { imagesOf } from '../../../src/main/runs/reproduce';
import { settleImport } from '../../../src/main/runs/settle-import';

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
  await writeEvaluations(folder, {});
  expect(await checkClaim(folder, dataset, createTeam)).toBeNull();
});

it('an evaluation that says more than its record is found out, and an unfinished run shows no test accuracy', async () => {
  const dataset = await loadDataset(builtInDataset());
  const name = await importBundle(bundle, runs, dataset.folder);
  const folder = join(runs, name);
  const honest = (await readRecord(folder)).outcome?.test ?? 0;
  const evaluations = await readEvaluations(folder);
  if (!evaluations.test) throw new Error('it was evaluated');
  const forged = { ...evaluations.test, evaluation: { ...evaluations.test.evaluation, accuracy: 1 } };
  await writeEvaluations(folder, { ...evaluations, test: forged });
  expect(await checkClaim(folder, dataset, createTeam)).toEqual({ claimed: 1, found: honest });
  expect((await readEvaluations(folder)).test?.evaluation.accuracy).toBe(honest);
  await writeRecord(folder, { ...(await readRecord(folder)), status: { phase: 'paused' } });
  appendFileSync(join(folder, 'metrics.jsonl'), '{"iteration":18,"evaluated":"test","loss":0,"accuracy":1}\n');
  expect((await listRuns(runs)).find((run) => run.folder === name)).toMatchObject({ state: 'interrupted', test: null });
  expect(await checkClaim(folder, dataset, createTeam)).toBeNull();
});

it('a run of other images is not said to be of the folder at hand, and learns where they are when it is resumed', async () => {
  const dataset = await loadDataset(builtInDataset());
  const name = await importBundle(bundle, runs, '/data/few digits');
  const folder = join(runs, name);
  const other = { ...dataset, folder: '/data/few digits', checksums: { ...dataset.checksums, trainingImages: '0123456789' } };
  await writeRecord(folder, {
    ...(await readRecord(folder)),
    dataset: { folder: '/data/few digits', checksums: { trainingImages: 'abcdefghij' } },
  });
  expect(await settleImport(folder, other, createTeam)).toEqual({ sameData: false, claim: null });
  expect((await listRuns(runs)).find((run) => run.folder === name)?.images?.dataset.name).toBe('#abcdefgh');
  const record = await readRecord(folder);
  expect(() => imagesOf(folder, record)).toThrow('was trained on images that were not here when it was imported');
});

it('what cannot be evaluated claims nothing from then on, and a run whose training images are others is evaluated all the same', async () => {
  const dataset = await loadDataset(builtInDataset());
  const folder = join(runs, await importBundle(bundle, runs, dataset.folder));
  const record = await readRecord(folder);
  const honest = record.outcome?.test;
  const others = { ...record.dataset.checksums, trainingImages: 'others' };
  const claiming = {
    ...record,
    dataset: { ...record.dataset, checksums: others },
    outcome: record.outcome && { ...record.outcome, test: 1 },
  };
  await writeRecord(folder, claiming);
  expect(await checkClaim(folder, dataset, createTeam)).toEqual({ claimed: 1, found: honest });
  await writeRecord(folder, claiming);
  rmSync(join(folder, 'parameters.safetensors'));
  rmSync(join(folder, 'checkpoints'), { recursive: true });
  expect(await checkClaim(folder, dataset, createTeam)).toEqual({ claimed: 1, found: null });
  expect((await readRecord(folder)).outcome?.test).toBeNull();
  expect(await readEvaluations(folder)).not.toHaveProperty('test');
});
