import { gzipSync } from 'node:zlib';
import { ImageSet } from '@shared/data/image-set';
import { writeImages, writeLabels } from '@shared/data/sources/idx-file';
import { describe, expect, it } from 'vitest';
import { type Files, readFiles, told } from '../../../support/places';

/** Of eight rows and twelve columns, so that what is turned shows. */
const SHAPE = [8, 12, 1] as const;
const SIZE = 96;

const pixelsOf = (count: number, seed: number) => Uint8Array.from({ length: count * SIZE }, (_, at) => (at * 7 + seed * 13) % 251);

/** Labels go round from `first` to `last`. */
function set(count: number, first: number, last: number, seed = 1) {
  const labels = Uint8Array.from({ length: count }, (_, index) => first + (index % (last - first + 1)));
  const names = Array.from({ length: last + 1 }, (_, label) => String(label));
  return { images: writeImages(new ImageSet(SHAPE, names, pixelsOf(count, seed), labels)), labels: writeLabels(labels) };
}

const [training, test] = [set(20, 0, 4), set(10, 0, 4, 2)];

/** The four files under names of their own. */
const four = (named: (name: string) => string, packed = (bytes: Uint8Array): Uint8Array => bytes): Files => ({
  [named('train-images-idx3-ubyte')]: packed(training.images),
  [named('train-labels-idx1-ubyte')]: packed(training.labels),
  [named('t10k-images-idx3-ubyte')]: packed(test.images),
  [named('t10k-labels-idx1-ubyte')]: packed(test.labels),
});

describe('IDX files', () => {
  it.each<[string, Files]>([
    ['as they are', four((name) => name)],
    ['packed', four((name) => `${name}.gz`, gzipSync)],
    [
      'as torchvision lays them out, packed and unpacked beside each other',
      { ...four((name) => `MNIST/raw/${name}`), ...four((name) => `MNIST/raw/${name}.gz`, gzipSync) },
    ],
    ['in a folder around each file, as Kaggle unpacks them', four((name) => `${name}/${name}`)],
    ['such folders beside the files themselves', { ...four((name) => `${name}/${name}`), ...four((name) => name.replace('-idx', '.idx')) }],
    ['downloaded twice', { ...four((name) => name), ...four((name) => `${name} (1)`) }],
    ['downloaded for the second time alone', four((name) => `${name} (1).gz`, gzipSync)],
    ['under names that do not say what they hold', four((name) => name.replace('-idx3-ubyte', '.bin').replace('-idx1-ubyte', '.bin'))],
    [
      'under names that say nothing, by their counts',
      four(
        (name) =>
          ({
            'train-images-idx3-ubyte': 'x.bin',
            'train-labels-idx1-ubyte': 'y.bin',
            't10k-images-idx3-ubyte': 'xt.bin',
            't10k-labels-idx1-ubyte': 'yt.bin',
          })[name] ?? '',
      ),
    ],
    [
      'in folders of parts',
      four((name) => (name.startsWith('train') ? `train/${name.slice(6, 12)}.idx` : `test/${name.slice(5, 11)}.idx`)),
    ],
    [
      'downloaded under one name',
      four(
        (name) =>
          ({
            'train-images-idx3-ubyte': 'download',
            'train-labels-idx1-ubyte': 'download (1)',
            't10k-images-idx3-ubyte': 'download (2)',
            't10k-labels-idx1-ubyte': 'download (3)',
          })[name] ?? '',
      ),
    ],
    [
      'called training and testing',
      four((name) =>
        name
          .replace('train-', 'training_')
          .replace('t10k-', 'testing_')
          .replace(/-idx.*/, ''),
      ),
    ],
    ['beside what belongs to none', { ...four((name) => name), 'README.md': '# MNIST\n', '.DS_Store': 'x', 'notes.txt': 'a, b\n' }],
  ])('%s are found', async (_what, files) => {
    const read = await readFiles(files);
    expect(read.source).toBe('idx');
    expect(told(read)).toEqual({
      ...told({ shape: SHAPE, classes: ['0', '1', '2', '3', '4'], training: null, leftOut: [] }),
      training: part(pixelsOf(20, 1), 20),
      test: part(pixelsOf(10, 2), 10),
    });
  });

  it('of training alone are enough', async () => {
    const {
      test: none,
      training: found,
      recognised,
    } = await readFiles({ 'train-images-idx3-ubyte': training.images, 'train-labels-idx1-ubyte': training.labels });
    expect([none, found?.labels.length, recognised.hasTest]).toEqual([undefined, 20, false]);
  });

  it('of EMNIST are a dataset for each split, the right way round, named by its mapping', async () => {
    const [letters, digits] = [set(26 * 2, 1, 26), set(20, 0, 9)];
    const split = (name: string, { images, labels }: typeof training): Files =>
      Object.fromEntries(
        ['train', 'test'].flatMap((part): [string, Uint8Array][] => [
          [`gzip/emnist-${name}-${part}-images-idx3-ubyte.gz`, gzipSync(images)],
          [`gzip/emnist-${name}-${part}-labels-idx1-ubyte.gz`, gzipSync(labels)],
        ]),
      );
    const files = {
      ...split('letters', letters),
      'gzip/emnist-letters-mapping.txt': Array.from({ length: 26 }, (_, index) => `${index + 1} ${65 + index} ${97 + index}`).join('\n'),
      ...split('digits', digits),
      'gzip/emnist-digits-mapping.txt': Array.from({ length: 10 }, (_, index) => `${index} ${48 + index}`).join('\n'),
      ...split('mnist', digits),
    };
    const usual = await readFiles(files);
    expect(usual.recognised.choices).toEqual(['emnist-digits', 'emnist-letters', 'emnist-mnist']);
    expect([usual.recognised.choice, usual.classes]).toEqual(['emnist-digits', ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']]);
    // A word is enough where no other has it; what is none of them is told, with those there are.
    const read = await readFiles(files, { choice: 'letters' });
    await expect(readFiles(files, { choice: 'balanced' })).rejects.toThrow(
      'choice: balanced is none of the datasets here; use emnist-digits, emnist-letters, emnist-mnist',
    );
    expect([read.classes.length, read.classes[0], read.classes[25]]).toEqual([26, 'A', 'Z']);
    // Labels from 1 on count from there.
    expect([...(read.training?.labels ?? [])].slice(0, 27)).toEqual([...Array.from({ length: 26 }, (_, index) => index), 0]);
    expect(read.shape).toEqual([12, 8, 1]);
    const upright = read.training?.pixels;
    for (const [row, column] of [
      [0, 0],
      [3, 1],
      [11, 7],
    ] as const)
      expect(upright?.[row * 8 + column]).toBe(pixelsOf(1, 1)[column * 12 + row]);
    expect((await readFiles(files, { choice: 'emnist-letters', transpose: 'no' })).shape).toEqual(SHAPE);
  });

  it('of QMNIST have labels of eight numbers each, of which the first is the digit', async () => {
    const wide = new Uint8Array(12 + 20 * 8 * 4);
    const view = new DataView(wide.buffer);
    for (const [at, value] of [0x0c02, 20, 8].entries()) view.setUint32(4 * at, value);
    for (let image = 0; image < 20; image++)
      for (let column = 0; column < 8; column++) view.setInt32(12 + 4 * (8 * image + column), column === 0 ? image % 5 : 1000 + image);
    const read = await readFiles({ 'qmnist-train-images-idx3-ubyte': training.images, 'qmnist-train-labels-idx2-int.gz': gzipSync(wide) });
    expect([...(read.training?.labels ?? [])]).toEqual(Array.from({ length: 20 }, (_, index) => index % 5));
  });
});

const part = (pixels: Uint8Array, count: number) => ({
  pixels: Buffer.from(pixels).toString('base64'),
  labels: Array.from({ length: count }, (_, index) => index % 5),
});
