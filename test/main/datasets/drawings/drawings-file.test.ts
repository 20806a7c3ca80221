import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { ImageSet } from '@shared/data/image-set';
import { writeImages, writeLabels } from '@shared/data/sources/idx-file';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDrawings, writeDrawings } from '../../../../src/main/datasets/drawings/drawings-file';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kasane-drawings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Images that are each filled with their label, so that mixing them up shows. */
function drawings(...labels: number[]): ImageSet {
  const pixels = Uint8Array.from({ length: labels.length * 784 }, (_, pixel) => labels[Math.floor(pixel / 784)] ?? 0);
  return new ImageSet([28, 28, 1], DIGIT_CLASSES, pixels, Uint8Array.from(labels));
}

const kept = async () => {
  const { images } = await readDrawings(folder);
  return Array.from(images.labels, (label, index) => [label, images.pixels[index * 784]]);
};

describe('kept drawings', () => {
  it('are none where there are no files, and come back as they were written', async () => {
    expect(await kept()).toEqual([]);
    await writeDrawings(folder, drawings(3, 1, 4));
    expect(await kept()).toEqual([
      [3, 3],
      [1, 1],
      [4, 4],
    ]);
    expect(readdirSync(folder).toSorted()).toEqual(['my-digits-images-idx3-ubyte', 'my-digits-labels-idx1-ubyte']);
    await writeDrawings(folder, drawings());
    expect(await kept()).toEqual([]);
  });

  it('of which one file is missing or cannot be read are refused, for the next one kept would take their place', async () => {
    await writeDrawings(folder, drawings(3, 1, 4));
    const labels = join(folder, 'my-digits-labels-idx1-ubyte');
    rmSync(labels);
    await expect(readDrawings(folder)).rejects.toThrow('my-digits-labels-idx1-ubyte: is missing beside my-digits-images-idx3-ubyte');
    mkdirSync(labels);
    await expect(readDrawings(folder)).rejects.toThrow('it is a folder');
  });

  it('keep their labels where a change broke off between the two files', async () => {
    await writeDrawings(folder, drawings(3, 1, 4));
    // The first is deleted; the process dies when only the labels are on disk.
    const after = drawings(1, 4);
    const [labels, images] = [writeLabels(after.labels), writeImages(after)];
    const length = Buffer.alloc(4);
    length.writeUInt32BE(labels.length);
    writeFileSync(join(folder, 'my-digits-pending'), Buffer.concat([length, labels, images]));
    writeFileSync(join(folder, 'my-digits-labels-idx1-ubyte'), labels);
    expect(await kept()).toEqual([
      [1, 1],
      [4, 4],
    ]);
    await writeDrawings(folder, drawings(1, 4, 5));
    expect(await kept()).toEqual([
      [1, 1],
      [4, 4],
      [5, 5],
    ]);
    expect(readdirSync(folder)).not.toContain('my-digits-pending');
  });

  it('that are damaged are named, not overwritten', async () => {
    await writeDrawings(folder, drawings(3));
    writeFileSync(join(folder, 'my-digits-images-idx3-ubyte'), 'scribble');
    await expect(readDrawings(folder)).rejects.toThrow('my-digits-images-idx3-ubyte: magic number');
  });
});
