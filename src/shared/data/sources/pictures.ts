/** Pictures in a folder for each class, with or without folders for training, validation and test around them or within. */
import { grouped } from '../../grouped';
import { joined, phrase } from '../../phrase';
import { MOST_CLASSES } from '../image-set';
import { isPicture } from '../pictures/decode';
import { DatasetError } from './dataset-error';
import { byName, distinct } from './labels';
import { readPictures } from './picture-set';
import { folderOf, MOST_LEFT_OUT, nameOf, type PartName, partNames, type Source, type SourceFile } from './source';

/** Bytes that tell whether a file is a picture. */
export const PICTURE_START = 64;
/** Of one picture, packed. */
export const LARGEST_PICTURE = 64 * 2 ** 20;

interface Placed {
  readonly file: SourceFile;
  readonly part: PartName | null;
  /** The folders between the part, or the place, and the picture. */
  readonly folders: readonly string[];
}

export const pictures: Source = {
  type: 'pictures',
  label: 'Pictures',
  readsPictures: true,
  async recognise(files, options) {
    const [found, others] = await sorted(files);
    if (found.length === 0) return null;
    const placed = placedIn(found);
    const hasParts = placed.some(({ part }) => part !== null);
    // Beside the folders of parts lies what belongs to none.
    const isStray = ({ part, folders }: Placed) => (hasParts ? part === null : folders.length === 0);
    const ofTraining = placed.filter((each) => each.folders.length > 0 && !isStray(each) && (each.part ?? 'training') === 'training');
    const known = new Set(ofTraining.map(({ folders: [folder = ''] }) => folder));
    // Pictures to test on that lie in no class of those trained on are those that nobody labelled.
    const hasTestClasses = placed.some(({ part, folders: [folder = ''] }) => part === 'test' && known.has(folder));
    const isBare = ({ part, folders: [folder = ''] }: Placed) =>
      part === 'unlabelled' || (part === 'test' && (folder === '' || !hasTestClasses));
    const inFolders = placed.filter((each) => each.folders.length > 0 && !isStray(each) && !isBare(each));
    const folders = [...new Set(inFolders.map((each) => each.folders[0] ?? ''))].toSorted(byName);

    // Pictures in no folder are those that nobody labelled; one folder is a mistake.
    if (folders.length === 1) throw new DatasetError(nameOf(folderOf(found[0]?.path ?? '')) || '.', oneClass(folders[0] ?? ''));
    if (folders.length > MOST_CLASSES)
      throw new DatasetError(
        `${folders[0]}, …`,
        phrase`pictures in ${folders.length} folders; at most ${MOST_CLASSES} classes are told apart`,
      );
    const classes = distinct(folders.map((folder) => folder.slice(0, 100)));
    const parts = [...new Set(inFolders.map(({ part }) => part ?? 'training'))];
    return {
      reason:
        folders.length === 0
          ? phrase`${found.length} pictures without labels`
          : phrase`${found.length} pictures in a folder for each class: ${joined(folders.slice(0, 6), ', ')}${folders.length > 6 ? ', …' : ''}`,
      choices: [],
      choice: '',
      hasTest: parts.includes('test'),
      settings: ['side', 'fit', 'colour', 'ink'],
      async read({ progress, signal, trainingOnly }) {
        const own = placed.filter(({ part }) => !trainingOnly || (part !== 'test' && part !== 'unlabelled'));
        const labelled = own.filter((each) => !isStray(each) && !isBare(each) && each.folders.length > 0);
        // As people number them: 2 before 10.
        const bare = (folders.length === 0 ? own : own.filter(isBare)).toSorted((a, b) => byName(stemOf(a.file.path), stemOf(b.file.path)));
        const pictureOf = ({ file, part, folders: [folder = ''] }: Placed, isLabelled: boolean) => ({
          place: file.path,
          part: isLabelled ? (part ?? 'training') : ('unlabelled' as const),
          label: Math.max(0, folders.indexOf(folder)),
          bytes: () => file.bytes(LARGEST_PICTURE),
        });
        const read = await readPictures(
          [...labelled.map((each) => pictureOf(each, true)), ...bare.map((each) => pictureOf(each, false))],
          options,
          nameOf(folderOf(found[0]?.path ?? '')),
          progress,
          signal,
        );
        const used = new Set([...labelled, ...bare].map(({ file }) => file));
        const strays = own.map(({ file }) => file).filter((file) => !used.has(file));
        const leftOut = [
          ...read.leftOut,
          ...strays.map(({ path }) => ({ place: path, reason: phrase`lies in no folder of a class` })),
          ...others.map(({ path }) => ({ place: path, reason: phrase`is no picture` })),
        ];
        const { training, validation, test, unlabelled } = read.parts;
        if (!training && folders.length > 0) throw new DatasetError(folders[0] ?? '', phrase`none of the pictures to train on can be read`);
        return {
          shape: read.shape,
          classes,
          training: training ?? null,
          validation,
          test,
          unlabelled: unlabelled && {
            ...{ shape: read.shape, count: unlabelled.count, pixels: unlabelled.pixels },
            ids: unlabelled.places.map(stemOf),
          },
          leftOut: leftOut.slice(0, MOST_LEFT_OUT),
          leftOutCount: read.leftOutCount + strays.length + others.length,
        };
      },
    };
  },
};

/** `12` of `test/12.png`. */
const stemOf = (path: string) => nameOf(path).replace(/\.[^.]*$/, '');

const oneClass = (folder: string) => phrase`holds pictures of one class (${folder}); at least 2 are needed to tell apart`;

/** Pictures, and files that are none beside them. */
async function sorted(files: readonly SourceFile[]): Promise<[SourceFile[], SourceFile[]]> {
  const [found, others]: [SourceFile[], SourceFile[]] = [[], []];
  for (const file of files) (isPicture(await file.head(PICTURE_START)) || isNamedPicture(file) ? found : others).push(file);
  return [found, others];
}

/** What is called a picture and cannot be read is worth a line of its own. */
const isNamedPicture = ({ path }: SourceFile) => /\.(png|jpe?g|webp|bmp|gif)$/i.test(path);

/** Words by which people call the folder of a part, whatever stands around them: `seg_train`, `validation_data`, `train2017`. */
const partWords: Readonly<Record<PartName, readonly string[]>> = {
  training: ['train', 'training'],
  validation: ['val', 'valid', 'validation', 'dev'],
  test: ['test', 'testing'],
  unlabelled: ['pred', 'predict', 'unlabeled', 'unlabelled'],
};

function partOf(folder: string): PartName | null {
  const words = new Set<string>(folder.toLowerCase().match(/[a-z]+/g));
  return partNames.find((part) => partWords[part].some((word) => words.has(word))) ?? null;
}

/**
 * The level of folders that are parts: all of those there are called like one, or some like training and some like what it is
 * held against; and those for training have a folder for each class within or around them. Else a class may be called so.
 */
function partLevel(paths: readonly (readonly string[])[]): number | null {
  for (let level = 0; level < 3; level++) {
    const names = [...new Set(paths.flatMap((folders) => folders[level] ?? []))];
    const found = new Set(names.map(partOf));
    const isParts = found.has('training') && (!found.has(null) || found.has('test') || found.has('validation'));
    const hasClasses = paths.some((folders) => partOf(folders[level] ?? '') === 'training' && folders.length > 1);
    if (isParts && hasClasses) return level;
  }
  return null;
}

/** Each with its part, if there are any, and the folders that are left. */
function placedIn(files: readonly SourceFile[]): Placed[] {
  const split = files.map((file) => ({ file, folders: folderOf(file.path).split('/').filter(Boolean) }));
  const common = commonFolders(split.map(({ folders }) => folders));
  const inner = split.map(({ file, folders }) => ({ file, folders: folders.slice(common) }));
  const level = partLevel(inner.map(({ folders }) => folders));
  if (level === null) return inner.map((each) => ({ ...each, part: null }));
  const placed = inner.map(({ file, folders }) => {
    const name = folders[level] ?? '';
    // A folder in one of the same name is how archives are unpacked.
    const again = folders[level + 1] === name ? 2 : 1;
    return { file, part: partOf(name), folders: folders.toSpliced(level, again) };
  });
  // What people put around the classes of a part alone.
  return [...grouped(placed, ({ part }) => part).values()].flatMap((group) => {
    const around = commonFolders(group.map(({ folders }) => folders));
    return group.map((each) => ({ ...each, folders: each.folders.slice(around) }));
  });
}

/** How many folders all have in common, but for the one that names the class where there is one alone. */
function commonFolders(paths: readonly (readonly string[])[]): number {
  const inner = paths.filter((folders) => folders.length > 0);
  const [first = []] = inner;
  let common = 0;
  while (inner.length > 0 && inner.every((folders) => folders.length > common + 1 && folders[common] === first[common])) common += 1;
  return common;
}
