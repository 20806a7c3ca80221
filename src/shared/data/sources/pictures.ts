/** Pictures in a folder for each class, with or without folders for training, validation and test around them or within. */
import { joined, phrase } from '../../phrase';
import { MOST_CLASSES } from '../image-set';
import { isPicture } from '../pictures/decode';
import { DatasetError } from './dataset-error';
import { byName, distinct } from './labels';
import { readPictures } from './picture-set';
import { folderOf, MOST_LEFT_OUT, nameOf, type PartName, partNamed, type Source, type SourceFile } from './source';

/** Bytes that tell whether a file is a picture. */
export const PICTURE_START = 64;
/** Of one picture, packed. */
const LARGEST_PICTURE = 64 * 2 ** 20;

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
    const placed = withoutWrapper(found.map(placedIn));
    const inFolders = placed.filter(({ folders }) => folders.length > 0);
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
        const loose = (each: Placed) => each.folders.length === 0;
        const read = await readPictures(
          own
            .filter((each) => folders.length === 0 || !loose(each) || each.part === 'test' || each.part === 'unlabelled')
            .map(({ file, part, folders: [folder = ''] }) => ({
              place: file.path,
              // Pictures of a test folder that lie in no class are those that nobody labelled.
              part: folder === '' ? 'unlabelled' : part === 'unlabelled' ? 'unlabelled' : (part ?? 'training'),
              label: Math.max(0, folders.indexOf(folder)),
              bytes: () => file.bytes(LARGEST_PICTURE),
            })),
          options,
          parts.length > 0 ? nameOf(folderOf(found[0]?.path ?? '')) : '',
          progress,
          signal,
        );
        const strays = own
          .filter((each) => folders.length > 0 && loose(each) && each.part !== 'test' && each.part !== 'unlabelled')
          .map(({ file }) => file);
        const leftOut = [
          ...read.leftOut,
          ...strays.map(({ path }) => ({ place: path, reason: phrase`lies in no folder of a class` })),
          ...others.map(({ path }) => ({ place: path, reason: phrase`is no picture` })),
        ];
        const { training, validation, test, unlabelled } = read.parts;
        if (!training && folders.length > 0) throw new DatasetError('train', phrase`none of its pictures can be read`);
        return {
          shape: read.shape,
          classes,
          training: training ?? null,
          validation,
          test,
          unlabelled: unlabelled && { shape: read.shape, count: unlabelled.count, pixels: unlabelled.pixels },
          leftOut: leftOut.slice(0, MOST_LEFT_OUT),
          leftOutCount: read.leftOutCount + strays.length + others.length,
        };
      },
    };
  },
};

const oneClass = (folder: string) => phrase`holds pictures of one class (${folder}); at least 2 are needed to tell apart`;

/** Pictures, and files that are none beside them. */
async function sorted(files: readonly SourceFile[]): Promise<[SourceFile[], SourceFile[]]> {
  const [found, others]: [SourceFile[], SourceFile[]] = [[], []];
  for (const file of files) (isPicture(await file.head(PICTURE_START)) || isNamedPicture(file) ? found : others).push(file);
  return [found, others];
}

/** What is called a picture and cannot be read is worth a line of its own. */
const isNamedPicture = ({ path }: SourceFile) => /\.(png|jpe?g|webp|bmp|gif)$/i.test(path);

function placedIn(file: SourceFile): Placed {
  const folders = folderOf(file.path).split('/').filter(Boolean);
  const at = folders.findIndex((folder) => partNamed(folder) !== null && /^[a-z_ -]+$/i.test(folder) && folder.length < 14);
  return { file, part: at < 0 ? null : partNamed(folders[at] ?? ''), folders: folders.toSpliced(at < 0 ? folders.length : at, 1) };
}

/** Without the folders that all have in common, but for the one that names the class where there is one alone. */
function withoutWrapper(placed: readonly Placed[]): Placed[] {
  const inner = placed.filter(({ folders }) => folders.length > 0);
  const [first] = inner;
  if (!first) return [...placed];
  let common = 0;
  while (inner.every(({ folders }) => folders.length > common + 1 && folders[common] === first.folders[common])) common += 1;
  return placed.map((each) => ({ ...each, folders: each.folders.slice(common) }));
}
