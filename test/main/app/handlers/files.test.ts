/** Files in and out without Electron: dialogs and inspector answer by a script, what main itself writes is on a real disk. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InspectorApi } from '@shared/contracts/processes';
import { presetSpec } from '@shared/spec/presets';
import { afterAll, describe, expect, it } from 'vitest';
import type { Dialogs, SaveFile } from '../../../../src/main/app/dialogs';
import { createDatasetHolder } from '../../../../src/main/app/handlers/dataset';
import { createDesignKeeper } from '../../../../src/main/app/handlers/design';
import { createDoubtfulLabels } from '../../../../src/main/app/handlers/doubtful';
import { createDrawingsKeeper } from '../../../../src/main/app/handlers/drawings';
import { createParameterHandlers } from '../../../../src/main/app/handlers/parameters';
import { createRunHandlers } from '../../../../src/main/app/handlers/runs';
import { saveFile } from '../../../../src/main/app/handlers/save-file';
import type { Inspector } from '../../../../src/main/app/inspector';
import { createSupervisor } from '../../../../src/main/app/supervisor';
import { digitSet } from '../../../../src/main/datasets/drawings/drawings-file';
import { directReader } from '../../../../src/main/files/design-reader';
import { playedProcesses } from '../../../support/scripted-process';

const place = mkdtempSync(join(tmpdir(), 'kasane-file-handlers-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The user chooses that path wherever asked; null cancels. */
function answering(path: string | null) {
  const suggested: SaveFile[] = [];
  const dialogs: Dialogs = {
    openFile: async () => path,
    openFiles: async () => (path === null ? null : [path]),
    openFolder: async () => path,
    async saveFile(options) {
      suggested.push(options);
      return path;
    },
  };
  return { dialogs, suggested };
}

type Answers = { readonly [Name in keyof InspectorApi]?: (input: InspectorApi[Name]['input']) => unknown };

function playedInspector(answers: Answers) {
  const asked: { readonly name: string; readonly input: unknown }[] = [];
  const request = async (name: keyof InspectorApi, input: never) => {
    asked.push({ name, input });
    const answer = answers[name];
    if (!answer) throw new Error(`nobody answers ${name}`);
    return answer(input);
  };
  return { inspector: { request } as unknown as Inspector, asked };
}

const idle = () => createSupervisor(playedProcesses().launch, { onChange: () => undefined, onInsight: () => undefined });

function parameters(path: string | null, answers: Answers = {}) {
  const { dialogs, suggested } = answering(path);
  const { inspector, asked } = playedInspector(answers);
  const told: unknown[] = [];
  const { handlers, imported } = createParameterHandlers({
    ...{ inspector, supervisor: idle(), runsFolder: '/runs', dialogs, datasetFolder: () => '/data', threads: () => 1 },
    sourceOf: async (id) => (id === 'run:two' ? { kind: 'run', folder: '/runs/two' } : null),
    onImported: (summary) => told.push(summary),
  });
  return { handlers, imported, suggested, asked, told };
}

describe('a trained network', () => {
  const out = { type: 'onnx', folder: 'one', suggested: 'My net: 5/6' };

  it('goes into a file of the format’s own ending, from the run of that name', async () => {
    const { handlers, suggested, asked } = parameters('/out/net.onnx', { exportParameters: () => ({ iteration: 7, accuracies: [0.9] }) });
    expect(await handlers.exportParameters(out)).toEqual({ path: '/out/net.onnx', iteration: 7, accuracies: [0.9] });
    expect(suggested).toMatchObject([{ suggested: 'My net 56.onnx', filters: [{ extensions: ['onnx'] }] }]);
    expect(asked).toMatchObject([{ name: 'exportParameters', input: { type: 'onnx', sources: [{ kind: 'run', folder: '/runs/one' }] } }]);
  });

  it('goes into one web page with others, each of which must still be there', async () => {
    const { handlers, asked } = parameters('/out/net.html', { exportParameters: () => ({ iteration: 7, accuracies: [0.9, 0.8] }) });
    const page = { ...out, type: 'web-page' };
    await handlers.exportParameters({ ...page, beside: ['run:two'] });
    expect(asked).toMatchObject([{ input: { sources: [{ folder: '/runs/one' }, { folder: '/runs/two' }] } }]);
    await expect(handlers.exportParameters({ ...page, beside: ['run:gone'] })).rejects.toThrow(
      'run:gone: is no model any more; choose another',
    );
  });

  it('stays where it is when the dialog is cancelled', async () => {
    const { handlers, asked } = parameters(null);
    expect(await handlers.exportParameters(out)).toBeNull();
    expect(await handlers.exportCurves({ type: 'csv', folder: 'one', suggested: 'net' })).toBeNull();
    expect(await handlers.importParameters({ design: presetSpec('two-layer') })).toBeNull();
    expect(asked).toEqual([]);
  });

  it('of the run at hand is refused where nothing was trained', async () => {
    const { handlers } = parameters('/out/net.onnx');
    await expect(async () => handlers.exportParameters({ ...out, folder: null })).rejects.toThrow(
      'there are no parameters yet; train first',
    );
  });

  it('has curves under the name that TensorBoard looks for', async () => {
    const { handlers, suggested } = parameters('/out/events', { exportCurves: () => null });
    await handlers.exportCurves({ type: 'tensorboard', folder: 'one', suggested: 'net' });
    expect(suggested[0]?.suggested).toMatch(/^events\.out\.\w+\.net$/);
  });

  it('of a file is told of, kept with the images it was evaluated on, and discarded', async () => {
    const spec = presetSpec('two-layer');
    const { handlers, imported, told, asked } = parameters('/in/net.npz', {
      importParameters: () => ({ spec, tensors: [], test: { accuracy: 0.5 } }),
      keepImported: () => ({ folder: 'net' }),
    });
    await expect(async () => handlers.keepImported(undefined)).rejects.toThrow('no parameters are imported; import a file first');
    await handlers.importParameters({ design: spec });
    expect(told).toMatchObject([{ file: 'net.npz', spec: { name: 'Two-layer' } }]);
    expect(imported()?.number).toBe(1);
    await handlers.keepImported(undefined);
    expect(asked.at(-1)).toMatchObject({ name: 'keepImported', input: { runsFolder: '/runs', datasetFolder: '/data' } });
    handlers.discardImported(undefined);
    expect([imported(), told.at(-1)]).toEqual([null, null]);
  });

  it('of a broken file leaves the one before', async () => {
    let broken = false;
    const { handlers, imported } = parameters('/in/net.npz', {
      importParameters() {
        if (broken) throw new Error('net.npz: is cut short');
        return { spec: presetSpec('two-layer'), tensors: [], test: { accuracy: 0.5 } };
      },
    });
    await handlers.importParameters({ design: presetSpec('two-layer') });
    const before = imported();
    broken = true;
    await expect(async () => handlers.importParameters({ design: presetSpec('two-layer') })).rejects.toThrow('net.npz: is cut short');
    expect(imported()).toBe(before);
  });
});

/** What was to be printed, backwards. */
const print = async (html: string) => new TextEncoder().encode([...html].toReversed().join(''));

it('a picture goes into a file of a name that every system takes', async () => {
  const path = join(place, 'picture.svg');
  const { dialogs, suggested } = answering(path);
  expect(await saveFile(dialogs, print, { name: 'a/b: c?', extension: 'svg', content: '<svg/>' })).toEqual({ path });
  expect(suggested).toEqual([{ suggested: 'ab c.svg', filters: [{ name: 'SVG', extensions: ['svg'] }] }]);
  expect(readFileSync(path, 'utf8')).toBe('<svg/>');
  await saveFile(answering(path).dialogs, print, { name: '???', extension: 'png', content: Uint8Array.of(1, 2) });
  expect([...readFileSync(path)]).toEqual([1, 2]);
  await saveFile(answering(path).dialogs, print, { name: 'report', extension: 'pdf', content: 'abc' });
  expect(readFileSync(path, 'utf8')).toBe('cba');
  expect(await saveFile(answering(null).dialogs, print, { name: 'a', extension: 'svg', content: '' })).toBeNull();
});

describe('a dataset', () => {
  it('is taken where it is sound, and leaves the one in use where not', async () => {
    const told: unknown[] = [];
    const sound = { original: false, trainingImages: 10, testImages: 5, shape: [28, 28, 1] };
    const { inspector } = playedInspector({
      inspectDataset({ folder }) {
        if (folder === '/broken') throw new Error('/broken: holds no images');
        return sound;
      },
    });
    const follow = () => ({ signal: new AbortController().signal, onProgress: () => undefined, done: () => undefined });
    const holder = createDatasetHolder({
      ...{ inspector, follow, dialogs: answering(null).dialogs, listFile: join(place, 'datasets.json') },
      onChange: (state) => told.push(state),
    });
    expect(holder.current().status).toBe('checking');
    await holder.checkBuiltIn();
    expect(await holder.open('/mine')).toMatchObject({ status: 'ready', folder: '/mine' });
    expect(await holder.open('/broken')).toMatchObject({ status: 'failed', error: { message: '/broken: holds no images' } });
    expect(holder.current()).toMatchObject({ folder: '/mine' });
    expect(told).toHaveLength(2);
  });
});

describe('a design', () => {
  const spec = presetSpec('two-layer');

  it('is saved where it came from, elsewhere where wished, with the ending of designs', async () => {
    const first = join(place, 'first.kasane.json');
    writeFileSync(first, JSON.stringify(spec));
    const keeper = createDesignKeeper(join(place, 'kept.json'), answering(first).dialogs, directReader);
    expect(await keeper.open()).toMatchObject({ file: 'first.kasane.json', spec: { name: 'Two-layer' } });
    expect(await keeper.save({ ...spec, name: 'Changed' }, false)).toEqual({ file: 'first.kasane.json' });
    expect(JSON.parse(readFileSync(first, 'utf8')).name).toBe('Changed');
    const other = createDesignKeeper(join(place, 'kept too.json'), answering(join(place, 'second')).dialogs, directReader);
    expect(await other.save(spec, true)).toEqual({ file: 'second.kasane.json' });
    expect(existsSync(join(place, 'second.kasane.json'))).toBe(true);
    expect(await createDesignKeeper(join(place, 'kept three.json'), answering(null).dialogs, directReader).save(spec, false)).toBeNull();
  });

  it('outlives the session with the file it belongs to; one that is broken is put aside', async () => {
    const kept = join(place, 'session.json');
    const file = join(place, 'mine.kasane.json');
    const keeper = createDesignKeeper(kept, answering(file).dialogs, directReader);
    await keeper.save(spec, true);
    await Promise.all(['a', 'b', 'c'].map((name) => keeper.keep({ ...spec, name })));
    const next = createDesignKeeper(kept, answering(null).dialogs, directReader);
    expect(await next.current()).toMatchObject({
      spec: { name: 'c' },
      file: 'mine.kasane.json',
      saved: { name: 'Two-layer' },
      trouble: null,
    });
    writeFileSync(kept, '{"torn');
    const after = await createDesignKeeper(kept, answering(null).dialogs, directReader).current();
    expect(after.spec).toBeNull();
    expect(after.trouble?.message).toMatch(/session\.json/);
  });
});

describe('what is kept one by one', () => {
  it('drawings come one after another, however fast, and are taken out by their places', async () => {
    const keeper = createDrawingsKeeper(join(place, 'drawings'), answering(join(place, 'exported')).dialogs);
    await Promise.all([1, 2, 3].map((label) => keeper.keep(digitSet, new Uint8Array(784).fill(label), label)));
    expect([...(await keeper.list(digitSet)).labels]).toEqual([1, 2, 3]);
    expect([...(await keeper.remove(digitSet, [1])).labels]).toEqual([1, 3]);
    expect(await keeper.export(digitSet)).toEqual({ folder: 'exported' });
    expect([...readFileSync(join(place, 'exported', 'my-digits-labels-idx1-ubyte')).subarray(8)]).toEqual([1, 3]);
  });

  it('drawings of other classes are a set of their own', async () => {
    const keeper = createDrawingsKeeper(join(place, 'drawings'), answering(null).dialogs);
    const pets = { classes: ['cat', 'dog'], shape: [2, 2, 3] } as const;
    const before = (await keeper.list(digitSet)).count;
    expect(await keeper.keep(pets, new Uint8Array(12).fill(7), 1)).toMatchObject({ count: 1, classes: ['cat', 'dog'], shape: [2, 2, 3] });
    expect((await keeper.list(digitSet)).count).toBe(before);
    expect([...(await keeper.list(pets)).pixels]).toEqual(new Array(12).fill(7));
    // The same names in another order are other classes.
    expect((await keeper.list({ ...pets, classes: ['dog', 'cat'] })).count).toBe(0);
    expect(() => keeper.keep(pets, new Uint8Array(12), 2)).toThrow('no image of 2×2×3 of one of 2 classes');
  });

  it('doubts are by the checksum of the file; one that is garbage is put aside', async () => {
    const path = join(place, 'doubtful.json');
    writeFileSync(path, 'no JSON');
    const doubts = createDoubtfulLabels(path);
    expect(await doubts.of('sum')).toEqual([]);
    expect(existsSync(`${path}.damaged`)).toBe(true);
    await doubts.mark('sum', 7, true);
    expect(await doubts.mark('sum', 3, true)).toEqual([3, 7]);
    expect(await doubts.mark('sum', 7, false)).toEqual([3]);
    expect(await createDoubtfulLabels(path).of('sum')).toEqual([3]);
    expect(await createDoubtfulLabels(path).of('other')).toEqual([]);
  });
});

describe('a run on disk', () => {
  it('is shown only where nothing trains, goes into a bundle and comes out of one', async () => {
    const path = join(place, 'bundle.zip');
    const { inspector, asked } = playedInspector({
      exportRun: () => null,
      importRun: () => ({ folder: 'bundle', sameData: true }),
    });
    const runsFolder = join(place, 'runs');
    const options = { inspector, supervisor: idle(), runsFolder, datasetFolder: () => '/data', threads: () => 1 };
    const handlers = createRunHandlers({ ...options, dialogs: answering(path).dialogs });
    expect(await handlers.exportRun({ folder: 'one' })).toEqual({ path });
    expect(await handlers.importRun(undefined)).toEqual({ folder: 'bundle', sameData: true });
    expect(asked).toEqual([
      { name: 'exportRun', input: { folder: join(runsFolder, 'one'), path } },
      { name: 'importRun', input: { path, runsFolder, datasetFolder: '/data', threads: expect.any(Number) } },
    ]);
    const cancelled = createRunHandlers({ ...options, dialogs: answering(null).dialogs });
    expect([await cancelled.exportRun({ folder: 'one' }), await cancelled.importRun(undefined)]).toEqual([null, null]);
  });
});
