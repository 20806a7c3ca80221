/** Runs on disk: what is written, what is read after something broke, and what is refused. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseSafetensors } from '@shared/formats/safetensors';
import { engine } from '@shared/kernels/engines';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { soloTeam } from '@shared/training/team';
import { afterAll, describe, expect, it } from 'vitest';
import { beginRun, findRun, resumeRun } from '../../../src/main/runs/begin';
import { readRunParameters } from '../../../src/main/runs/checkpoints';
import { conduct } from '../../../src/main/runs/conduct';
import { listRuns } from '../../../src/main/runs/list-runs';
import { readMetrics } from '../../../src/main/runs/metrics-file';
import { isBeingTrained, RECORD_VERSION, readRecord, writeRecord } from '../../../src/main/runs/record';
import { loadedStripes } from '../../support/digits';

const runsFolder = mkdtempSync(join(tmpdir(), 'kasane-runs-'));
afterAll(() => rmSync(runsFolder, { recursive: true, force: true }));

const checksums = { trainingImages: 'a', trainingLabels: 'b', testImages: 'c', testLabels: 'd' };
const dataset = loadedStripes(checksums);
const options = {
  dataset,
  createTeam: soloTeam(engine.create),
  onTrouble: (error: Error | null) => {
    if (error) throw error;
  },
};

/** 150 training images in batches of 50: 3 iterations an epoch. */
const spec = (changes: { optimizer?: object; keep?: 'last' | 'best' } = {}) =>
  parseRunSpec({
    version: 1,
    name: 'Stripes: 13 / 10',
    data: { validation: 50 },
    network: { input: [12, 7, 1], layers: [{ type: 'affine', units: 13 }, { type: 'relu' }, { type: 'affine', units: 10 }] },
    optimizer: changes.optimizer ?? { type: 'adam', learningRate: 0.01 },
    training: { batchSize: 50, duration: { unit: 'epochs', count: 4 }, keep: changes.keep ?? 'last' },
  });

/** Eight linear layers, whose gradients multiply: each step is larger than the one before until it overflows. */
const exploding = () => {
  const layers = [...Array(8).fill({ type: 'affine', units: 13, weights: { type: 'normal', std: 1 } }), { type: 'affine', units: 10 }];
  return parseRunSpec({ ...spec(), network: { input: [12, 7, 1], layers }, optimizer: { type: 'sgd', learningRate: 100 } });
};

const silent = { receive: () => undefined };
const begin = (changes = {}) => beginRun({ ...options, runsFolder, spec: spec(changes) });

/** A run that broke off after 7 of its 12 iterations, with checkpoints of 4 and 7. */
async function brokenRun(changes = {}): Promise<string> {
  const { session, recorder, close } = await begin(changes);
  for (const event of session.events()) {
    recorder.receive(event, 1);
    if (event.type !== 'iteration') continue;
    if (event.iteration === 4 || event.iteration === 7) await recorder.checkpoint();
    if (event.iteration === 7) break;
  }
  await close();
  return recorder.folder;
}

async function resumeIt(folder: string): Promise<string> {
  await conduct(await resumeRun(folder, options), silent);
  return folder;
}

const checkpoints = (folder: string) => readdirSync(join(folder, 'checkpoints')).toSorted();
const bytes = (folder: string, file: string) => readFileSync(join(folder, file)).toString('hex');

async function wholeRun(changes = {}): Promise<string> {
  const run = await begin(changes);
  await conduct(run, silent);
  return run.recorder.folder;
}

describe('a finished run', () => {
  it('tells what it was, how it went and what it came to', async () => {
    const folder = await wholeRun();
    expect(readdirSync(folder).toSorted()).toEqual([
      'checkpoints',
      'evaluation.json',
      'metrics.jsonl',
      'parameters.safetensors',
      'run.json',
    ]);
    expect(folder).toMatch(/\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d Stripes 13 {2}10$/);
    const record = await readRecord(folder);
    expect(record).toMatchObject({ status: { phase: 'finished', reason: 'completed' }, iterations: 12, from: 'initial', spec: spec() });
    expect(record.dataset).toEqual({ folder: '/data', checksums });
    const metrics = await readMetrics(folder);
    expect(metrics.filter((line) => 'seconds' in line).map(({ iteration }) => iteration)).toEqual(
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
    expect(metrics.flatMap((line) => ('evaluated' in line ? [`${line.evaluated} ${line.iteration}`] : []))).toEqual([
      'validation 3',
      'validation 6',
      'validation 9',
      'validation 12',
      'test 12',
      'training 12',
    ]);
    const evaluation = JSON.parse(readFileSync(join(folder, 'evaluation.json'), 'utf8'));
    expect(evaluation.test).toMatchObject({ iteration: 12, evaluation: { images: dataset.test.count } });
    const final = parseSafetensors(readFileSync(join(folder, 'parameters.safetensors')), 'parameters');
    expect(final.tensors.map(({ name }) => name)).toEqual(['W1', 'b1', 'W2', 'b2']);
    await expect(resumeRun(folder, options)).rejects.toThrow('is finished, nothing is left to train');
  });

  it('of the same second gets a folder of its own', async () => {
    const folders = await Promise.all([wholeRun(), wholeRun()]);
    expect(folders[0]).not.toBe(folders[1]);
  });
});

describe('a run that broke off', () => {
  it.each([{}, { keep: 'best' as const }])('ends as if it had not, with %o', async (changes) => {
    const [whole, resumed] = [await wholeRun(changes), await resumeIt(await brokenRun(changes))];
    for (const file of [join('checkpoints', '00000012.safetensors'), 'parameters.safetensors', 'evaluation.json']) {
      expect(bytes(resumed, file), file).toBe(bytes(whole, file));
    }
    const told = async (folder: string) => (await readMetrics(folder)).map((line) => ({ ...line, seconds: 0 }));
    expect(await told(resumed)).toEqual(await told(whole));
  });

  it('goes on from the checkpoint before where the newest is damaged, and after a torn line', async () => {
    const folder = await brokenRun();
    expect(checkpoints(folder)).toEqual(['00000004.safetensors', '00000007.safetensors']);
    writeFileSync(
      join(folder, 'checkpoints', '00000007.safetensors'),
      readFileSync(join(folder, 'checkpoints', '00000007.safetensors')).subarray(0, 500),
    );
    writeFileSync(join(folder, 'checkpoints', '00000009.safetensors.1234'), 'left by a killed process');
    appendFileSync(join(folder, 'metrics.jsonl'), '{"iteration":8,"lo');
    const { session, damage, close } = await resumeRun(folder, options);
    expect(session.iteration).toBe(4);
    expect(damage?.message).toMatch(/^00000007\.safetensors: .*cut short/);
    expect((await readMetrics(folder)).map(({ iteration }) => iteration)).toEqual([1, 2, 3, 3, 4]);
    await close();
    await resumeIt(folder);
    expect(checkpoints(folder).every((name) => name.endsWith('.safetensors'))).toBe(true);
    expect(bytes(folder, 'parameters.safetensors')).toBe(bytes(await wholeRun(), 'parameters.safetensors'));
  });

  it('gives the parameters of its newest checkpoint', async () => {
    expect((await readRunParameters(await brokenRun())).iteration).toBe(7);
  });

  it('is not gone on with on other data, without checkpoints, or while another process trains it', async () => {
    const folder = await brokenRun();
    const other = { ...dataset, folder: '/other', checksums: { ...checksums, trainingImages: 'x' } };
    await expect(resumeRun(folder, { ...options, dataset: other })).rejects.toThrow(
      'trainingImages in /other differ from those it began with; give the folder that has them',
    );
    await writeRecord(folder, { ...(await readRecord(folder)), process: process.ppid });
    await expect(resumeRun(folder, options)).rejects.toThrow('is being trained by another Kasane; wait for it or stop it');
    await writeRecord(folder, { ...(await readRecord(folder)), process: process.pid });
    rmSync(join(folder, 'checkpoints'), { recursive: true });
    await expect(resumeRun(folder, options)).rejects.toThrow('no checkpoint can be read (it has none); train anew');
  });

  it('with a damaged run.json is refused in words', async () => {
    const folder = await brokenRun();
    writeFileSync(join(folder, 'run.json'), '{"version": 1');
    await expect(resumeRun(folder, options)).rejects.toThrow(/run\.json: not JSON; the file is damaged$/);
    writeFileSync(join(folder, 'run.json'), `{"version": ${RECORD_VERSION}}`);
    await expect(resumeRun(folder, options)).rejects.toThrow(/run\.json: app: .*; the file is damaged$/);
    writeFileSync(join(folder, 'run.json'), '{"version": 99}');
    await expect(resumeRun(folder, options)).rejects.toThrow(
      /run\.json: version 99 was written by a newer Kasane than this one; update Kasane$/,
    );
  });
});

it('a run that diverges keeps its last good checkpoint and says where it went wrong', async () => {
  const run = await beginRun({ ...options, runsFolder, spec: exploding() });
  await expect(conduct(run, silent)).rejects.toThrow(/no longer finite at iteration \d+: layer \d \(.*\)/);
  const { status } = await readRecord(run.recorder.folder);
  expect(status).toMatchObject({ phase: 'failed', error: { name: 'DivergedError' } });
  const { tensors } = await readRunParameters(run.recorder.folder);
  expect(tensors.every(({ values }) => values.every(Number.isFinite))).toBe(true);
});

it('where the disk refuses, training goes on and says so once', async () => {
  const troubles: (string | null)[] = [];
  const run = await beginRun({ ...options, runsFolder, spec: spec(), onTrouble: (error) => troubles.push(error?.message ?? null) });
  rmSync(run.recorder.folder, { recursive: true });
  expect(await conduct(run, silent)).toEqual({ reason: 'completed', kept: false });
  expect(troubles).toHaveLength(1);
  expect(troubles[0]).toMatch(/no such file or/);
});

it('a name that is no run is answered with the names there are', async () => {
  const folder = await wholeRun();
  const name = folder.slice(runsFolder.length + 1);
  expect(await findRun(runsFolder, name)).toBe(folder);
  expect(await findRun('/nowhere', folder)).toBe(folder);
  await expect(findRun(runsFolder, 'nothing')).rejects.toThrow(
    /^nothing: is no run, neither a folder nor in .*; the newest are ".* Stripes/,
  );
  await expect(findRun('/nowhere', 'nothing')).rejects.toThrow('there are none yet');
});

describe('a clock that jumps', () => {
  const status = { phase: 'running' } as const;
  const far = ['1999-12-31T23:59:59.000Z', '2099-01-01T00:00:00.000Z'];

  it.skipIf(process.platform !== 'linux').each(far)('to %s changes nothing about who trains a run', async (updated) => {
    const { recorder, close } = await beginRun({ runsFolder, spec: spec(), ...options });
    await close();
    const { folder } = recorder;
    const record = { ...(await readRecord(folder)), status, updated };
    // A process that lives, on this start of the machine and on another.
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    expect(await isBeingTrained(folder, { ...record, process: process.ppid, boot })).toBe(true);
    expect(await isBeingTrained(folder, { ...record, process: process.ppid, boot: 'another start' })).toBe(false);
  });

  it.each(far)('to %s leaves runs of that day listed and ready to be gone on with', async (created) => {
    const begun = await beginRun({ runsFolder, spec: spec(), ...options });
    const { folder } = begun.recorder;
    await begun.close();
    await writeRecord(folder, { ...(await readRecord(folder)), status, created, updated: created, process: 0 });
    const listed = (await listRuns(runsFolder)).find((run) => join(runsFolder, run.folder) === folder);
    expect(listed).toMatchObject({ state: 'interrupted', created });
    const run = await resumeRun(folder, options);
    expect(await conduct(run, { receive: () => undefined, afterSlice: async () => undefined })).toEqual({
      reason: 'completed',
      kept: true,
    });
    await run.close();
  });
});

describe('a run whose end cannot be written', () => {
  it('stays open, is listed as interrupted, and is gone on with to the same bytes', async () => {
    const whole = await wholeRun();
    const told: (string | null)[] = [];
    const run = await beginRun({ ...options, onTrouble: (error) => told.push(error?.message ?? null), runsFolder, spec: spec() });
    const { folder } = run.recorder;
    const place = join(folder, 'checkpoints');
    renameSync(place, `${place} aside`);
    writeFileSync(place, 'no folder');
    expect(await conduct(run, silent)).toEqual({ reason: 'completed', kept: false });
    expect(told).toHaveLength(1);
    rmSync(place);
    renameSync(`${place} aside`, place);
    const listed = async () => (await listRuns(runsFolder)).find((each) => each.folder === basename(folder));
    expect(await listed()).toMatchObject({ state: 'interrupted', exportable: 0 });
    await resumeIt(folder);
    expect(await listed()).toMatchObject({ state: 'completed', exportable: 12 });
    expect(bytes(folder, 'parameters.safetensors')).toBe(bytes(whole, 'parameters.safetensors'));
  });
});
