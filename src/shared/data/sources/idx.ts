/**
 * IDX files, as MNIST and its relatives come: found by their magic numbers in any folder below, raw or packed, images and
 * labels paired by their names and counts. EMNIST's six splits are choices, its images transposed and its classes named by
 * `mapping.txt`; QMNIST's labels have eight columns.
 */
import { grouped } from '../../grouped';
import { phrase } from '../../phrase';
import type { Images } from '../image-set';
import { DatasetError } from './dataset-error';
import { isEmnist, mappingOf } from './emnist';
import { type IdxHead, idxHead, parseImages, parseLabels } from './idx-file';
import { type Classes, classesOf, placed } from './labels';
import type { DataOptions } from './options';
import { assertReadable, transposed } from './shape';
import {
  chosenOf,
  type FoundDataset,
  type FoundPart,
  folderOf,
  nameOf,
  partNamed,
  type Reading,
  type Source,
  type SourceFile,
} from './source';

interface Found {
  readonly file: SourceFile;
  readonly head: IdxHead;
  /** What its name says beside which file of a dataset it is: `emnist-letters`, often nothing. */
  readonly dataset: string;
  /** `train`, `t10k`: the name without what all such names have. */
  readonly stem: string;
}

interface Pair {
  readonly images: Found;
  readonly labels: Found | null;
}

interface Group {
  readonly name: string;
  readonly training: Pair;
  readonly validation: Pair | null;
  readonly test: Pair | null;
}

export const idx: Source = {
  type: 'idx',
  label: 'IDX',
  async recognise(files, options) {
    const found = await findAll(files);
    if (!found.some(({ head }) => head.holds === 'images')) return null;
    const groups = groupsOf(found, files);
    const name = chosenOf(
      groups.map((each) => each.name),
      options.choice,
    );
    const group = groups.find((each) => each.name === name);
    if (!group) throw unpaired(found);
    const { training, test, validation } = group;
    const pairs = [training, validation, test].filter((pair) => pair !== null);
    const turns = turnsOf(training, options);
    const listed = pairs.map(({ images }) => images.file.path).join(', ');
    return {
      reason: turns
        ? phrase`images and labels in IDX files (${listed}), turned the right way round, as EMNIST transposes them`
        : phrase`images and labels in IDX files, by their magic numbers: ${listed}`,
      choices: groups.length > 1 ? groups.map(({ name }) => name) : [],
      choice: group.name,
      hasTest: test !== null,
      settings: ['transpose'],
      read: (work) => readGroup(group, files, turns, work),
    };
  },
};

const turnsOf = ({ images }: Pair, { transpose }: DataOptions) =>
  transpose === 'yes' || (transpose === 'auto' && isEmnist(images.file.path));

async function findAll(files: readonly SourceFile[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const file of files) {
    const bytes = await file.head();
    if (bytes[0] !== 0 || bytes[1] !== 0) continue;
    const head = idxHead({ name: file.path, bytes });
    if (head) found.push({ file, head, ...namesOf(file.path) });
  }
  return found;
}

/** What all such names have: `-images-idx3-ubyte.gz`, `(1)`. */
function namesOf(path: string): { readonly dataset: string; readonly stem: string } {
  const stem = nameOf(path)
    .toLowerCase()
    .replace(/\s*\(\d+\)/g, '')
    .replace(/(\.gz|\.idx|\.bin|\.dat)+$/g, '')
    .replace(/[-._]?(images?|labels?)(?=[-._]|$)/g, '')
    .replace(/[-._]?idx\d(?=[-._]|$)/g, '')
    .replace(/[-._]?(ubyte|int)(?=[-._]|$)/g, '');
  const dataset = stem
    .replace(/[-._]?(train|training|t10k|test|testing|val|valid|validation)\d*k?(?=[-._]|$)/g, '')
    .replace(/^[-._]+|[-._]+$/g, '');
  return { dataset, stem };
}

/** Without the folder that is called as its one file, as Kaggle unpacks them. */
function placeOf(path: string): string {
  const folder = folderOf(path);
  const plain = (name: string) => name.toLowerCase().replace(/\.gz$/, '').replace(/[-.]/g, '');
  return plain(nameOf(folder)) === plain(nameOf(path)) ? folderOf(folder) : folder;
}

function groupsOf(found: readonly Found[], files: readonly SourceFile[]): Group[] {
  // One of a file and its copies: the one that is not packed, and has the shortest name.
  const once = new Map<string, Found>();
  const size = ({ file }: Found) => file.path.length + (/\.gz$/i.test(file.path) ? 1000 : 0);
  for (const each of found) {
    const key = [placeOf(each.file.path), each.stem, each.head.holds, each.head.count].join('\n');
    const other = once.get(key);
    if (!other || size(each) < size(other)) once.set(key, each);
  }
  const bySet = grouped([...once.values()], (each) => JSON.stringify([placeOf(each.file.path), each.dataset]));
  const byNames = [...bySet.values()].map((members) => groupOf(members)).filter((group) => group !== null);
  const groups = (isSplit(byNames, [...once.values()]) && byCounts([...once.values()])) || byNames;
  const places = new Set(groups.map(({ training }) => placeOf(training.images.file.path)));
  return groups
    .map((group) => ({ ...group, name: groupName(group, places.size > 1) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .filter(({ training }) => files.includes(training.images.file));
}

const groupName = ({ training }: Group, byPlace: boolean): string =>
  [byPlace ? placeOf(training.images.file.path) : '', training.images.dataset].filter(Boolean).join('/');

/** Null where nothing of it can be trained on. */
function groupOf(members: readonly Found[]): Group | null {
  const labels = members.filter(({ head }) => head.holds === 'labels');
  const pairs = members
    .filter(({ head }) => head.holds === 'images')
    .map((images): Pair => {
      const alike = labels.filter(({ stem }) => stem === images.stem);
      const named = alike.find(({ head }) => head.count === images.head.count) ?? alike[0];
      const counted = labels.filter(({ head }) => head.count === images.head.count);
      return { images, labels: named ?? (counted.length === 1 ? (counted[0] ?? null) : null) };
    })
    .toSorted((a, b) => b.images.head.count - a.images.head.count);
  const part = ({ images }: Pair) => partNamed(images.stem.replaceAll(/[\d._]/g, ' ')) ?? (/t10k/.test(images.stem) ? 'test' : null);
  const labelled = pairs.filter((pair) => pair.labels !== null);
  const training = labelled.find((pair) => part(pair) === 'training') ?? labelled.find((pair) => part(pair) === null);
  if (!training) return null;
  return {
    name: '',
    training,
    validation: labelled.find((pair) => part(pair) === 'validation') ?? null,
    test: labelled.find((pair) => part(pair) === 'test') ?? labelled.find((pair) => pair !== training && part(pair) === null) ?? null,
  };
}

/** Whether names leave images without a use, or tell parts of one dataset apart by their folders. */
function isSplit(groups: readonly Group[], found: readonly Found[]): boolean {
  const used = new Set(groups.flatMap(({ training, validation, test }) => [training.images, validation?.images, test?.images]));
  const unused = found.some((each) => each.head.holds === 'images' && !used.has(each));
  return unused || groups.some(({ training }) => partNamed(nameOf(folderOf(training.images.file.path)).replaceAll('_', ' ')) !== null);
}

/** One dataset of all there is, where each file of images has the one file of labels that counts as many; null where not. */
function byCounts(found: readonly Found[]): Group[] | null {
  const labels = found.filter(({ head }) => head.holds === 'labels');
  const pairs = found
    .filter(({ head }) => head.holds === 'images')
    .map((images): Pair => {
      const counted = labels.filter(({ head }) => head.count === images.head.count);
      const beside = counted.filter(({ file }) => folderOf(file.path) === folderOf(images.file.path));
      const [only, another] = beside.length === 1 ? beside : counted;
      return { images, labels: another ? null : (only ?? null) };
    })
    .toSorted((a, b) => b.images.head.count - a.images.head.count);
  if (pairs.length > 3 || new Set(pairs.map(({ labels: own }) => own)).size < pairs.length || pairs.some((pair) => !pair.labels))
    return null;
  const part = ({ images: { file } }: Pair) => (/t10k/i.test(file.path) ? 'test' : partNamed(file.path.replaceAll(/[\d._/]/g, ' ')));
  const training = pairs.find((pair) => part(pair) === 'training') ?? pairs.find((pair) => part(pair) === null);
  if (!training) return null;
  const others = pairs.filter((pair) => pair !== training);
  const validation = others.find((pair) => part(pair) === 'validation') ?? null;
  const test = others.find((pair) => part(pair) === 'test') ?? others.find((pair) => pair !== validation) ?? null;
  return [{ name: '', training, validation, test }];
}

/** Why nothing can be trained on though there are images. */
function unpaired(found: readonly Found[]): DatasetError {
  const images = found.filter(({ head }) => head.holds === 'images').map(({ file }) => file.path);
  const labels = found.filter(({ head }) => head.holds === 'labels').map(({ file }) => file.path);
  if (labels.length === 0)
    return new DatasetError(
      images[0] ?? '',
      phrase`holds images, but there is no IDX file of labels beside it; add it (train-labels-idx1-ubyte)`,
    );
  return new DatasetError(
    images[0] ?? '',
    phrase`holds images, but none of ${labels.join(', ')} belongs to training images; add images and labels to train on (train-images-idx3-ubyte)`,
  );
}

async function readGroup(
  group: Group,
  files: readonly SourceFile[],
  turns: boolean,
  { trainingOnly, progress, signal }: Reading,
): Promise<FoundDataset> {
  const { training, validation } = group;
  const test = trainingOnly ? null : group.test;
  const read = new Map<Pair, { readonly images: Images; readonly labels: Uint8Array }>();
  const pairs = [training, validation, test].filter((pair) => pair !== null);
  for (const [index, pair] of pairs.entries()) {
    signal?.throwIfAborted();
    read.set(pair, await readPair(pair));
    progress?.((index + 1) / pairs.length);
  }
  const first = training.images.file.path;
  const shape = read.get(training)?.images.shape ?? [0, 0, 0];
  for (const [{ images: file }, { images }] of read) {
    assertReadable(file.file.path, images.count, images.shape);
    if (images.shape.join() === shape.join()) continue;
    const [found, wanted] = [images.shape, shape].map(([height, width]) => `${height}×${width}`);
    throw new DatasetError(nameOf(file.file.path), phrase`images of ${found}, expected ${wanted} as in ${nameOf(first)}`);
  }
  const names = await mappingOf(training.images.dataset, first, files);
  const classes = classesOf(
    [...read.values()].map(({ labels }) => labels),
    nameOf(training.labels?.file.path ?? first),
    names,
  );
  const partOf = (pair: Pair | null): FoundPart | undefined => {
    const found = pair && read.get(pair);
    return found ? partFrom(found.images, found.labels, classes, turns) : undefined;
  };
  const [height, width, channels] = shape;
  return {
    shape: turns ? [width, height, channels] : shape,
    classes: classes.names,
    training: partOf(training) as FoundPart,
    validation: partOf(validation),
    test: partOf(test),
    leftOut: [],
  };
}

const partFrom = ({ shape, pixels }: Images, labels: Uint8Array, classes: Classes, turns: boolean): FoundPart => ({
  pixels: turns ? transposed(pixels, shape).pixels : pixels,
  labels: classes.names.every((_, label) => classes.place(label) === label) ? labels : placed(labels, classes),
});

/**
 * Images and their labels, of which each says in its first bytes how many there are: files that do not belong together, or
 * unpack to more than they say, are given no memory.
 */
async function readPair({ images, labels }: Pair) {
  const names = [images, labels].map((each) => nameOf(each?.file.path ?? ''));
  if (!labels) throw new DatasetError(names[0] ?? '', phrase`has no labels beside it`);
  if (labels.head.count !== images.head.count)
    throw new DatasetError(names[1] ?? '', phrase`${labels.head.count} labels, expected ${images.head.count} as in ${names[0]}`);
  if (images.head.count === 0) throw new DatasetError(names[0] ?? '', phrase`0 images at offset 4, expected at least 1`);
  return {
    images: parseImages({ name: names[0] ?? '', bytes: await images.file.bytes(images.head.size) }),
    labels: parseLabels({ name: names[1] ?? '', bytes: await labels.file.bytes(labels.head.size) }),
  };
}
