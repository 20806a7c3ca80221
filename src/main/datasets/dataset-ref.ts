/** What tells one dataset from another, and what people call it. */
import type { DatasetRef } from '@shared/contracts/run';
import { knownSet, originals } from '@shared/data/originals';

type Checksums = Readonly<Record<string, string>>;

/** `folder`: where it lay when it was used; empty where nobody knows, and it is called by its checksum. */
export const datasetRef = (folder: string, checksums: Checksums, name?: string): DatasetRef => ({
  name: knownSet(checksums)?.name ?? name ?? calledBy(folder) ?? `#${checksums.trainingImages?.slice(0, 8)}`,
  key: datasetKey(checksums),
});

/** The last part of a path; of a dataset in Kasane's own folder without the checksum that ends its name. */
const calledBy = (folder: string): string | undefined =>
  folder
    .split(/[\\/]/)
    .findLast((part) => part !== '')
    ?.replace(/ [0-9a-f]{8}( \d+)?$/, '');

const datasetKey = (checksums: Checksums): string =>
  Object.keys(originals)
    .map((part) => checksums[part] ?? '')
    .join(' ');

export const mnist: DatasetRef = { name: 'MNIST', key: datasetKey(originals) };
