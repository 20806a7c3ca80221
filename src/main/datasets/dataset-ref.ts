/** What tells one dataset from another, and what people call it. */
import type { DatasetRef } from '@shared/contracts/run';
import { isOriginal, originals } from './originals';

type Checksums = Readonly<Record<string, string>>;

/** `folder`: where it lay when it was used; empty where nobody knows, and it is called by its checksum. */
export const datasetRef = (folder: string, checksums: Checksums): DatasetRef => ({
  name: isOriginal(checksums)
    ? mnist.name
    : (folder.split(/[\\/]/).findLast((part) => part !== '') ?? `#${checksums.trainingImages?.slice(0, 8)}`),
  key: datasetKey(checksums),
});

const datasetKey = (checksums: Checksums): string =>
  Object.keys(originals)
    .map((part) => checksums[part] ?? '')
    .join(' ');

export const mnist: DatasetRef = { name: 'MNIST', key: datasetKey(originals) };
