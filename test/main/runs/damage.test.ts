/** A bit that the disk turned, metrics that break whoever reads them whole, and two processes at one run. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presetSpec } from '@shared/spec/presets';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportBundle, importBundle } from '../../../src/main/runs/bundle';
import { newestCheckpoint, readRunParameters } from '../../../src/main/runs/checkpoints';
import { listRuns } from '../../../src/main/runs/list-runs';
import { openRun } from '../../../src/main/runs/open-run';
import { readRecord } from '../../../src/main/runs/record';
import { commandLine } from '../../support/command-line';
import { storeOf } from '../../support/run-store';

const folder = mkdtempSync(join(tmpdir(), 'kasane-damage-'));
const runs = join(folder, 'runs');
const { json, kasane } = commandLine(runs);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let name = '';
beforeAll(async () => {
  name = (await json('train', '--limit', '2000', '--iterations', '60', '--seed', '4')).run;
});

const store = (...names: string[]) => storeOf(folder, join(runs, name), names);

/** One bit of a byte, counted from the end where it is negative. */
function flip(path: string, at: number, bit = 0): void {
  const bytes = readFileSync(path);
  const index = at < 0 ? bytes.length + at : at;
  writeFileSync(path, bytes.with(index, (bytes[index] ?? 0) ^ (1 << bit)));
}

const states = async (place: string) => Object.fromEntries((await listRuns(place)).map(({ folder: run, state }) => [run, state]));
const newest = (run: string) => readdirSync(join(run, 'checkpoints')).toSorted().at(-1) ?? '';

describe('a bit that is turned', () => {
  it.each([-1, -5000, 60])('in the final parameters is told wherever they are read, byte %d', async (at) => {
    const place = store('whole', 'hurt');
    const run = join(place, 'hurt');
    flip(join(run, 'parameters.safetensors'), at, 3);
    expect(await states(place)).toEqual({ whole: 'completed', hurt: 'damaged' });
    await expect(readRunParameters(run)).rejects.toThrow(/parameters\.safetensors: .*(damaged|is not what its checksum says)/);
    await expect(exportBundle(run, join(folder, 'hurt.zip'))).rejects.toThrow(
      'hurt: parameters.safetensors is damaged; the run cannot be exported, its curves can',
    );
    const { code, stderr } = await kasane('evaluate', '--params', run);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^kasane: .*parameters\.safetensors: .*damaged\n$/);
  });

  it('in a checkpoint costs no more than that checkpoint, and is told', async () => {
    const run = join(store('hurt'), 'hurt');
    const last = newest(run);
    const { checkpoint: whole } = await newestCheckpoint(run);
    flip(join(run, 'checkpoints', last), -100);
    const { checkpoint, damage } = await newestCheckpoint(run);
    expect(checkpoint.iteration).toBeLessThan(whole.iteration);
    expect(damage?.message).toBe(`${last}: is not what its checksum says; the file is damaged`);
  });

  it('in every checkpoint leaves nothing to resume from', async () => {
    const run = join(store('hurt'), 'hurt');
    for (const each of readdirSync(join(run, 'checkpoints'))) flip(join(run, 'checkpoints', each), -100);
    await expect(newestCheckpoint(run)).rejects.toThrow(/no checkpoint can be read \(.*checksum.*\); train anew$/);
  });
});

describe('metrics that are none', () => {
  it('hide no other run, nor keep one from being listed', async () => {
    const place = store('whole', 'hurt');
    const record = join(place, 'hurt', 'run.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace(/"status": \{[^}]*\}/, '"status": {"phase": "paused"}'));
    writeFileSync(join(place, 'hurt', 'metrics.jsonl'), '\n'.repeat(2_000_000));
    const listed = await listRuns(place);
    expect(listed.map(({ folder: run, state }) => [run, state])).toEqual(
      expect.arrayContaining([
        ['whole', 'completed'],
        ['hurt', 'damaged'],
      ]),
    );
    const { code, stdout } = await kasane('runs', 'list', '--runs', place);
    expect([code, stdout]).toEqual([0, expect.stringContaining('whole')]);
  });
});

describe('a run that two processes resume at once', () => {
  it('is trained by one of them', async () => {
    const place = store('one');
    const record = join(place, 'one', 'run.json');
    writeFileSync(
      record,
      readFileSync(record, 'utf8').replace(/"status": \{[^}]*\}/, '"status": {"phase": "finished", "reason": "stopped"}'),
    );
    // Much longer than the time between the starts of two processes, which both find it stopped.
    const spec = JSON.parse(readFileSync(record, 'utf8'));
    spec.spec.training.duration.count = 20_000;
    spec.iterations = 20_000;
    writeFileSync(record, JSON.stringify(spec));
    const both = await Promise.all([1, 2].map(() => kasane('train', '--resume', 'one', '--runs', place, '--threads', '1')));
    const [first, second] = both.toSorted((a, b) => a.code - b.code);
    expect(first?.code).toBe(0);
    expect(second).toMatchObject({ code: 2, stderr: expect.stringContaining('is being trained by another Kasane') });
    const iterations = readFileSync(join(place, 'one', 'metrics.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('"seconds"'));
    expect(iterations).toHaveLength(20_000);
  });
});

describe('what is wrong a million times over', () => {
  it('in a record or an evaluation is told of once, and hides no other run', async () => {
    const place = store('one', 'two');
    const record = join(place, 'two', 'run.json');
    const content = JSON.parse(readFileSync(record, 'utf8'));
    writeFileSync(record, JSON.stringify({ ...content, changes: Array(3_000_000).fill(0) }));
    writeFileSync(
      join(place, 'one', 'evaluation.json'),
      `{"test":{"iteration":1,"evaluation":{"confusion":[${'0,'.repeat(3_000_000)}0]}}}`,
    );
    const listed = await listRuns(place);
    expect(listed.find(({ folder }) => folder === 'two')?.trouble?.message).toBe('two/run.json: not JSON; the file is damaged');
    expect(listed.find(({ folder }) => folder === 'one')?.trouble?.message).toBe('evaluation.json: the file is damaged');
    expect((await openRun(join(place, 'one'))).state.evaluations).toEqual({});
  });

  it.each(['evaluation.json', 'metrics.jsonl'])('a pipe in the place of %s keeps nobody waiting', async (file) => {
    const place = store('piped');
    const path = join(place, 'piped', file);
    rmSync(path);
    execFileSync('mkfifo', [path]);
    await expect(exportBundle(join(place, 'piped'), join(place, 'x.zip'))).rejects.toThrow('it is no regular file');
    expect(await listRuns(place)).toHaveLength(1);
  });

  it('a run begun by a clock of another century becomes a bundle', async () => {
    const place = store('old');
    const record = join(place, 'old', 'run.json');
    const content = JSON.parse(readFileSync(record, 'utf8'));
    writeFileSync(record, JSON.stringify({ ...content, created: '1970-01-01T00:00:01.000Z' }));
    await exportBundle(join(place, 'old'), join(place, 'x.zip'));
    expect((await readRecord(join(place, await importBundle(join(place, 'x.zip'), place, '/data')))).created).toBe(
      '1970-01-01T00:00:01.000Z',
    );
  });
});

describe('odd names', () => {
  it('a run called by 80 letters of three bytes each has a folder', async () => {
    const spec = join(folder, 'long.json');
    writeFileSync(spec, JSON.stringify({ ...presetSpec('two-layer'), name: '層'.repeat(80) }));
    const { run } = await json('train', '--spec', spec, '--limit', '2000', '--iterations', '1');
    expect(run).toMatch(/ 層+$/);
    expect(Buffer.byteLength(run)).toBeLessThan(255);
  });

  it('a run that a link leads to is listed', async () => {
    const place = store();
    symlinkSync(join(runs, name), join(place, 'linked'));
    expect(await states(place)).toEqual({ linked: 'completed' });
  });

  it('a bundle that lists what every object has is refused in words', async () => {
    const manifest = { format: 'kasane-bundle', version: 1, app: '1', files: { constructor: 'x' } };
    const path = join(folder, 'odd.zip');
    writeFileSync(path, zipSync({ 'bundle.json': new TextEncoder().encode(JSON.stringify(manifest)) }));
    await expect(importBundle(path, store(), folder)).rejects.toThrow(
      'odd.zip: constructor in it is damaged or missing; export the run again',
    );
  });
});
