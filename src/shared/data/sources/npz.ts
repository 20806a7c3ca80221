/** NumPy's arrays: an .npz, as Keras and MedMNIST ship their images, or several .npy beside each other. */
import { isNpy, readNpy } from '../../formats/npy';
import { ParametersError } from '../../formats/parameters-error';
import { unpackZip, ZipError, zipNames } from '../../formats/zip';
import { phrase } from '../../phrase';
import { type NamedArray, partsOf, readParts, stemOf } from './arrays';
import { DatasetError } from './dataset-error';
import { MOST_BYTES, nameOf, type Source, type SourceFile } from './source';

const ARRAY = '.npy';

export const npz: Source = {
  type: 'npz',
  label: 'NumPy (npz)',
  async recognise(files, options) {
    const found = await arraysOf(files);
    const file = nameOf(found?.file.path ?? '');
    const parts = found && partsOf(found.arrays, file);
    if (!parts) return null;
    return {
      reason: phrase`${file}: ${parts.reason}`,
      choices: [],
      choice: '',
      hasTest: parts.parts.test !== undefined,
      settings: ['transpose'],
      read: async () => readParts(parts, file, options),
    };
  },
};

/** Of the first archive that holds arrays, else of all that lie beside each other; null where there are none. */
async function arraysOf(
  files: readonly SourceFile[],
): Promise<{ readonly file: SourceFile; readonly arrays: readonly NamedArray[] } | null> {
  const loose: { readonly file: SourceFile; readonly array: NamedArray }[] = [];
  for (const file of files) {
    const head = await file.head();
    if (isNpy(head)) {
      loose.push({ file, array: { name: stemOf(file), array: inArray(file.path, await file.bytes(MOST_BYTES)) } });
      continue;
    }
    if (head[0] !== 0x50 || head[1] !== 0x4b) continue;
    const bytes = await file.bytes(MOST_BYTES);
    if (zipNames(bytes).some((name) => name.endsWith(ARRAY))) return { file, arrays: unpacked(bytes, nameOf(file.path)) };
  }
  const [first] = loose;
  return first ? { file: first.file, arrays: loose.map(({ array }) => array) } : null;
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
