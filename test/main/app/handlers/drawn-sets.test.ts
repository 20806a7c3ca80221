/** Sets of drawings on a real disk; only the dialogs and the dataset in use are played. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DrawnSetState } from '@shared/contracts/drawn-sets';
import type { DatasetState } from '@shared/contracts/state';
import { SAMPLE_BYTES } from '@shared/data/sources/drawn-set-file';
import { say } from '@shared/phrase';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { createDrawnSetHandlers } from '../../../../src/main/app/handlers/drawn-sets';
import type { Inspector } from '../../../../src/main/app/inspector';
import { readLabelled } from '../../../../src/main/processes/inspector/files/read-labelled';
import { readPlace, writeFiles } from '../../../support/places';

const place = mkdtempSync(join(tmpdir(), 'kasane-sets-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let studios = 0;
/** Handlers of a studio of its own; `files`: what the dialogs give, one after another. */
function opened(...files: readonly (string | null)[]) {
  const root = join(place, String(studios++));
  const waiting = [...files];
  const used: string[] = [];
  const inspector = {
    request: (_: string, input: { paths: string[] }) =>
      readLabelled(input, { signal: new AbortController().signal, progress: () => undefined }),
  } as unknown as Inspector;
  const dialogs = {
    openFile: async () => waiting.shift() ?? null,
    openFiles: async () => null,
    openFolder: async () => null,
    saveFile: async () => waiting.shift() ?? null,
  };
  const use = async (folder: string): Promise<DatasetState> => {
    used.push(folder);
    return { status: 'checking', folder };
  };
  return { root, used, ...createDrawnSetHandlers({ root, inspector, dialogs, use }) };
}

const image = (level: number) => new Uint8Array(SAMPLE_BYTES).fill(level);
const add = (label: number, level: number) => ({ kind: 'add' as const, label, image: image(level) });
/** Class and grey level of each drawing. */
const told = ({ classes, labels, pixels }: DrawnSetState) =>
  [...labels].map((label, index) => `${classes[label]}${pixels[index * SAMPLE_BYTES]}`);
const kana = { name: 'かな', classes: ['あ', 'い', 'う'] };

/** A dark stroke of that length on white paper. */
function inkPicture(length = 20): Uint8Array {
  const side = 40;
  const data = new Uint8Array(side * side).fill(255);
  for (let row = 10; row < 10 + length; row++) data.fill(0, row * side + 18, row * side + 23);
  return new Uint8Array(encode({ width: side, height: side, channels: 1, depth: 8, data }));
}

describe('a set of drawings', () => {
  it('is drawn into, and every change can be taken back and made again', async () => {
    const { handlers } = opened();
    const { folder } = await handlers.createDrawnSet(kana);
    const { state, undo } = await handlers.changeSamples({ folder, changes: [add(1, 10), add(0, 20), add(1, 30)] });
    expect(told(state)).toEqual(['あ20', 'い10', 'い30']);
    const moved = await handlers.changeSamples({ folder, changes: [{ kind: 'move', id: state.ids[1] ?? '', label: 2 }] });
    expect(told(moved.state)).toEqual(['あ20', 'い30', 'う10']);
    const deleted = await handlers.changeSamples({ folder, changes: [{ kind: 'remove', id: moved.state.ids[1] ?? '' }] });
    expect(told(deleted.state)).toEqual(['あ20', 'う10']);
    const back = await handlers.changeSamples({ folder, changes: deleted.undo });
    expect(told(back.state)).toEqual(['あ20', 'い30', 'う10']);
    expect(told((await handlers.changeSamples({ folder, changes: back.undo })).state)).toEqual(['あ20', 'う10']);
    expect(undo.map(({ kind }) => kind)).toEqual(['remove', 'remove', 'remove']);
  });

  it('is read from its folder as it was left, by another session too', async () => {
    const first = opened();
    const { folder } = await first.handlers.createDrawnSet(kana);
    await first.handlers.changeSamples({ folder, changes: [add(2, 1), add(0, 2)] });
    const inspector = {} as Inspector;
    const again = createDrawnSetHandlers({ root: first.root, inspector, dialogs: {} as never, use: async () => Promise.reject() });
    expect(await again.handlers.listDrawnSets(undefined)).toEqual([{ folder, name: 'かな', classes: 3, trouble: null }]);
    expect(told(await again.handlers.openDrawnSet({ folder }))).toEqual(['あ2', 'う1']);
  });

  it('keeps a drawing whose picture is damaged out, and says which', async () => {
    const { handlers, root } = opened();
    const { folder } = await handlers.createDrawnSet(kana);
    const { state } = await handlers.changeSamples({ folder, changes: [add(0, 1), add(0, 2)] });
    writeFileSync(join(root, folder, state.ids[0] ?? ''), 'no picture');
    const found = await handlers.openDrawnSet({ folder });
    expect(told(found)).toEqual(['あ2']);
    expect(found.leftOut.map((each) => `${each.place}: ${say(each.reason)}`)).toEqual([`${state.ids[0]}: is no picture`]);
  });

  it('has what is taken back under its old name, so that what was done before can be taken back too', async () => {
    const { handlers } = opened();
    const { folder } = await handlers.createDrawnSet(kana);
    const steps = [];
    for (const level of [1, 2, 3]) steps.push(await handlers.changeSamples({ folder, changes: [add(0, level)] }));
    const [, second, third] = steps;
    const id = second?.state.ids[1] ?? '';
    const removed = await handlers.changeSamples({ folder, changes: [{ kind: 'remove', id }] });
    const moved = await handlers.changeSamples({ folder, changes: [{ kind: 'move', id: third?.state.ids[2] ?? '', label: 2 }] });
    for (const done of [moved, removed, third, second]) await handlers.changeSamples({ folder, changes: done?.undo ?? [] });
    expect(told(await handlers.openDrawnSet({ folder }))).toEqual(['あ1']);
  });

  it('writes over no picture that it cannot read, nor over one of another’s name', async () => {
    const { handlers, root } = opened();
    const { folder } = await handlers.createDrawnSet(kana);
    const { state } = await handlers.changeSamples({ folder, changes: [add(0, 1)] });
    const damaged = state.ids[0] ?? '';
    writeFileSync(join(root, folder, damaged), 'damaged');
    writeFileSync(join(root, folder, 'あ', '999999.png'), inkPicture());
    await handlers.openDrawnSet({ folder });
    for (const level of [2, 3]) await handlers.changeSamples({ folder, changes: [add(0, level)] });
    expect(readFileSync(join(root, folder, damaged), 'utf8')).toBe('damaged');
    expect((await handlers.openDrawnSet({ folder })).labels).toHaveLength(3);
  });

  it('that is damaged, or of a newer Kasane, is listed with the reason; one further below is none', async () => {
    const { handlers, root } = opened();
    const newer = JSON.stringify({ kasane: 'drawings', version: 2 });
    const below = JSON.stringify({ kasane: 'drawings', version: 1, name: 'x', classes: [] });
    writeFiles(root, { 'newer/set.json': newer, 'damaged/set.json': '{', 'around/within/set.json': below });
    const listed = await handlers.listDrawnSets(undefined);
    expect(listed.map(({ name, trouble }) => [name, trouble?.message])).toEqual([
      ['around', expect.stringContaining('set.json')],
      ['damaged', 'damaged: holds no set of drawings'],
      ['newer', 'newer/set.json: version 2 was written by a newer Kasane than this one; update Kasane'],
    ]);
    await expect(handlers.openDrawnSet({ folder: 'around' })).rejects.toThrow();
  });

  it('that cannot be changed is as it is on disk afterwards', async () => {
    const { handlers } = opened();
    const { folder } = await handlers.createDrawnSet(kana);
    const changes = [add(0, 1), { kind: 'remove' as const, id: 'あ/none.png' }];
    await expect(handlers.changeSamples({ folder, changes })).rejects.toThrow('あ/none.png: is no drawing of this set any more');
    expect(told((await handlers.changeSamples({ folder, changes: [add(1, 2)] })).state)).toEqual(['あ1', 'い2']);
  });

  it('takes new names, classes and another order; a class with drawings is not lost', async () => {
    const { handlers } = opened();
    const { folder } = await handlers.createDrawnSet(kana);
    await handlers.changeSamples({ folder, changes: [add(0, 1), add(2, 3)] });
    const classes = [
      { from: 2, name: 'u' },
      { from: null, name: 'え' },
      { from: 0, name: 'あ' },
    ];
    const state = await handlers.editDrawnSet({ folder, name: 'mixed', classes });
    expect([state.name, state.classes, told(state)]).toEqual(['mixed', ['u', 'え', 'あ'], ['u3', 'あ1']]);
    const left = [
      { from: 1, name: 'え' },
      { from: 2, name: 'あ' },
    ];
    const without = handlers.editDrawnSet({ folder, name: 'mixed', classes: left });
    await expect(without).rejects.toThrow('u: has drawings; move or delete them first');
    expect(told(await handlers.openDrawnSet({ folder }))).toEqual(['u3', 'あ1']);
  });

  it('whose classes no folder can be called by has a folder for each all the same', async () => {
    const { handlers } = opened();
    const { folder } = await handlers.createDrawnSet({ name: '/', classes: ['?', '!', 'a', 'A', 'con', '..'] });
    const changes = Array.from({ length: 6 }, (_, label) => add(label, label + 1));
    await handlers.changeSamples({ folder, changes });
    expect(told(await handlers.openDrawnSet({ folder }))).toEqual(['?1', '!2', 'a3', 'A4', 'con5', '..6']);
  });

  it('is deleted and brought back', async () => {
    const { handlers } = opened();
    const { folder } = await handlers.createDrawnSet(kana);
    await handlers.changeSamples({ folder, changes: [add(0, 1)] });
    expect(await handlers.deleteDrawnSet({ folder })).toEqual([]);
    expect(told(await handlers.restoreDrawnSet({ folder }))).toEqual(['あ1']);
    await expect(handlers.restoreDrawnSet({ folder })).rejects.toThrow('is no longer there');
  });
});

describe('a set that is given away', () => {
  const zip = join(place, 'kana.zip');

  it('is a zip of pictures in a folder for each class, and a dataset of its classes in their order', async () => {
    const { handlers } = opened(zip);
    const { folder } = await handlers.createDrawnSet({ name: 'kana', classes: ['う', 'あ'] });
    await handlers.changeSamples({ folder, changes: [add(0, 1), add(0, 2), add(1, 3)] });
    expect(await handlers.exportDrawnSet({ folder })).toEqual({ path: zip });
    const { source, classes, training, recognised } = await readPlace(zip);
    expect([source, recognised.name, classes]).toEqual(['drawn-set', 'kana', ['う', 'あ']]);
    expect([...(training?.labels ?? [])]).toEqual([0, 0, 1]);
    expect([0, 1, 2].map((index) => training?.pixels[index * SAMPLE_BYTES])).toEqual([1, 2, 3]);
  });

  it('is taken into another by the names of the classes, what is there already once', async () => {
    const { handlers } = opened(zip, zip);
    const { folder } = await handlers.createDrawnSet({ name: 'mine', classes: ['あ', 'い'] });
    await handlers.changeSamples({ folder, changes: [add(0, 3), add(1, 9)] });
    const first = await handlers.mergeDrawings({ folder });
    expect(first && [told(first.state), first.added, first.doubled]).toEqual([['あ3', 'い9', 'う1', 'う2'], 2, 1]);
    const again = await handlers.mergeDrawings({ folder });
    expect(again && [told(again.state), again.added, again.doubled]).toEqual([['あ3', 'い9', 'う1', 'う2'], 0, 3]);
  });

  it('is a set anew where there is none', async () => {
    const { handlers } = opened(zip, null);
    const found = await handlers.mergeDrawings({ folder: null });
    expect(found && [found.state.name, told(found.state)]).toEqual(['kana', ['う1', 'う2', 'あ3']]);
    expect(await handlers.mergeDrawings({ folder: null })).toBeNull();
  });

  it('may be pictures of anybody’s: their ink is what counts, those without any cost a line', async () => {
    const drawn = inkPicture();
    const foreign = join(place, 'foreign.zip');
    writeFileSync(foreign, zipSync({ 'rock/1.png': drawn, 'paper/1.png': drawn, 'paper/2.png': inkPicture(0) }));
    const { handlers } = opened(foreign);
    const found = await handlers.mergeDrawings({ folder: null });
    expect(found?.state.classes).toEqual(['paper', 'rock']);
    expect(found?.state.labels).toEqual(Uint8Array.of(0, 1));
    expect(Math.max(...(found?.state.pixels ?? []))).toBe(255);
    expect(found?.leftOut.map((each) => `${each.place}: ${say(each.reason)}`)).toEqual(['paper/2.png: holds no ink']);
  });

  it('of too many classes is refused, and nothing is begun', async () => {
    const drawn = inkPicture();
    const zipped = join(place, 'many.zip');
    writeFileSync(zipped, zipSync(Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`${at}/1.png`, drawn]))));
    const { handlers, root } = opened(zipped);
    await expect(handlers.mergeDrawings({ folder: null })).rejects.toThrow('51 classes are too many; a set holds 50 at most');
    expect(existsSync(root)).toBe(false);
  });
});

it('a set in use is taken anew before training, where it has changed since', async () => {
  const { handlers, used, refresh, root } = opened();
  const { folder } = await handlers.createDrawnSet(kana);
  await handlers.changeSamples({ folder, changes: [add(0, 1)] });
  await handlers.useDrawnSet({ folder });
  await refresh(join(root, folder));
  expect(used).toEqual([join(root, folder)]);
  await handlers.changeSamples({ folder, changes: [add(0, 2)] });
  await refresh(join(root, 'another'));
  await refresh(join(root, folder));
  expect(used).toEqual([join(root, folder), join(root, folder)]);
  expect(JSON.parse(readFileSync(join(root, folder, 'set.json'), 'utf8'))).toMatchObject({ kasane: 'drawings', version: 1, name: 'かな' });
});
