/** What was seen inside a run is there when it is opened again. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { engine } from '@shared/kernels/engines';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { soloTeam } from '@shared/training/team';
import { afterAll, expect, it } from 'vitest';
import { beginRun } from '../../../src/main/runs/begin';
import { exportBundle } from '../../../src/main/runs/bundle';
import { conduct } from '../../../src/main/runs/conduct';
import { readEvaluations } from '../../../src/main/runs/evaluation-file';
import { readInsight, type SeenInsight } from '../../../src/main/runs/insight-file';
import { listRuns } from '../../../src/main/runs/list-runs';
import { openRun } from '../../../src/main/runs/open-run';
import { readRecord, writeRecord } from '../../../src/main/runs/record';
import { createWatch } from '../../../src/main/runs/watch';
import { loadedStripes } from '../../support/digits';

const runsFolder = mkdtempSync(join(tmpdir(), 'kasane-insight-'));
afterAll(() => rmSync(runsFolder, { recursive: true, force: true }));

const checksums = { trainingImages: 'a', trainingLabels: 'b', testImages: 'c', testLabels: 'd' };
const dataset = loadedStripes(checksums);
const spec = parseRunSpec({
  version: 1,
  name: 'Stripes',
  data: { validation: 50 },
  network: { input: [12, 7, 1], layers: [{ type: 'affine', units: 13 }, { type: 'relu' }, { type: 'affine', units: 10 }] },
  training: { batchSize: 50, duration: { unit: 'epochs', count: 2 } },
});

/** Trained and watched as the command line does; with what was seen. */
async function trained() {
  const run = await beginRun({ dataset, createTeam: soloTeam(engine.create), onTrouble: () => undefined, runsFolder, spec });
  let seen: SeenInsight = { insight: null, hardest: null };
  const watch = createWatch(
    run.session,
    (more) => {
      seen = { ...seen, ...more };
      run.recorder.see(more);
    },
    { isUnseen: true },
  );
  await conduct(run, { receive: watch.receive });
  return { folder: run.recorder.folder, seen };
}

it('a finished run has its last look inside and its hardest digits, to the last byte', async () => {
  const { folder, seen } = await trained();
  expect(seen.insight).toMatchObject({ iteration: 6, set: 'validation', layers: [{ outputs: 13 }, { outputs: 10 }] });
  expect(seen.hardest?.digits).toHaveLength(12);
  expect((await openRun(folder)).insight).toEqual(seen);
});

it('one that is damaged, or none of ours, counts for nothing, and the run opens', async () => {
  const { folder } = await trained();
  const path = join(folder, 'insight.json');
  const whole = readFileSync(path, 'utf8');
  for (const content of [
    whole.replace('"predicted": 1', '"predicted": 2'),
    '{"version":1,"insight":null,"hardest":{"digits":[{}]}}',
    '{',
  ]) {
    expect(content).not.toBe(whole);
    writeFileSync(path, content);
    expect(await readInsight(folder)).toBeNull();
    expect((await openRun(folder)).insight).toBeNull();
  }
});

it('a flipped digit in evaluation.json is damage; a file without a checksum, as older versions wrote it, is read', async () => {
  const { folder } = await trained();
  const path = join(folder, 'evaluation.json');
  const found = await readEvaluations(folder);
  const { crc32: _, ...content } = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, readFileSync(path, 'utf8').replace('"correct": ', '"correct": 1'));
  await expect(readEvaluations(folder)).rejects.toThrow('evaluation.json: the file is damaged');
  writeFileSync(path, JSON.stringify(content));
  expect(await readEvaluations(folder)).toEqual(found);
});

it('a damaged evaluation makes the run damaged in the list, and nothing is exported of it', async () => {
  const { folder } = await trained();
  const [runs, name] = [dirname(folder), basename(folder)];
  const stateOf = async () => (await listRuns(runs)).find((run) => run.folder === name);
  expect((await stateOf())?.state).toBe('completed');
  const path = join(folder, 'evaluation.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"correct": ', '"correct": 1'));
  rmSync(join(runs, '.index.json'), { force: true });
  await relisted(folder);
  expect(await stateOf()).toMatchObject({ state: 'damaged', trouble: { message: 'evaluation.json: the file is damaged' } });
  await expect(exportBundle(folder, join(runs, 'x.zip'))).rejects.toThrow('evaluation.json is damaged');
});

/** A record that is written again is read again. */
const relisted = async (folder: string) => writeRecord(folder, { ...(await readRecord(folder)), updated: new Date().toISOString() });
