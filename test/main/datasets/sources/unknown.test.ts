import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Files, inFolder, readFiles, readPlace } from '../../../support/places';

const record = () => {
  const bytes = new Uint8Array(500);
  new DataView(bytes.buffer).setBigUint64(0, 300n, true);
  bytes.set([1, 2, 3, 4, 0x0a], 8);
  return bytes;
};
const tar = () => {
  const bytes = new Uint8Array(1024);
  bytes.set(new TextEncoder().encode('ustar'), 257);
  return bytes;
};

describe('what is no dataset says what it is', () => {
  it.each<[string, Files, RegExp]>([
    [
      'a web page saved as .gz',
      { 'train-images-idx3-ubyte.gz': '<!DOCTYPE html><html></html>' },
      /^train-images-idx3-ubyte\.gz: is a web page, saved under the name of a file: open the address/,
    ],
    ['a packed web page', { 'mnist.npz': gzipSync('<html><head></head></html>') }, /is a web page/],
    [
      'HDF5',
      { 'mnist.h5': Uint8Array.of(0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10, 0, 0, 0, 0) },
      /^mnist\.h5: is HDF5; write its arrays as \.npz with NumPy/,
    ],
    ['a TensorFlow record', { 'mnist-train.tfrecord-00000-of-00001': record() }, /is a TensorFlow record/],
    ['a tar archive', { 'images.tar': tar() }, /^images\.tar: is a tar archive; unpack it and open the folder$/],
    [
      'a pointer of Git LFS',
      { 'train.parquet': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n' },
      /is a pointer of Git LFS/,
    ],
    ['an empty folder', {}, /is an empty folder; expected IDX files/],
    ['empty files', { 'train-images-idx3-ubyte': '', 'train-labels-idx1-ubyte': '' }, /^train-images-idx3-ubyte: is empty; get it anew$/],
    ['text', { 'notes.txt': 'nothing\nto see\n' }, /holds no labelled images that Kasane knows; expected IDX files, CSV/],
  ])('%s', async (_what, files, message) => {
    await expect(readFiles(files)).rejects.toThrow(
      expect.objectContaining({ name: 'DatasetError', message: expect.stringMatching(message) }),
    );
  });

  it('a place that is not there', async () => {
    await inFolder({}, (folder) => expect(readPlace(`${folder}/nowhere`)).rejects.toThrow('there is no such folder or file'));
  });
});
