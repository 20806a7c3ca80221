import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageSet } from '@shared/data/image-set';
import { usualOptions } from '@shared/data/sources/options';
import { encode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { imageKeys } from '../../../src/main/datasets/image-keys';
import { listKept, readKept, rewriteKept } from '../../../src/main/datasets/kept/kept-dataset';
import { loadDataset, loadTrainingSet } from '../../../src/main/datasets/load-dataset';
import { type Files, writeFiles } from '../../support/places';

let folder = '';
let [place, root] = ['', ''];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kasane-kept-'));
  [place, root] = [join(folder, 'pets'), join(folder, 'datasets')];
  vi.stubEnv('KASANE_DATASETS', root);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const picture = (seed: number) =>
  encode({ width: 12, height: 12, channels: 1, depth: 8, data: Uint8Array.from({ length: 144 }, (_, at) => (at * 5 + seed * 17) % 256) });

/** Pictures of two classes, numbered from `first` on. */
const pictures = (count: number, first = 0): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${index % 2 ? 'cat' : 'dog'}/${first + index}.png`, picture(first + index)]),
  );

const keysOf = (set: ImageSet) => new Set(imageKeys(set));
const plain = ({ pixels, labels, classes, shape }: ImageSet) => [[...pixels], [...labels], classes, [...shape]];
const kept = async () => {
  const [only] = await listKept(root);
  if (!only) throw new Error('nothing is kept');
  return only;
};
/** As it is kept where it took long to read. */
const LONG = { long: 0 };

describe('a dataset without a test part', () => {
  it('has the same images put aside whenever it is opened, however little is asked for', async () => {
    writeFiles(place, pictures(60));
    const training = await loadTrainingSet(place);
    const all = await loadDataset(place);
    expect([training.training.count, all.training.count, all.test.count]).toEqual([50, 50, 10]);
    expect(all.training).toEqual(training.training);
    expect((await kept()).record.hasImages).toBe(false);
  });

  it('keeps them aside when pictures are added, removed, renamed', async () => {
    writeFiles(place, pictures(60));
    const { test } = await loadDataset(place);
    writeFiles(place, pictures(40, 100));
    rmSync(join(place, 'dog', '0.png'));
    writeFileSync(join(place, 'cat', 'another-name.png'), picture(1));
    const later = await loadDataset(place);
    expect(later.training.count + later.test.count).toBe(100);
    const [before, now, trained] = [keysOf(test), keysOf(later.test), keysOf(later.training)];
    expect([...before].filter((key) => trained.has(key))).toEqual([]);
    expect([...before].filter((key) => !now.has(key)).length).toBeLessThanOrEqual(1);
    // One record: that of the place as it is now.
    expect(await listKept(root)).toHaveLength(1);
  });

  it('which nothing can be written for is read nevertheless', async () => {
    writeFiles(place, pictures(60));
    writeFileSync(root, 'a file where the folder would be');
    expect((await loadDataset(place)).test.count).toBe(10);
  });
});

describe('a dataset that took long to read', () => {
  it('is kept, and opened without its place', async () => {
    writeFiles(place, pictures(60));
    const first = await loadDataset(place, LONG);
    const { folder: at, record } = await kept();
    expect([record.name, record.hasImages, record.counts]).toEqual([
      'pets',
      true,
      { training: 50, validation: 0, test: 10, unlabelled: 0 },
    ]);
    expect(record.checksums).toEqual(first.checksums);
    rmSync(place, { recursive: true });
    const again = await loadDataset(at);
    expect([plain(again.training), plain(again.test)]).toEqual([plain(first.training), plain(first.test)]);
    expect([again.name, again.checksums]).toEqual(['pets', first.checksums]);
  });

  it('is read anew where its place has changed', async () => {
    writeFiles(place, pictures(60));
    await loadDataset(place, LONG);
    writeFiles(place, pictures(30, 200));
    const { training, test } = await loadDataset(place, LONG);
    expect(training.count + test.count).toBe(90);
  });

  it('stays as it was beside that, for the runs that were trained on it', async () => {
    writeFiles(place, pictures(60));
    const first = await loadDataset(place, LONG);
    const { folder: at } = await kept();
    writeFiles(place, pictures(30, 200));
    await loadDataset(place, LONG);
    await loadDataset(place);
    expect((await loadDataset(at)).checksums).toEqual(first.checksums);
  });

  it('is whole though its training images alone were asked for before', async () => {
    writeFiles(join(place, 'train'), pictures(60));
    writeFiles(place, { 'test/1.png': picture(500), 'test/2.png': picture(501) });
    const training = await loadTrainingSet(place, LONG);
    expect([training.training.count, (await listKept(root)).map(({ record }) => record.hasImages)]).toEqual([50, [false]]);
    for (let time = 0; time < 2; time++) expect((await loadDataset(place, LONG)).unlabelled?.count).toBe(2);
  });

  it('is read in the same way where a choice was made, though its training images alone were asked for', async () => {
    writeFiles(join(place, 'train'), pictures(40));
    writeFiles(join(place, 'test'), pictures(10, 100));
    const { folder: at, training } = await loadTrainingSet(place, { options: { ...usualOptions, side: 32 } });
    expect(training.shape).toEqual([32, 32, 1]);
    const { training: again, test } = await loadDataset(at);
    expect([again.shape, again.count, test.count]).toEqual([[32, 32, 1], 40, 10]);
  });

  it('is told to be damaged where its images are not those that were kept', async () => {
    writeFiles(place, pictures(60));
    await loadDataset(place, LONG);
    const { folder: at } = await kept();
    const images = join(at, 'training-images.idx');
    const bytes = readFileSync(images);
    bytes[300] = (bytes[300] ?? 0) ^ 1;
    writeFileSync(images, bytes);
    await expect(loadDataset(at)).rejects.toThrow(/training-images\.idx: is damaged; remove the dataset and open it anew/);
  });

  it('keeps the options it was read by, and the names its classes were given', async () => {
    writeFiles(place, pictures(60));
    const options = { ...usualOptions, side: 32 as const, colour: 'colour' as const };
    const { training } = await loadDataset(place, { options });
    const { folder: at, record } = await kept();
    expect([training.shape, record.options, record.hasImages]).toEqual([[32, 32, 3], options, true]);
    await rewriteKept(at, { ...record, name: 'animals', classes: ['Katze', 'Hund'] });
    const named = await loadDataset(at);
    expect([named.name, named.training.classes, named.test.classes, named.training.shape]).toEqual([
      'animals',
      ['Katze', 'Hund'],
      ['Katze', 'Hund'],
      [32, 32, 3],
    ]);
  });
});

describe('the names of classes', () => {
  it('follow what the place calls them, whatever they were called before', async () => {
    writeFiles(place, pictures(60));
    await loadDataset(place);
    renameSync(join(place, 'dog'), join(place, 'bird'));
    const { training } = await loadDataset(place);
    expect(training.classes).toEqual(['bird', 'cat']);
  });

  it('that were given stay with the classes they were given to', async () => {
    writeFiles(place, pictures(60));
    await loadDataset(place);
    const { folder: at, record } = await kept();
    // Given crosswise, so that a name given is another's found.
    await rewriteKept(at, { ...record, classes: ['dog', 'cat'] });
    const before = await loadDataset(place);
    expect(before.training.classes).toEqual(['dog', 'cat']);
    writeFiles(place, { 'ant/1.png': picture(300), 'ant/2.png': picture(301) });
    const { training } = await loadDataset(place);
    expect(training.classes).toEqual(['ant', 'dog', 'cat']);
  });
});

describe('what lies in the folder of datasets', () => {
  it('is told by where it lies: a file of that name elsewhere is none of Kasane’s', async () => {
    writeFiles(place, { ...pictures(60), 'dataset.json': '{"name": "mine", "task": "segmentation"}' });
    expect((await loadDataset(place)).training.classes).toEqual(['cat', 'dog']);
  });

  it('and cannot be read is passed over in the list, and told of where it is opened', async () => {
    writeFiles(place, pictures(60));
    await loadDataset(place);
    writeFiles(root, { 'torn/dataset.json': '{"version": 1, "name":', 'newer/dataset.json': '{"version": 99}', 'other/notes.txt': '' });
    expect((await listKept(root)).map(({ record }) => record.name)).toEqual(['pets']);
    await expect(readKept(join(root, 'torn'))).rejects.toThrow(/dataset\.json/);
    await expect(readKept(join(root, 'newer'))).rejects.toThrow(/newer|version 99/);
    expect(readdirSync(root)).toContain('torn');
  });

  it('whose place is gone says which, and that it is gone', async () => {
    writeFiles(place, pictures(60));
    await loadDataset(place);
    const { folder: at } = await kept();
    rmSync(place, { recursive: true });
    await expect(loadDataset(at)).rejects.toThrow(`${place}: there is no such folder or file`);
  });
});
