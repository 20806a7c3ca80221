/** The store of runs as a whole: listed whatever is in it, deleted and brought back, taken to another machine, migrated. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engine } from '@shared/kernels/engines';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import { soloTeam } from '@shared/training/team';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInDataset } from '../../../src/main/datasets/built-in';
import { loadDataset } from '../../../src/main/datasets/load-dataset';
import { inTrash, restoreFromTrash } from '../../../src/main/files/trash';
import { beginRun } from '../../../src/main/runs/begin';
import { exportBundle, importBundle } from '../../../src/main/runs/bundle';
import { deleteRuns, purgeRuns } from '../../../src/main/runs/delete-runs';
import { labelRun } from '../../../src/main/runs/label';
import { listRuns } from '../../../src/main/runs/list-runs';
import { openRun } from '../../../src/main/runs/open-run';
import { RECORD_VERSION, readRecord } from '../../../src/main/runs/record';
import { reproduceRun } from '../../../src/main/runs/reproduce';
import { runDetails } from '../../../src/main/runs/run-details';
import { commandLine } from '../../support/command-line';
import { storeOf } from '../../support/run-store';
import { zipBomb } from '../../support/zip-bomb';

const folder = mkdtempSync(join(tmpdir(), 'kasane-store-'));
const runs = join(folder, 'runs');
const { json, kasane } = commandLine(runs);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let name = '';
beforeAll(async () => {
  name = (await json('train', '--limit', '2000', '--iterations', '60', '--seed', '4')).run;
});

const sha = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const store = (...names: string[]) => storeOf(folder, join(runs, name), names);

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

  it('is listed anew where its index was changed by anything else', async () => {
    const place = store('a');
    const listed = await listRuns(place);
    const index = join(place, '.index.json');
    writeFileSync(index, readFileSync(index, 'utf8').replace('"summary"', '"sumnary"'));
    await listRuns(store('b')); // forgets what it knows of the first
    expect(await listRuns(place)).toEqual(listed);
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
    const place = store('whole', 'torn', 'garbage', 'newer', 'empty record', 'wrong field');
    const text = readFileSync(join(place, 'torn', 'run.json'), 'utf8');
    writeFileSync(join(place, 'torn', 'run.json'), text.slice(0, Math.floor(text.length * 0.7)));
    writeFileSync(join(place, 'garbage', 'run.json'), Buffer.from([0, 255, 17, 3]));
    writeFileSync(join(place, 'newer', 'run.json'), text.replace(/"version": \d+/, `"version": ${RECORD_VERSION + 1}`));
    writeFileSync(join(place, 'empty record', 'run.json'), '');
    const wrong = { ...JSON.parse(text), iterations: 'many', label: { name: 'Mine', colour: 'pink', notes: '', tags: ['keep'] } };
    writeFileSync(join(place, 'wrong field', 'run.json'), JSON.stringify(wrong));
    mkdirSync(join(place, 'no record at all'));
    mkdirSync(join(place, '.unfinished-1'));
    writeFileSync(join(place, 'no folder'), 'a file');
    writeFileSync(join(place, '.index.json'), '{"version": 1, "entries": [["whole"');
    const listed = new Map((await listRuns(place)).map((run) => [run.folder, run]));
    expect([...listed.keys()].toSorted()).toEqual(['empty record', 'garbage', 'newer', 'no record at all', 'torn', 'whole', 'wrong field']);
    expect(listed.get('whole')?.state).toBe('completed');
    for (const each of ['torn', 'garbage', 'newer', 'empty record', 'no record at all', 'wrong field'])
      expect(listed.get(each)?.state).toBe('damaged');
    expect(listed.get('torn')).toMatchObject({
      design: 'Two-layer',
      exportable: 60,
      trouble: { message: 'torn/run.json: not JSON; the file is damaged' },
    });
    // One field that is damaged costs itself alone, and curves are read without the record.
    expect(listed.get('wrong field')).toMatchObject({ label: { name: 'Mine', tags: ['keep'] }, test: listed.get('whole')?.test });
    const details = await runDetails(join(place, 'wrong field'));
    expect(details?.making).toBe(null);
    expect(details?.metrics.iterations).toHaveLength(60);
    expect(await runDetails(join(place, 'no record at all'))).toBe(null);
    // What could not be read once is looked at again.
    writeFileSync(join(place, 'newer', 'run.json'), text);
    writeFileSync(join(place, 'garbage', 'run.json'), text);
    const again = new Map((await listRuns(place)).map((run) => [run.folder, run.state]));
    expect([again.get('newer'), again.get('garbage')]).toEqual(['completed', 'completed']);
    expect(listed.get('newer')?.trouble?.message).toBe(
      `newer/run.json: version ${RECORD_VERSION + 1} was written by a newer Kasane than this one; update Kasane`,
    );
  });

  it('shows a run whose parameters are cut short as damaged, with all else there is of it', async () => {
    const place = store('whole', 'cut', 'unfinished', 'without');
    const cut = join(place, 'cut', 'parameters.safetensors');
    writeFileSync(cut, readFileSync(cut).subarray(0, 50_000));
    for (const each of ['unfinished', 'without']) {
      const path = join(place, each, 'run.json');
      writeFileSync(path, readFileSync(path, 'utf8').replace(/"phase": "finished",\s*"reason": "completed"/, '"phase": "paused"'));
      rmSync(join(place, each, 'parameters.safetensors'));
    }
    for (const file of readdirSync(join(place, 'without', 'checkpoints'))) writeFileSync(join(place, 'without', 'checkpoints', file), 'x');
    const listed = new Map((await listRuns(place)).map((run) => [run.folder, run]));
    expect(['whole', 'cut', 'unfinished', 'without'].map((each) => listed.get(each)?.state)).toEqual([
      'completed',
      'damaged',
      'interrupted',
      'damaged',
    ]);
    expect(listed.get('cut')).toMatchObject({
      test: listed.get('whole')?.test,
      exportable: null,
      trouble: { message: 'cut: its parameters are damaged; its settings and curves are not' },
    });
  });

  it('reads the metrics around a damaged line', async () => {
    const place = store('scratched');
    const path = join(place, 'scratched', 'metrics.jsonl');
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, lines.toSpliced(10, 1, '{"iteration": 11, "lo').join('\n'));
    const { metrics } = await openRun(join(place, 'scratched'));
    expect(metrics.iterations).toEqual(Array.from({ length: 60 }, (_, index) => index + 1).filter((iteration) => iteration !== 11));
  });

  it.each([
    ['a day that never was', '"created": "2026-13-45T00:00:00.000Z"'],
    ['no day', '"created": ""'],
  ])('gives a damaged run with %s no date', async (_what, created) => {
    const place = store('torn');
    writeFileSync(join(place, 'torn', 'run.json'), `{"version": ${RECORD_VERSION}, ${created}, "spec": {`);
    expect((await listRuns(place))[0]).toMatchObject({ state: 'damaged', created: '' });
  });
});

describe('deleting', () => {
  it('moves runs aside, from where they come back as they were', async () => {
    const place = store('a', 'b', 'c');
    const before = await listRuns(place);
    await deleteRuns(place, ['a', 'c']);
    expect((await listRuns(place)).map((run) => run.folder)).toEqual(['b']);
    await restoreFromTrash(place, ['a', 'c']);
    expect(await listRuns(place)).toEqual(before);
    await expect(restoreFromTrash(place, ['a'])).rejects.toThrow('a: is no longer there; it cannot be brought back');
  });

  it('tells what was deleted together, also of earlier sessions, and passes over what is not there', async () => {
    const place = store('a', 'b', 'c');
    expect(await inTrash(place)).toEqual([]);
    expect(await deleteRuns(place, ['c', 'gone', 'a'])).toEqual(['c', 'a']);
    // Times of files are in milliseconds.
    await expect.poll(Date.now).toBeGreaterThan(statSync(join(place, '.deleted', 'a')).mtimeMs);
    await deleteRuns(place, ['b']);
    expect(await inTrash(place)).toEqual([['a', 'c'], ['b']]);
    expect(await restoreFromTrash(place, ['b'])).toEqual(['b']);
    expect(await inTrash(place)).toEqual([['a', 'c']]);
  });

  it('brings a run back by another name where its own was taken since', async () => {
    const place = store('a', 'b');
    await deleteRuns(place, ['a', 'b']);
    cpSync(join(runs, name), join(place, 'a'), { recursive: true });
    expect(await restoreFromTrash(place, ['a', 'b'])).toEqual(['a 2', 'b']);
    expect((await listRuns(place)).map((run) => run.folder).toSorted()).toEqual(['a', 'a 2', 'b']);
  });

  it('brings back what is there where another is gone for good', async () => {
    const place = store('a', 'b');
    await deleteRuns(place, ['a', 'b']);
    rmSync(join(place, '.deleted', 'a'), { recursive: true });
    await expect(restoreFromTrash(place, ['a', 'b'])).rejects.toThrow('a: is no longer there; it cannot be brought back');
    expect((await listRuns(place)).map((run) => run.folder)).toEqual(['b']);
  });

  it('keeps several runs of one name apart, and brings back the last one first', async () => {
    const place = store('a');
    const marks = ['first', 'second', 'third'];
    for (const mark of marks) {
      if (mark !== 'first') cpSync(join(runs, name), join(place, 'a'), { recursive: true });
      writeFileSync(join(place, 'a', 'mark'), mark);
      await deleteRuns(place, ['a']);
    }
    for (const mark of marks.toReversed()) {
      await restoreFromTrash(place, ['a']);
      expect(readFileSync(join(place, 'a', 'mark'), 'utf8')).toBe(mark);
      rmSync(join(place, 'a'), { recursive: true });
    }
    await expect(restoreFromTrash(place, ['a'])).rejects.toThrow('no longer there');
  });

  it('purges what was deleted long ago, and what was never finished', async () => {
    const place = store('a', 'b');
    await deleteRuns(place, ['a', 'b']);
    mkdirSync(join(place, '.unfinished-old'));
    const now = Date.now();
    utimesSync(join(place, '.deleted', 'a'), new Date(now - 31 * 86_400_000), new Date(now - 31 * 86_400_000));
    utimesSync(join(place, '.unfinished-old'), new Date(now - 2 * 86_400_000), new Date(now - 2 * 86_400_000));
    await purgeRuns(place, now);
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
    expect(theirs).toEqual({
      ...ours,
      updated: theirs.updated,
      process: 0,
      boot: '',
      dataset: { ...ours.dataset, folder: '/data of theirs' },
    });
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

    // Changed while it trained, then stopped: by the code that the trainer has, cut at checkpoints of its own choosing.
    const dataset = await loadDataset(builtInDataset());
    const spec = parseRunSpec({ ...presetSpec('two-layer'), data: { limit: 2000, validation: 0 } });
    const place = store();
    const options = { dataset, createTeam: soloTeam(engine.create), onTrouble: () => undefined };
    const { session, recorder } = await beginRun({ runsFolder: place, spec, ...options });
    const changed = parseRunSpec({ ...spec, optimizer: { type: 'sgd', learningRate: 0.02 } });
    for (const event of session.events()) {
      recorder.receive(event, 0);
      if (event.type !== 'iteration') continue;
      if (event.iteration === 20) await recorder.recordChange(session.requestChange(changed));
      if (event.iteration === 40) {
        await recorder.checkpoint();
        // As it is when its process is killed here: neither finished nor at the iteration that its record names.
        expect(await reproduceRun(recorder.folder, builtInDataset(), soloTeam(engine.create))).toMatchObject({
          iterations: 40,
          identical: true,
        });
      }
      if (event.iteration === 50) session.requestStop();
    }
    await recorder.finish('stopped');
    expect(await reproduceRun(recorder.folder, builtInDataset(), soloTeam(engine.create))).toMatchObject({
      iterations: 50,
      identical: true,
    });
    session.close();
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
    [
      'a bundle with a flipped bit',
      () => {
        const bytes = readFileSync(bundle);
        const at = bytes.indexOf('parameters.safetensors') + 5000; // stored as it is, without compression
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      },
      /bad\.zip: \S+ in it is damaged or missing; export the run again$/,
    ],
    ['a zip bomb', () => zipBomb('metrics.jsonl', 600), /bad\.zip: unpacks to more than/],
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
        'bundle.json': Buffer.from(
          JSON.stringify({ format: 'kasane-bundle', version: 1, app: '1', files: { 'run.json': sha(join(runs, name, 'run.json')) } }),
        ),
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
