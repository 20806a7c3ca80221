/**
 * CIFAR-10 and CIFAR-100 in their binary form: a byte of label (of CIFAR-100 two, coarse and fine), then 32×32 bytes of red, of
 * green and of blue. Known by records that fit the file's length and by the names of the classes beside them.
 * https://www.cs.toronto.edu/~kriz/cifar.html
 */

import { phrase } from '../../phrase';
import { numbered } from '../class-names';
import { DatasetError } from './dataset-error';
import { distinct } from './labels';
import { channelsLast } from './shape';
import { chosenOf, type FoundPart, type LeftOut, nameOf, partNamed, type Reading, type Source, type SourceFile } from './source';

const SIDE = 32;
const PIXELS = 3 * SIDE * SIDE;
const SHAPE = [SIDE, SIDE, 3] as const;
/** Far more than any of its files. */
const LARGEST = 2 ** 30;

interface Kind {
  readonly name: string;
  /** Bytes of labels before each image, and which of them is meant. */
  readonly labels: number;
  readonly of: number;
  readonly classes: number;
  /** The file of their names. */
  readonly names: RegExp;
}

const kinds: readonly Kind[] = [
  { name: 'CIFAR-10', labels: 1, of: 0, classes: 10, names: /^batches\.meta\.txt$/ },
  { name: 'CIFAR-100 (100 classes)', labels: 2, of: 1, classes: 100, names: /^fine_label_names\.txt$/ },
  { name: 'CIFAR-100 (20 groups)', labels: 2, of: 0, classes: 20, names: /^coarse_label_names\.txt$/ },
];

export const cifar: Source = {
  type: 'cifar',
  label: 'CIFAR',
  async recognise(files, { choice }) {
    const batches: Batch[] = [];
    for (const file of files) {
      const batch = await batchIn(file);
      if (batch) batches.push(batch);
    }
    const first = batches.find(({ isWhole }) => isWhole);
    if (first === undefined) return null;
    const fitting = kinds.filter(({ labels }) => labels === first.labels);
    const chosen = chosenOf(
      fitting.map(({ name }) => name),
      choice,
    );
    const kind = fitting.find(({ name }) => name === chosen) as Kind;
    const alike = batches.filter(({ labels }) => labels === first.labels).toSorted((a, b) => (a.file.path < b.file.path ? -1 : 1));
    const own = alike.filter(({ isWhole }) => isWhole).map(({ file }) => file);
    const leftOut = alike.filter(({ isWhole }) => !isWhole).map(({ file }) => ({ place: file.path, reason: phrase`is cut short` }));
    const isTest = ({ path }: SourceFile) => partNamed(nameOf(path).replaceAll('_', ' ')) === 'test';
    const [training, test] = [own.filter((file) => !isTest(file)), own.filter(isTest)];
    if (training.length === 0)
      throw new DatasetError(nameOf(own[0]?.path ?? ''), phrase`is a test batch; add those to train on (data_batch_1.bin …)`);
    return {
      reason: phrase`${kind.name}: records of ${kind.labels + PIXELS} bytes in ${own.map(({ path }) => nameOf(path)).join(', ')}`,
      choices: fitting.length > 1 ? fitting.map(({ name }) => name) : [],
      choice: fitting.length > 1 ? kind.name : '',
      hasTest: test.length > 0,
      settings: [],
      read: (work) => readBatches(kind, { training, test, leftOut }, files, work),
    };
  },
};

interface Batch {
  readonly file: SourceFile;
  /** Bytes of labels before each image. */
  readonly labels: number;
  /** Whether its length is that of so many records. */
  readonly isWhole: boolean;
}

/** By its first records; null of other files. */
async function batchIn(file: SourceFile): Promise<Batch | null> {
  const head = await file.head(SAMPLE * (2 + PIXELS));
  const sample = (labels: number, at: number, below: number) => {
    const record = labels + PIXELS;
    const records = Math.floor(head.length / record);
    return records > 0 && Array.from({ length: records }, (_, index) => head[index * record + at] ?? below).every((label) => label < below);
  };
  const candidate = sample(1, 0, 10) ? 1 : sample(2, 0, 20) && sample(2, 1, 100) ? 2 : 0;
  if (candidate === 0) return null;
  const { length } = await file.bytes(LARGEST);
  const fits = [1, 2].filter(
    (labels) => length % (labels + PIXELS) === 0 && (labels === 1 ? sample(1, 0, 10) : sample(2, 0, 20) && sample(2, 1, 100)),
  );
  return { file, labels: fits[0] ?? candidate, isWhole: fits.length > 0 };
}

/** Records that are looked at. */
const SAMPLE = 20;

interface Parts {
  readonly training: readonly SourceFile[];
  readonly test: readonly SourceFile[];
  readonly leftOut: readonly LeftOut[];
}

async function readBatches(
  kind: Kind,
  { training, test, leftOut }: Parts,
  files: readonly SourceFile[],
  { trainingOnly, progress, signal }: Reading,
) {
  const total = training.length + (trainingOnly ? 0 : test.length);
  let done = 0;
  const part = async (batches: readonly SourceFile[]): Promise<FoundPart | undefined> => {
    if (batches.length === 0) return undefined;
    const all: Uint8Array[] = [];
    for (const batch of batches) {
      signal?.throwIfAborted();
      all.push(await batch.bytes(LARGEST));
      progress?.(++done / total);
    }
    return partFrom(kind, all, nameOf(batches[0]?.path ?? ''));
  };
  const names = files.find(({ path }) => kind.names.test(nameOf(path)));
  const lines = names
    ? new TextDecoder()
        .decode(await names.bytes(2 ** 16))
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean)
    : [];
  const known = kind.name === 'CIFAR-10' ? CIFAR_10 : numbered(kind.classes);
  return {
    shape: SHAPE,
    classes: lines.length === kind.classes ? distinct(lines) : known,
    training: (await part(training)) as FoundPart,
    test: trainingOnly ? undefined : await part(test),
    leftOut,
  };
}

const CIFAR_10 = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];

function partFrom({ labels: bytes, of, classes }: Kind, batches: readonly Uint8Array[], name: string): FoundPart {
  const record = bytes + PIXELS;
  const count = batches.reduce((sum, batch) => sum + Math.floor(batch.length / record), 0);
  const [pixels, labels] = [new Uint8Array(count * PIXELS), new Uint8Array(count)];
  let image = 0;
  for (const batch of batches) {
    for (let at = 0; at + record <= batch.length; at += record, image++) {
      const label = batch[at + of] as number;
      if (label >= classes) throw new DatasetError(name, phrase`label ${label} at offset ${at + of}, expected 0 to ${classes - 1}`);
      labels[image] = label;
      pixels.set(batch.subarray(at + bytes, at + record), image * PIXELS);
    }
  }
  return { pixels: channelsLast(pixels, SHAPE), labels };
}
