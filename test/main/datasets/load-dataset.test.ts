import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeImages, writeLabels } from '@shared/data/sources/idx-file';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtInDataset } from '../../../src/main/datasets/built-in';
import { loadDataset } from '../../../src/main/datasets/load-dataset';
import { stripes } from '../../support/digits';

const [training, test] = [stripes(30, 1, 12, 9), stripes(10, 2, 12, 9)];
const files = {
  'train-images-idx3-ubyte': writeImages(training),
  'train-labels-idx1-ubyte': writeLabels(training.labels),
  't10k-images-idx3-ubyte': writeImages(test),
  't10k-labels-idx1-ubyte': writeLabels(test.labels),
};
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kasane-dataset-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes the four files, one of them changed. */
function write(change: (name: string, bytes: Uint8Array) => readonly [string, Uint8Array] | null) {
  for (const [name, bytes] of Object.entries(files)) {
    const written = change(name, bytes);
    if (written) writeFileSync(join(folder, written[0]), written[1]);
  }
}

/** The same, of so many images or labels by its header. */
function claiming(bytes: Uint8Array, count: number): Uint8Array {
  const claims = bytes.slice();
  new DataView(claims.buffer).setUint32(4, count);
  return claims;
}

describe('a dataset folder', () => {
  it('of the original MNIST is known by its checksums', async () => {
    const { original, training: images, test: held, checksums } = await loadDataset(builtInDataset());
    expect(original).toBe(true);
    expect([images.count, held.count, ...images.shape]).toEqual([60_000, 10_000, 28, 28, 1]);
    expect(checksums.trainingImages).toBe('6bbc9ace898e44ae57da46a324031adb');
  });

  it.each<[string, (name: string, bytes: Uint8Array) => readonly [string, Uint8Array]]>([
    ['raw', (name, bytes) => [name, bytes]],
    ['gzip', (name, bytes) => [`${name}.gz`, gzipSync(bytes)]],
    ['named with a dot', (name, bytes) => [name.replace('-idx', '.idx'), bytes]],
    ['gzip, named raw', (name, bytes) => [name, gzipSync(bytes)]],
    ['raw, named gzip', (name, bytes) => [`${name}.gz`, bytes]],
    ['gzip twice', (name, bytes) => [`${name}.gz`, gzipSync(gzipSync(bytes))]],
    ['a second copy', (name, bytes) => [`${name} (1)`, bytes]],
    ['gzip, named with a dot', (name, bytes) => [`${name.replace('-idx', '.idx')}.gz`, gzipSync(bytes)]],
  ])('of files that are %s is read', async (_what, change) => {
    write(change);
    const loaded = await loadDataset(folder);
    expect(loaded.original).toBe(false);
    expect(new Uint8Array(loaded.training.pixels)).toEqual(training.pixels);
    expect(new Uint8Array(loaded.test.labels)).toEqual(test.labels);
  });

  const images = 'train-images-idx3-ubyte';
  it.each<[string, (name: string, bytes: Uint8Array) => readonly [string, Uint8Array] | null, RegExp]>([
    [
      'a missing file',
      (name, bytes) => (name === images ? null : [name, bytes]),
      /^t10k-images-idx3-ubyte: holds images, but none of .* belongs to training images; add images and labels to train on/,
    ],
    [
      'a gzip cut short',
      (name, bytes) => (name === images ? [`${name}.gz`, gzipSync(bytes).subarray(0, 200)] : [name, bytes]),
      /^train-images-idx3-ubyte\.gz: is damaged gzip \(.*\); get it anew$/,
    ],
    [
      'a gzip that unpacks to more than it says',
      (name, bytes) => (name === images ? [`${name}.gz`, gzipSync(Buffer.concat([bytes, Buffer.alloc(50_000_000)]))] : [name, bytes]),
      /^train-images-idx3-ubyte\.gz: unpacks to more than 3256 bytes; it is not what it says$/,
    ],
    [
      'a gzip that is too short for what it says',
      (name, bytes) => (name.startsWith('train') ? [`${name}.gz`, gzipSync(claiming(bytes, 12_000_000))] : [name, bytes]),
      /^train-images-idx3-ubyte\.gz: 3240 bytes after offset 16, expected 1296000000 for 12000000 images of 12×9; the file is cut short$/,
    ],
    [
      'labels of other images, which are not unpacked to see it',
      (name, bytes) => (name === images ? [`${name}.gz`, gzipSync(claiming(bytes, 12_000_000))] : [name, bytes]),
      /^train-labels-idx1-ubyte: 30 labels, expected 12000000 as in train-images-idx3-ubyte\.gz$/,
    ],
    [
      'test images of another size',
      (name, bytes) => [
        name,
        name.startsWith('t10k-images') ? writeImages({ count: test.count, pixels: test.pixels, shape: [9, 12, 1] }) : bytes,
      ],
      /^t10k-images-idx3-ubyte: images of 9×12, expected 12×9 as in train-images-idx3-ubyte$/,
    ],
  ])('with %s is refused in one line', async (_what, change, message) => {
    write(change);
    await expect(loadDataset(folder)).rejects.toThrow(message);
  });

  it('that does not exist, or is a file, is refused', async () => {
    await expect(loadDataset(join(folder, 'none'))).rejects.toThrow(/none: there is no such folder or file$/);
    writeFileSync(join(folder, 'file'), '');
    await expect(loadDataset(join(folder, 'file'))).rejects.toThrow(/file: is empty; get it anew$/);
  });
});
