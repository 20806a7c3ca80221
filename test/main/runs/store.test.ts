/** The store of runs as a whole: listed whatever is in it, deleted and brought back, taken to another machine, migrated. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportBundle, importBundle } from '../../../src/main/runs/bundle';
import { labelRun } from '../../../src/main/runs/label';
import { listRuns } from '../../../src/main/runs/list-runs';
import { openRun } from '../../../src/main/runs/open-run';
import { readRecord } from '../../../src/main/runs/record';
import { deleteRuns, purgeDeleted, restoreRuns } from '../../../src/main/runs/trash';
import { commandLine } from '../../support/command-line';

const folder = mkdtempSync(join(tmpdir(), 'kasane-store-'));
const runs = join(folder, 'runs');
const { json, kasane } = commandLine(runs);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let name = '';
beforeAll(async () => {
  name = (await json('train', '--limit', '2000', '--iterations', '60', '--seed', '4')).run;
});

const sha = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
/** A copy of the run in a store of its own, so that tests do not meet. */
function store(...names: string[]): string {
  const place = mkdtempSync(join(folder, 'store-'));
  for (const each of names) cpSync(join(runs, name), join(place, each), { recursive: true });
  return place;
}

describe('the list', () => {
  it('tells of each run what it came to', async () => {
    const [run] = await listRuns(runs);
    expect(run).toMatchObject({
      folder: name,
      state: 'completed',
      design: 'Two-layer',
      network: '784-50-10',
      seed: 4,
      iteration: 60,
      iterations: 60,
      parameters: 39_760,
      exportable: 60,
    });
    expect(run?.test).toBeGreaterThan(0.2);
    expect(run?.validation).toBe(null);
  });

  it('follows what is changed, and is the same from its index as anew', async () => {
    const place = store('a', 'b');
    await listRuns(place);
    await labelRun(join(place, 'a'), { name: 'First', colour: 'pink', notes: 'good', tags: ['keep'] });
    const listed = await listRuns(place);
    expect(listed.find((run) => run.folder === 'a')?.label).toEqual({ name: 'First', colour: 'pink', notes: 'good', tags: ['keep'] });
    const { json: anew } = commandLine(place);
    expect(await anew('runs', 'list')).toEqual(listed);
    rmSync(join(place, '.index.json'));
    expect(await anew('runs', 'list')).toEqual(listed);
  });

  it('shows what is damaged as damaged, with what can be read, and everything else as ever', async () => {
    const place = store('whole', 'torn', 'garbage', 'newer', 'empty record');
    const text = readFileSync(join(place, 'torn', 'run.json'), 'utf8');
    writeFileSync(join(place, 'torn', 'run.json'), text.slice(0, Math.floor(text.length * 0.7)));
    writeFileSync(join(place, 'garbage', 'run.json'), Buffer.from([0, 255, 17, 3]));
    writeFileSync(join(place, 'newer', 'run.json'), text.replace('"version": 2', '"version": 3'));
    writeFileSync(join(place, 'empty record', 'run.json'), '');
    mkdirSync(join(place, 'no record at all'));
    mkdirSync(join(place, '.unfinished-1'));
    writeFileSync(join(place, 'no folder'), 'a file');
    writeFileSync(join(place, '.index.json'), '{"version": 1, "entries": [["whole"');
    const listed = new Map((await listRuns(place)).map((run) => [run.folder, run]));
    expect([...listed.keys()].toSorted()).toEqual(['empty record', 'garbage', 'newer', 'no record at all', 'torn', 'whole']);
    expect(listed.get('whole')?.state).toBe('completed');
    for (const each of ['torn', 'garbage', 'newer', 'empty record', 'no record at all']) expect(listed.get(each)?.state).toBe('damaged');
    expect(listed.get('torn')).toMatchObject({
      design: 'Two-layer',
      exportable: 60,
      trouble: { message: 'torn/run.json: not JSON; the file is damaged' },
    });
    expect(listed.get('newer')?.trouble?.message).toBe(
      'newer/run.json: version 3 was written by a newer Kasane than this one; update Kasane',
    );
  });
});

describe('a run of version 1', () => {
  it('is migrated: it says what it came to, and has no tags', async () => {
    const place = store('old');
    const { outcome, ...record } = JSON.parse(readFileSync(join(place, 'old', 'run.json'), 'utf8'));
    const { tags: _, ...label } = record.label;
    const { augmentation: __, ...data } = record.spec.data;
    writeFileSync(
      join(place, 'old', 'run.json'),
      JSON.stringify({ ...record, version: 1, label, spec: { ...record.spec, version: 1, data } }),
    );
    const migrated = await readRecord(join(place, 'old'));
    expect(migrated).toMatchObject({
      version: 2,
      label: { tags: [] },
      spec: { version: 2, data: { augmentation: [] } },
      outcome: { iteration: 60, parameters: 39_760 },
    });
    expect(migrated.outcome?.test).toBe(outcome.test);
    expect((await listRuns(place))[0]).toMatchObject({ state: 'completed', test: outcome.test });
  });
});

describe('deleting', () => {
  it('moves runs aside, from where they come back as they were', async () => {
    const place = store('a', 'b', 'c');
    const before = await listRuns(place);
    await deleteRuns(place, ['a', 'c']);
    expect((await listRuns(place)).map((run) => run.folder)).toEqual(['b']);
    await restoreRuns(place, ['a', 'c']);
    expect(await listRuns(place)).toEqual(before);
    await expect(restoreRuns(place, ['a'])).rejects.toThrow('a: is no longer there; it cannot be brought back');
  });

  it('purges what was deleted long ago, and what was never finished', async () => {
    const place = store('a', 'b');
    await deleteRuns(place, ['a', 'b']);
    mkdirSync(join(place, '.unfinished-old'));
    const now = Date.now();
    utimesSync(join(place, '.deleted', 'a'), new Date(now - 31 * 86_400_000), new Date(now - 31 * 86_400_000));
    utimesSync(join(place, '.unfinished-old'), new Date(now - 2 * 86_400_000), new Date(now - 2 * 86_400_000));
    await purgeDeleted(place, now);
    expect(readdirSync(join(place, '.deleted'))).toEqual(['b']);
    expect(readdirSync(place)).not.toContain('.unfinished-old');
  });
});

describe('a bundle', () => {
  const bundle = join(folder, 'run.zip');

  it('holds no path of this machine, and makes the same run elsewhere', async () => {
    await exportBundle(join(runs, name), bundle);
    const elsewhere = store();
    const place = await importBundle(bundle, elsewhere, '/data of theirs');
    expect(place).toBe('run');
    for (const file of ['metrics.jsonl', 'evaluation.json', 'parameters.safetensors', 'checkpoints/00000060.safetensors']) {
      expect(sha(join(elsewhere, place, file))).toBe(sha(join(runs, name, file)));
    }
    const [ours, theirs] = [await readRecord(join(runs, name)), await readRecord(join(elsewhere, place))];
    expect(theirs).toEqual({ ...ours, updated: theirs.updated, process: 0, dataset: { ...ours.dataset, folder: '/data of theirs' } });
    expect((await openRun(join(elsewhere, place))).state).toMatchObject({ iteration: 60, status: { phase: 'finished' } });
    expect(await importBundle(bundle, elsewhere, '/data of theirs')).toBe('run 2');
  });

  it('is the same file for the same run', async () => {
    const again = join(folder, 'again.zip');
    await exportBundle(join(runs, name), again);
    expect(sha(again)).toBe(sha(bundle));
  });

  it('is trained again to the same bits, straight from the file, also where settings were changed, stopped or imported', async () => {
    expect(await json('runs', 'reproduce', bundle)).toMatchObject({ iterations: 60, identical: true });
    const params = join(folder, 'params.json');
    await json('train', '--limit', '2000', '--iterations', '20', '--out', params);
    const { run } = await json('train', '--limit', '2000', '--iterations', '30', '--params', params);
    expect(await json('runs', 'reproduce', run)).toMatchObject({ iterations: 30, identical: true });
  });

  it('tells where a run is not what its spec and seed make', async () => {
    const place = store('changed');
    const path = join(place, 'changed', 'run.json');
    const record = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...record, spec: { ...record.spec, seed: 5 } }));
    const { code, stdout } = await kasane('runs', 'reproduce', 'changed', '--runs', place);
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'differs after 60 iterations, first in W1\n' });
  });

  it.each<[string, () => Uint8Array, RegExp]>([
    ['no zip file', () => Buffer.from('hello'), /bad\.zip: is damaged, or no zip file$/],
    ['half a bundle', () => readFileSync(bundle).subarray(0, 20_000), /bad\.zip: is damaged, or no zip file$/],
    [
      'another zip',
      () => zipSync({ 'hello.txt': new Uint8Array(3) }),
      /bad\.zip: holds no bundle\.json of a run; choose a file that Kasane exported$/,
    ],
    [
      'a newer bundle',
      () => zipSync({ 'bundle.json': Buffer.from('{"format":"kasane-bundle","version":9,"app":"9"}') }),
      /bad\.zip: version 9 was written by a newer Kasane/,
    ],
    [
      'a bundle without a run',
      () => zipSync({ 'bundle.json': Buffer.from('{"format":"kasane-bundle","version":1,"app":"1"}') }),
      /bad\.zip: .*run\.json: cannot be read/,
    ],
    ['a zip bomb', () => zipSync({ 'metrics.jsonl': new Uint8Array(600 * 2 ** 20) }, { level: 1 }), /bad\.zip: unpacks to more than/],
  ])('from %s is refused in words, and leaves nothing behind', async (_what, content, message) => {
    const bad = join(folder, 'bad.zip');
    writeFileSync(bad, content());
    const place = store();
    await expect(importBundle(bad, place, '/data')).rejects.toThrow(message);
    expect(readdirSync(place)).toEqual([]);
  });

  it('never writes outside its own folder', async () => {
    const evil = join(folder, 'evil.zip');
    writeFileSync(
      evil,
      zipSync({
        'bundle.json': Buffer.from('{"format":"kasane-bundle","version":1,"app":"1"}'),
        '../outside.json': Buffer.from('{}'),
        'checkpoints/../../outside.json': Buffer.from('{}'),
        'run.json': readFileSync(join(runs, name, 'run.json')),
      }),
    );
    const place = store();
    await importBundle(evil, place, '/data');
    expect(readdirSync(place)).toEqual(['evil']);
    expect(readdirSync(join(place, 'evil'))).toEqual(['run.json']);
  });
});
