/** NumPy's arrays: an .npz, as Keras and MedMNIST ship their images, or several .npy beside each other. */
import { isNpy, readNpy } from '../../formats/npy';
import { ParametersError } from '../../formats/parameters-error';
import { unpackZip, ZipError, zipNames } from '../../formats/zip';
import { phrase } from '../../phrase';
import { type ArrayParts, isImages, type NamedArray, partsOf, readParts, stacked, stemOf } from './arrays';
import { DatasetError } from './dataset-error';
import { distinct } from './labels';
import { chosenOf, MOST_BYTES, nameOf, partNamed, type Source, type SourceFile } from './source';

const ARRAY = '.npy';

export const npz: Source = {
  type: 'npz',
  label: 'NumPy (npz)',
  async recognise(files, options) {
    const sets = setsOf(await archivesIn(files));
    const names = sets.map(({ name }) => name);
    if (sets.length === 0) return null;
    const chosen = chosenOf(names, options.choice);
    const set = sets.find(({ name: each }) => each === chosen) as ArraySet;
    const { parts, name } = set;
    return {
      reason: phrase`${name}: ${parts.reason}`,
      choices: sets.length > 1 ? names : [],
      choice: sets.length > 1 ? name : '',
      hasTest: parts.parts.test !== undefined,
      settings: ['transpose'],
      read: async () => readParts(parts, name, options),
    };
  },
};

interface Archive {
  readonly file: SourceFile;
  readonly arrays: readonly NamedArray[];
}

/** Arrays that lie beside each other as .npy make up one of them. */
async function archivesIn(files: readonly SourceFile[]): Promise<Archive[]> {
  const archives: Archive[] = [];
  const loose: { readonly file: SourceFile; readonly array: NamedArray }[] = [];
  for (const file of files) {
    const head = await file.head();
    if (isNpy(head)) {
      loose.push({ file, array: { name: stemOf(file), array: inArray(file.path, await file.bytes(MOST_BYTES)) } });
      continue;
    }
    if (head[0] !== 0x50 || head[1] !== 0x4b) continue;
    const bytes = await file.bytes(MOST_BYTES);
    if (zipNames(bytes).some((name) => name.endsWith(ARRAY))) archives.push({ file, arrays: unpacked(bytes, nameOf(file.path)) });
  }
  const [first] = loose;
  return first ? [...archives, { file: first.file, arrays: loose.map(({ array }) => array) }] : archives;
}

interface ArraySet {
  readonly name: string;
  readonly parts: ArrayParts;
}

/**
 * Archives of which each holds a dataset are choices; those whose names say what of it they hold (`k49-train-imgs.npz`,
 * `test.npz`) are one together. Throws what finding parts throws where no archive holds any.
 */
function setsOf(archives: readonly Archive[]): ArraySet[] {
  const [first] = archives;
  if (!first) return [];
  const setOf = (arrays: readonly NamedArray[], file: SourceFile): ArraySet | null => {
    const parts = byFiles(arrays) ?? partsOf(arrays, nameOf(file.path));
    return parts && { name: nameOf(file.path), parts };
  };
  if (archives.length === 1) return [setOf(first.arrays, first.file)].filter((set) => set !== null);
  const tellsPart = archives.some(({ file }) => partNamed(stemOf(file).replaceAll('_', ' ')) !== null);
  if (!tellsPart) {
    const each = archives.flatMap(({ file, arrays }) => {
      try {
        return setOf(arrays, file) ?? [];
      } catch (error) {
        if (error instanceof DatasetError) return [];
        throw error;
      }
    });
    if (each.some(({ parts }) => parts.parts.training)) return each.filter(({ parts }) => parts.parts.training);
  }
  const all = archives.flatMap(({ file, arrays }) => arrays.map(({ name, array }) => ({ name: `${stemOf(file)} ${name}`, array })));
  return [setOf(all, first.file)].filter((set) => set !== null);
}

/** Arrays of images alone, one for each class, which is called as the array: `cat.npy`, `dog.npy`. */
function byFiles(arrays: readonly NamedArray[]): ArrayParts | null {
  const isClass = ({ name, array }: NamedArray) => isImages(array) && partNamed(name.replaceAll('_', ' ')) === null;
  const all = arrays.length > 1 && arrays.every(isClass) ? stacked(arrays.map(({ array }) => array)) : null;
  if (!all) return null;
  const labels = Uint8Array.from(arrays.flatMap(({ array: { shape } }, label) => new Array<number>(shape[0] ?? 0).fill(label)));
  const listed = arrays.map(({ name }) => name);
  return {
    parts: {
      training: {
        images: { name: listed.join(', '), array: all },
        labels: { name: 'labels', array: { descr: '|u1', shape: [labels.length], fortranOrder: false, data: labels } },
      },
    },
    names: distinct(listed),
    reason: phrase`an array of images for each class: ${listed.slice(0, 6).join(', ')}${listed.length > 6 ? ', …' : ''}`,
  };
}

function unpacked(bytes: Uint8Array, file: string): NamedArray[] {
  try {
    const entries = unpackZip(bytes, (name) => name.endsWith(ARRAY), { total: MOST_BYTES, entry: MOST_BYTES });
    return Object.entries(entries).map(([name, content]) => ({
      name: name.slice(0, -ARRAY.length),
      array: inArray(`${file}: ${name}`, content),
    }));
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    throw new DatasetError(file, zipTrouble(error));
  }
}

/** What is wrong with a zip of data, in words. */
export const zipTrouble = ({ trouble, entry, limit }: ZipError) =>
  trouble === 'too large'
    ? phrase`${entry || 'its content'} unpacks to more than ${limit} bytes; take fewer or smaller images`
    : trouble === 'too many'
      ? phrase`has more than ${limit} entries; take fewer images`
      : trouble === 'packed otherwise'
        ? phrase`${entry} is packed in a way that is not read here; pack it by deflate or not at all, without a password`
        : phrase`${entry || 'the file'} is damaged; get it anew`;

function inArray(place: string, content: Uint8Array) {
  try {
    return readNpy(content, place);
  } catch (error) {
    if (error instanceof ParametersError) throw new DatasetError(place, error.problem);
    throw error;
  }
}
