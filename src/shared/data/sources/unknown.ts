/** What a place is that no source makes anything of, as far as its first bytes tell, and what to do about it. */
import { type Phrase, phrase } from '../../phrase';
import { DatasetError } from './dataset-error';
import type { SourceFile } from './source';

interface Known {
  recognises(head: Uint8Array, text: string, path: string): boolean;
  readonly says: Phrase;
}

const starts = (head: Uint8Array, ...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);

const known: readonly Known[] = [
  {
    recognises: (_head, text) => /^\s*(<!doctype html|<html|<head)/i.test(text),
    says: phrase`is a web page, saved under the name of a file: open the address in a browser, and download the file itself`,
  },
  {
    recognises: (head) => starts(head, 0x89, 0x48, 0x44, 0x46),
    says: phrase`is HDF5; write its arrays as .npz with NumPy (x_train, y_train, x_test, y_test)`,
  },
  {
    recognises: (head, _text, path) => isTensorflowRecord(head) || /\.tfrecords?(\.gz)?$/i.test(path),
    says: phrase`is a TensorFlow record; write its images as .npz, or as pictures in a folder for each class`,
  },
  {
    recognises: (_head, text) => text.startsWith('MATLAB 5.0'),
    says: phrase`is a MATLAB file; write its arrays as .npz with SciPy and NumPy`,
  },
  { recognises: (_head, text) => text.slice(257, 262) === 'ustar', says: phrase`is a tar archive; unpack it and open the folder` },
  { recognises: (head) => starts(head, 0x37, 0x7a, 0xbc, 0xaf), says: phrase`is a 7z archive; unpack it and open the folder` },
  { recognises: (_head, text) => text.startsWith('Rar!'), says: phrase`is a RAR archive; unpack it and open the folder` },
  { recognises: (head) => starts(head, 0x28, 0xb5, 0x2f, 0xfd), says: phrase`is packed by Zstandard; unpack it first` },
  { recognises: (head) => starts(head, 0x42, 0x5a, 0x68), says: phrase`is packed by bzip2; unpack it first` },
  { recognises: (head) => starts(head, 0xfd, 0x37, 0x7a, 0x58, 0x5a), says: phrase`is packed by xz; unpack it first` },
  { recognises: (_head, text) => text.startsWith('ARROW1'), says: phrase`is an Arrow file; save the data set as Parquet` },
  {
    recognises: (_head, text) => text.startsWith('SQLite format 3'),
    says: phrase`is a SQLite database; write its images as pictures in a folder for each class`,
  },
  { recognises: (_head, text) => text.startsWith('%PDF'), says: phrase`is a PDF; save its pages as pictures` },
  {
    recognises: (_head, text) => /^version https:\/\/git-lfs/.test(text),
    says: phrase`is a pointer of Git LFS, not the file itself; fetch it with git lfs pull`,
  },
];

/** A record: its length, and four bytes of checksum of that; small numbers in a file that is longer. */
function isTensorflowRecord(head: Uint8Array): boolean {
  if (head.length < 16) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  // An Example begins with its field 1, a message.
  return view.getUint32(4, true) === 0 && view.getUint32(0, true) > 0 && head[12] === 0x0a && view.getUint32(8, true) !== 0;
}

/** `place`: as people call it. */
export async function unknownPlace(place: string, files: readonly SourceFile[]): Promise<DatasetError> {
  if (files.length === 0) return new DatasetError(place, phrase`is an empty folder; expected ${EXPECTED}`);
  for (const file of files.slice(0, 200)) {
    const head = await file.head().catch(() => null);
    if (!head) continue;
    if (head.length === 0 && files.every(({ size }) => size === 0)) return new DatasetError(file.path, phrase`is empty; get it anew`);
    const text = new TextDecoder('latin1').decode(head.subarray(0, 1024));
    const found = known.find((each) => each.recognises(head, text, file.path));
    if (found) return new DatasetError(file.path, found.says);
  }
  return new DatasetError(place, phrase`holds no labelled images that Kasane knows; expected ${EXPECTED}`);
}

const EXPECTED = phrase`IDX files, CSV, .npz, a pickle of arrays, Parquet, CIFAR’s batches, or pictures in a folder for each class`;
