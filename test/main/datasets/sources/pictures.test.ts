import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { say } from '@shared/phrase';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Files, inFolder, type Read, readFiles, readPlace } from '../../../support/places';

/** Every pixel of one colour; grey where one number is given. */
const flat = (colour: readonly number[], width = 10, height = width): Uint8Array =>
  encode({
    width,
    height,
    channels: colour.length as 1 | 3 | 4,
    depth: 8,
    data: Uint8Array.from({ length: width * height * colour.length }, (_, at) => colour[at % colour.length] ?? 0),
  });

const named = (...names: readonly string[]): Files => Object.fromEntries(names.map((name, index) => [name, flat([10 * index])]));
/** The grey level of each image of a part. */
const levels = (part: { readonly pixels: Uint8Array } | undefined | null, size = 100) =>
  part && Array.from({ length: part.pixels.length / size }, (_, image) => part.pixels[image * size]);
const reasons = ({ leftOut }: Read) => leftOut.map(({ place, reason }) => `${place} ${say(reason)}`);
const fixtures = resolve(import.meta.dirname, '../../../fixtures/pictures');

describe('pictures', () => {
  it('in a folder for each class are labelled by it, numbers in their order', async () => {
    const read = await readFiles(named('10/a.png', '9/b.png', '9/c.png', '10/deeper/d.png'));
    expect([read.source, read.shape, read.classes]).toEqual(['pictures', [10, 10, 1], ['9', '10']]);
    expect([...(read.training?.labels ?? [])]).toEqual([1, 1, 0, 0]);
    expect(levels(read.training)).toEqual([0, 30, 10, 20]);
    expect(read.recognised.hasTest).toBe(false);
  });

  it.each<[string, readonly string[]]>([
    ['around them', ['train/cat/0.png', 'train/dog/1.png', 'val/cat/2.png', 'test/dog/3.png']],
    [
      'around them, in a folder of its own',
      ['pets/Training/cat/0.png', 'pets/Training/dog/1.png', 'pets/Validation/cat/2.png', 'pets/Testing/dog/3.png'],
    ],
    ['within', ['cat/train/0.png', 'dog/train/1.png', 'cat/valid/2.png', 'dog/test/3.png']],
  ])('have parts by the folders %s', async (_where, names) => {
    const { classes, training, validation, test } = await readFiles(named(...names));
    expect(classes).toEqual(['cat', 'dog']);
    expect([training, validation, test].map((part) => [levels(part), [...(part?.labels ?? [])]])).toEqual([
      [
        [0, 10],
        [0, 1],
      ],
      [[20], [0]],
      [[30], [1]],
    ]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'folders in folders of the same name',
      ['seg_train/seg_train/cat/0.png', 'seg_train/seg_train/dog/1.png', 'seg_test/seg_test/dog/2.png', 'seg_pred/seg_pred/3.png'],
      ['cat', 'dog'],
    ],
    [
      'names with more to them',
      ['training_set/cats/0.png', 'training_set/dogs/1.png', 'test_set/dogs/2.png', 'test_set/cats/3.png'],
      ['cats', 'dogs'],
    ],
    ['years and sizes', ['train2017/a/0.png', 'train2017/b/1.png', 'val2017/a/2.png', 'val2017/b/3.png'], ['a', 'b']],
    [
      'a copy of all beside them',
      ['x/train/a/0.png', 'x/train/b/1.png', 'x/test/a/2.png', 'x/x/train/a/0.png', 'x/x/test/a/2.png'],
      ['a', 'b'],
    ],
    ['no part: a class is called like one', ['bus/0.png', 'car/1.png', 'train/2.png'], ['bus', 'car', 'train']],
    ['no part: classes begin like one', ['test_negative/0.png', 'test_positive/1.png'], ['test_negative', 'test_positive']],
    ['no part: one of two classes is called like one', ['dev/0.png', 'ops/1.png'], ['dev', 'ops']],
  ])('have the classes that people mean by %s', async (_what, names, classes) => {
    expect((await readFiles(named(...names))).classes).toEqual(classes);
  });

  it('of a test folder without classes are those that nobody labelled', async () => {
    const { test, unlabelled } = await readFiles(named('train/a/0.png', 'train/b/1.png', 'test/10.png', 'test/9.png'));
    // In the order of their numbers, by which predictions are handed in.
    expect([test, unlabelled?.count, levels(unlabelled), unlabelled?.ids]).toEqual([undefined, 2, [30, 20], ['9', '10']]);
  });

  it('in a zip are those of its folders, without what a Mac leaves in it', async () => {
    const zip = zipSync({
      ...named('set/a/0.png', 'set/b/1.png'),
      '__MACOSX/set/a/._0.png': new Uint8Array(30),
      'set/.DS_Store': new Uint8Array(9),
    } as Record<string, Uint8Array>);
    const read = await inFolder({ 'pictures.zip': zip }, (folder) => readPlace(join(folder, 'pictures.zip')));
    expect([read.classes, levels(read.training), read.leftOut]).toEqual([['a', 'b'], [0, 10], []]);
  });

  it('of every kind lie beside each other, turned as their cameras say', async () => {
    const bytes = (name: string) => new Uint8Array(readFileSync(join(fixtures, name)));
    const kinds = ['colour.png', 'colour.bmp', 'one.gif', 'frames.gif', 'lossless.webp', 'baseline.jpg', 'turned-1.jpg', 'turned-3.jpg'];
    const files = Object.fromEntries(
      kinds.flatMap((name) => [
        [`a/${name}`, bytes(name)],
        [`b/wrong-name-${name}.txt`, bytes(name)],
      ]),
    );
    const read = await readFiles(files);
    expect([read.shape, read.training?.labels.length, read.leftOut]).toEqual([[14, 20, 3], 2 * kinds.length, []]);
    // Letterboxed where one of them is upright.
    expect((await readFiles({ ...files, 'a/turned-6.jpg': bytes('turned-6.jpg') })).shape).toEqual([28, 28, 3]);
  });

  it('that are broken or none are listed and left out, and the others are read', async () => {
    const sound = named('a/0.png', 'b/1.png');
    const read = await readFiles({
      ...sound,
      'a/empty.png': '',
      'a/torn.png': flat([200]).subarray(0, 60),
      'b/page.jpg': '<html>Not found</html>',
      'b/notes.txt': 'seen on Tuesday',
      'stray.png': flat([90]),
    });
    expect(levels(read.training)).toEqual([0, 10]);
    expect(read.leftOutCount).toBe(5);
    expect(reasons(read).toSorted()).toEqual([
      'a/empty.png is empty; choose another file',
      expect.stringMatching(/^a\/torn\.png is damaged/),
      'b/notes.txt is no picture',
      'b/page.jpg is no picture that Kasane reads; open PNG, JPEG, WebP, BMP, GIF',
      'stray.png lies in no folder of a class',
    ]);
  });

  it('are grey or coloured as they are, or as is asked for', async () => {
    const files = { 'a/0.png': flat([200, 40, 40]), 'b/1.png': flat([60, 60, 60]) };
    expect((await readFiles(files)).shape).toEqual([10, 10, 3]);
    const grey = await readFiles(files, { colour: 'grey' });
    // ITU-R BT.601: 0.299 red + 0.587 green + 0.114 blue
    expect([grey.shape, levels(grey.training)]).toEqual([
      [10, 10, 1],
      [Math.round(0.299 * 200 + 0.701 * 40), 60],
    ]);
    expect((await readFiles(named('a/0.png', 'b/1.png'), { colour: 'colour' })).shape).toEqual([10, 10, 3]);
  });

  it('are fitted into a square by letterbox, crop or stretch', async () => {
    // Left half black, right half white, twice as wide as high.
    const halves = encode({
      width: 128,
      height: 64,
      channels: 1,
      depth: 8,
      data: Uint8Array.from({ length: 128 * 64 }, (_, at) => (at % 128 < 64 ? 0 : 255)),
    });
    const at = async (fit: 'letterbox' | 'crop' | 'stretch') => {
      const { shape, training } = await readFiles({ 'a/0.png': halves, 'b/1.png': halves }, { side: 32, fit });
      expect(shape).toEqual([32, 32, 1]);
      return [
        [16, 4],
        [16, 27],
        [2, 4],
      ].map(([row = 0, column = 0]) => training?.pixels[row * 32 + column]);
    };
    expect(await at('stretch')).toEqual([0, 255, 0]);
    expect(await at('crop')).toEqual([0, 255, 0]);
    // Above the picture lies what its border mostly is.
    expect((await at('letterbox')).slice(0, 2)).toEqual([0, 255]);
    const { training } = await readFiles({ 'a/0.png': flat([70], 128, 64), 'b/1.png': flat([70], 128, 64) }, { side: 32 });
    expect(new Set(training?.pixels)).toEqual(new Set([70]));
  });

  it('of ink are normalised as MNIST’s where that is asked for', async () => {
    const ink = encode({
      width: 60,
      height: 80,
      channels: 1,
      depth: 8,
      data: Uint8Array.from({ length: 4800 }, (_, at) => (at % 60 > 8 && at % 60 < 16 && at > 600 && at < 2400 ? 20 : 240)),
    });
    const { shape, training, recognised } = await readFiles({ 'a/0.png': ink, 'b/1.png': ink }, { ink: true });
    expect([shape, recognised.settings]).toEqual([
      [28, 28, 1],
      ['side', 'fit', 'colour', 'ink'],
    ]);
    const image = training?.pixels.subarray(0, 784) ?? new Uint8Array();
    const rows = Array.from({ length: 28 }, (_, row) => Math.max(...image.subarray(28 * row, 28 * row + 28)));
    const [first, last] = [rows.findIndex((most) => most > 128), rows.findLastIndex((most) => most > 128)];
    // Twenty rows of ink in the middle, light on dark.
    expect([last - first + 1, Math.abs(first - 4) <= 1]).toEqual([20, true]);
  });

  it('of one class alone, or of more than can be told apart, are refused in words', async () => {
    await expect(readFiles(named('cat/0.png', 'cat/1.png'))).rejects.toThrow(
      'holds pictures of one class (cat); at least 2 are needed to tell apart',
    );
    const many = named(...Array.from({ length: 257 }, (_, index) => `${index}/0.png`));
    await expect(readFiles(many)).rejects.toThrow('pictures in 257 folders; at most 256 classes are told apart');
    await expect(readFiles({ 'a/0.png': 'x', 'b/0.png': 'y' })).rejects.toThrow(/none of 2 pictures can be read/);
  });

  it('tell how far they are, and stop where that is wanted', async () => {
    const files = named(...Array.from({ length: 40 }, (_, index) => `${index % 2}/${index}.png`));
    const shares: number[] = [];
    await readFiles(files, {}, { progress: (share) => shares.push(share) });
    expect([shares.length, shares.at(-1), shares.toSorted((a, b) => a - b)]).toEqual([40, 1, shares]);
    const stopping = new AbortController();
    const reading = readFiles(files, {}, { signal: stopping.signal, progress: () => stopping.abort(new Error('enough')) });
    await expect(reading).rejects.toThrow('enough');
  });
});
