/** Reads a dataset's files into memory, unpacked, checked, and compared with the original MNIST. */

import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Dataset, sameShape } from '@shared/data/image-set';
import { DatasetError, type IdxFile, parseLabelledImages } from '@shared/data/sources/idx';
import { phrase } from '@shared/phrase';
import { readBytes } from '../files/whole-files';
import { type DatasetPart, type DatasetPaths, findDataset } from './find-dataset';

/** MD5 of the original, uncompressed MNIST files. */
const originals: Record<DatasetPart, string> = {
  trainingImages: '6bbc9ace898e44ae57da46a324031adb',
  trainingLabels: 'a25bea736e30d166cdddb491f175f624',
  testImages: '2646ac647ad5339dbf082846283269ea',
  testLabels: '27ae3e4e09519cfbb04c329615203637',
};

/** Whether checksums are those of MNIST's own test images and labels. */
export const isOriginalTestSet = ({ testImages, testLabels }: Readonly<Record<string, string>>) =>
  testImages === originals.testImages && testLabels === originals.testLabels;

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
  const [trainingImages, trainingLabels, testImages, testLabels] = await Promise.all([
    readPart(paths, 'trainingImages'),
    readPart(paths, 'trainingLabels'),
    readPart(paths, 'testImages'),
    readPart(paths, 'testLabels'),
  ]);
  const training = parseLabelledImages(trainingImages, trainingLabels);
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
  const original = (Object.keys(originals) as DatasetPart[]).every((part) => checksums[part] === originals[part]);
  return { folder, training, test, original, checksums };
}

/** The training images alone, for work that is to have nothing to do with the test set; its files are not opened. */
export async function loadTrainingSet(folder: string): Promise<LoadedTrainingSet> {
  const paths = await findDataset(folder, ['trainingImages', 'trainingLabels']);
  const [trainingImages, trainingLabels] = await Promise.all([readPart(paths, 'trainingImages'), readPart(paths, 'trainingLabels')]);
  const training = parseLabelledImages(trainingImages, trainingLabels);
  const checksums = { trainingImages: md5(trainingImages), trainingLabels: md5(trainingLabels) };
  return { folder, training, test: training.pick([]), checksums };
}

/** Of the training files, as a search keeps them. */
export async function loadTrainingSums(folder: string): Promise<Record<string, string>> {
  return { ...(await loadTrainingSet(folder)).checksums };
}

async function readPart(paths: DatasetPaths, part: DatasetPart): Promise<IdxFile> {
  const name = basename(paths[part]);
  const content = await readBytes(paths[part], LARGEST_FILE);
  return { name, bytes: name.endsWith('.gz') ? await unpack(name, content) : content };
}

async function unpack(name: string, content: Uint8Array): Promise<Uint8Array> {
  if (content[0] !== 0x1f || content[1] !== 0x8b) {
    const start = Buffer.from(content.subarray(0, 2)).toString('hex');
    throw new DatasetError(name, phrase`starts with 0x${start} at offset 0, expected 0x1f8b, the mark of gzip`);
  }
  try {
    return await promisify(gunzip)(content, { maxOutputLength: LARGEST_FILE });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem =
      code === 'ERR_BUFFER_TOO_LARGE' ? phrase`unpacks to more than ${LARGEST_FILE} bytes` : phrase`is damaged gzip (${message})`;
    throw new DatasetError(name, phrase`${problem}, expected an IDX file`);
  }
}

const md5 = ({ bytes }: IdxFile) => createHash('md5').update(bytes).digest('hex');
