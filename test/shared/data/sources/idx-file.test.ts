import { parseImages, parseLabelledImages, parseLabels, writeImages, writeLabels } from '@shared/data/sources/idx-file';
import { describe, expect, it } from 'vitest';
import { stripes } from '../../../support/digits';

const sound = stripes(20);
const images = writeImages(sound);
const labels = writeLabels(sound.labels);
const imagesFile = (bytes: Uint8Array) => ({ name: 'images', bytes });
const labelsFile = (bytes: Uint8Array) => ({ name: 'labels', bytes });

/** A copy with a big-endian number put in. */
function patched(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(offset, value);
  return copy;
}

describe('IDX files', () => {
  it('come back as they were written', () => {
    expect(parseLabelledImages(imagesFile(images), labelsFile(labels))).toEqual(sound);
  });

  it.each([
    ['a wrong magic number', patched(images, 0, 0x801), 'images: magic number 0x00000801 at offset 0, expected 0x00000803'],
    ['no header', images.slice(0, 10), 'images: ends at offset 10, expected a header of 16 bytes'],
    ['nothing at all', new Uint8Array(), 'images: ends at offset 0, expected a header of 16 bytes'],
    ['a short body', images.slice(0, -1), 'images: 1679 bytes after offset 16, expected 1680 for 20 images of 12×7; the file is cut short'],
    [
      'bytes left over',
      new Uint8Array([...images, 0]),
      'images: 1681 bytes after offset 16, expected 1680 for 20 images of 12×7; the file has bytes left over',
    ],
    ['absurd sides', patched(images, 8, 0xffffffff), 'images: 4294967295 rows at offset 8, expected 1 to 1024'],
    ['a side of nothing', patched(images, 12, 0), 'images: 0 columns at offset 12, expected 1 to 1024'],
  ])('of images with %s are refused', (_what, bytes, message) => {
    expect(() => parseImages(imagesFile(bytes))).toThrow(expect.objectContaining({ name: 'DatasetError', message }));
  });

  it.each([
    ['a wrong magic number', patched(labels, 0, 0x803), 'labels: magic number 0x00000803 at offset 0, expected 0x00000801'],
    ['a short body', labels.slice(0, -3), 'labels: 17 bytes after offset 8, expected 20 for 20 labels; the file is cut short'],
    ['a label above 9', labels.with(13, 10), 'labels: label 10 at offset 13, expected 0 to 9'],
  ])('of labels with %s are refused', (_what, bytes, message) => {
    expect(() => parseLabels(labelsFile(bytes), 10)).toThrow(message);
  });

  it('that do not go together are refused', () => {
    const fewer = writeLabels(sound.labels.slice(0, 19));
    expect(() => parseLabelledImages(imagesFile(images), labelsFile(fewer))).toThrow('labels: 19 labels, expected 20 as in images');
  });
});
