/** Reads a dataset's files into memory, unpacked, checked, and compared with the original MNIST. */

import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { type Dataset, sameShape } from '@shared/data/image-set';
import { assertSameCount, DatasetError, IDX_HEADER, type IdxFile, idxSize, parseLabelledImages } from '@shared/data/sources/idx';
import { type Phrase, phrase } from '@shared/phrase';
import { readBytes } from '../files/whole-files';
import { type DatasetPart, type DatasetPaths, findDataset } from './find-dataset';
import { isOriginal } from './originals';

/** Far beyond any dataset of digits, as it is and unpacked. */
const LARGEST_FILE = 2 ** 30;

export interface LoadedDataset extends Dataset {
  readonly folder: string;
  /** Whether all four files are the original MNIST's, byte for byte. */
  readonly original: boolean;
  /** MD5 of each uncompressed file. */
  readonly checksums: Readonly<Record<DatasetPart, string>>;
}

export interface LoadedTrainingSet extends Dataset {
  readonly folder: string;
  readonly checksums: { readonly trainingImages: string; readonly trainingLabels: string };
}

/** Throws a DatasetError or FileError of one line that names the file, the place and what was expected. */
export async function loadDataset(folder: string): Promise<LoadedDataset> {
  const paths = await findDataset(folder);
  const [trainingImages, trainingLabels] = await readPair(paths, 'trainingImages', 'trainingLabels');
  const training = parseLabelledImages(trainingImages, trainingLabels);
  const [testImages, testLabels] = await readPair(paths, 'testImages', 'testLabels');
  const test = parseLabelledImages(testImages, testLabels);
  if (!sameShape(test.shape, training.shape)) {
    const [found, wanted] = [test, training].map(({ shape: [height, width] }) => `${height}×${width}`);
    throw new DatasetError(testImages.name, phrase`images of ${found}, expected ${wanted} as in ${trainingImages.name}`);
  }
  const checksums = {
    trainingImages: md5(trainingImages),
    trainingLabels: md5(trainingLabels),
    testImages: md5(testImages),
    testLabels: md5(testLabels),
  };
  return { folder, training, test, original: isOriginal(checksums), checksums };
}

/** The training images alone, for work that is to have nothing to do with the test set; its files are not opened. */
export async function loadTrainingSet(folder: string): Promise<LoadedTrainingSet> {
  const paths = await findDataset(folder, ['trainingImages', 'trainingLabels']);
  const [trainingImages, trainingLabels] = await readPair(paths, 'trainingImages', 'trainingLabels');
  const training = parseLabelledImages(trainingImages, trainingLabels);
  const checksums = { trainingImages: md5(trainingImages), trainingLabels: md5(trainingLabels) };
  return { folder, training, test: training.pick([]), checksums };
}

/** Of the training files, as a search keeps them. */
export async function loadTrainingSums(folder: string): Promise<Record<string, string>> {
  return { ...(await loadTrainingSet(folder)).checksums };
}

/**
 * Images and their labels, of which each says in its first bytes how many there are: files that do not belong together, or
 * unpack to more than they say, are given no memory. One after another, for each is held twice while it is unpacked.
 */
async function readPair(paths: DatasetPaths, images: DatasetPart, labels: DatasetPart): Promise<readonly [IdxFile, IdxFile]> {
  const [packedImages, packedLabels] = [await readPart(paths[images]), await readPart(paths[labels])];
  assertSameCount(packedImages.head, packedLabels.head);
  return [await unpack(packedImages), await unpack(packedLabels)];
}

interface PackedFile {
  readonly name: string;
  readonly content: Uint8Array;
  /** Its first bytes, unpacked. */
  readonly head: IdxFile;
}

async function readPart(path: string): Promise<PackedFile> {
  const name = basename(path);
  const content = await readBytes(path, LARGEST_FILE);
  return { name, content, head: { name, bytes: isPacked(name) ? unpackedStart(name, content) : content.subarray(0, IDX_HEADER) } };
}

const isPacked = (name: string) => name.endsWith('.gz');

/** Enough of a packed file for its first bytes. */
const START = 4096;

function unpackedStart(name: string, content: Uint8Array): Uint8Array {
  if (content[0] !== 0x1f || content[1] !== 0x8b) {
    const start = Buffer.from(content.subarray(0, 2)).toString('hex');
    throw new DatasetError(name, phrase`starts with 0x${start} at offset 0, expected 0x1f8b, the mark of gzip`);
  }
  try {
    return gunzipSync(content.subarray(0, START), { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, IDX_HEADER);
  } catch (error) {
    throw damagedGzip(name, error);
  }
}

const damagedGzip = (name: string, error: unknown) =>
  unsound(name, phrase`is damaged gzip (${error instanceof Error ? error.message : error})`);

const unsound = (name: string, problem: Phrase) => new DatasetError(name, phrase`${problem}, expected an IDX file`);

async function unpack({ name, content, head }: PackedFile): Promise<IdxFile> {
  if (!isPacked(name)) return { name, bytes: content };
  const size = idxSize(head);
  if (size > LARGEST_FILE) throw new DatasetError(name, phrase`says that it has ${size} bytes; at most ${LARGEST_FILE} are read`);
  // A byte of deflate makes at most 1032: no memory for what cannot come.
  if (size > content.length * 1032) throw new DatasetError(name, phrase`says that it has ${size} bytes, which it is too short for`);
  const bytes = new Uint8Array(size);
  let at = 0;
  const unpacking = createGunzip();
  try {
    unpacking.end(content);
    for await (const part of unpacking as AsyncIterable<Buffer>) {
      if (at + part.length > size) throw unsound(name, phrase`unpacks to more than ${size} bytes`);
      bytes.set(part, at);
      at += part.length;
    }
  } catch (error) {
    throw error instanceof DatasetError ? error : damagedGzip(name, error);
  }
  return { name, bytes: bytes.subarray(0, at) };
}

const md5 = ({ bytes }: IdxFile) => createHash('md5').update(bytes).digest('hex');
