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
import { type FoundPart, nameOf, partNamed, type Reading, type Source, type SourceFile } from './source';

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
    const batches = new Map<SourceFile, number>();
    for (const file of files) {
      const labels = await labelBytes(file);
      if (labels > 0) batches.set(file, labels);
    }
    const [first] = batches.values();
    if (first === undefined) return null;
    const fitting = kinds.filter(({ labels }) => labels === first);
    const kind = fitting.find(({ name }) => name === choice) ?? (fitting[0] as Kind);
    const own = [...batches.keys()].filter((file) => batches.get(file) === first).toSorted((a, b) => (a.path < b.path ? -1 : 1));
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
      read: (work) => readBatches(kind, training, test, files, work),
    };
  },
};

/** Before each image, by the file's length and its first records; 0 of other files. */
async function labelBytes(file: SourceFile): Promise<number> {
  const head = await file.head(SAMPLE * (2 + PIXELS));
  const sample = (labels: number, at: number, below: number) => {
    const record = labels + PIXELS;
    const records = Math.floor(head.length / record);
    return records > 0 && Array.from({ length: records }, (_, index) => head[index * record + at] ?? below).every((label) => label < below);
  };
  const candidate = sample(1, 0, 10) ? 1 : sample(2, 0, 20) && sample(2, 1, 100) ? 2 : 0;
  if (candidate === 0) return 0;
  const { length } = await file.bytes(LARGEST);
  const fits = [1, 2].filter(
    (labels) => length % (labels + PIXELS) === 0 && (labels === 1 ? sample(1, 0, 10) : sample(2, 0, 20) && sample(2, 1, 100)),
  );
  return fits[0] ?? 0;
}

/** Records that are looked at. */
const SAMPLE = 20;

async function readBatches(
  kind: Kind,
  training: readonly SourceFile[],
  test: readonly SourceFile[],
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
    leftOut: [],
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
