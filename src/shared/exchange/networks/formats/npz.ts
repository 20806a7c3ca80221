import { zipSync } from 'fflate';
import { holdsObjects, parseNpy, readNpy, serializeNpy } from '../../../formats/npy';
import { inFile, ParametersError } from '../../../formats/parameters-error';
import { parsePickle } from '../../../formats/pickle';
import { unpackEntries, ZIP_EPOCH, zipNames } from '../../../formats/zip';
import type { NamedTensor } from '../../../nn/parameter';
import { phrase } from '../../../phrase';
import type { ParameterFormat } from './format';
import { readToldText, toldOf } from './told';

const TOLD = 'kasane.json';
const ARRAY = '.npy';

/** Counters and settings beside the floats are left alone; of Python's objects their arrays are taken. */
function floatsOf(content: Uint8Array, name: string): NamedTensor[] {
  const { descr, data } = readNpy(content, name);
  if (/^[<>|=]?O/.test(descr)) return inFile(name, () => parsePickle(data)).map((each) => ({ ...each, name: `${name}.${each.name}` }));
  return /^[<>|=]?[biuSU]/.test(descr) ? [] : [{ name, ...parseNpy(content, name) }];
}

/** NumPy's zip of arrays; what Kasane tells is one more entry, which NumPy gives as bytes. */
export const npz: ParameterFormat = {
  type: 'npz',
  label: 'NumPy (npz)',
  help: 'numpy.load(file) gives the arrays by name: W1, b1, …',
  extensions: ['npz'],
  alsoRead: ['npy'],
  recognises: (bytes) => {
    if (holdsObjects(bytes)) return true;
    const names = zipNames(bytes);
    return names.length > 0 && names.every((name) => name.endsWith(ARRAY) || name === TOLD);
  },
  write: (trained) => {
    const arrays = Object.fromEntries(trained.tensors.map((tensor) => [`${tensor.name}${ARRAY}`, serializeNpy(tensor)]));
    // Weights hardly shrink, and NumPy maps what is not compressed.
    const told = new TextEncoder().encode(JSON.stringify(toldOf(trained)));
    return new Uint8Array(zipSync({ ...arrays, [TOLD]: told }, { level: 0, mtime: ZIP_EPOCH }));
  },
  read: (bytes, file) =>
    inFile(file, () => {
      // numpy.save of a dict or a list of arrays.
      if (holdsObjects(bytes)) return { tensors: parsePickle(readNpy(bytes, file).data), order: 'channels', told: null };
      const entries = unpackEntries(bytes, file, (name) => name.endsWith(ARRAY) || name === TOLD);
      const tensors = Object.entries(entries)
        .filter(([name]) => name !== TOLD)
        .flatMap(([name, content]) => floatsOf(content, name.slice(0, -ARRAY.length)));
      if (tensors.length === 0) throw new ParametersError(file, phrase`holds no array; expected W1.npy, b1.npy, …`);
      const text = entries[TOLD];
      const told = readToldText(text && new TextDecoder().decode(text), file);
      return { tensors, order: told?.flattened ?? 'channels', told };
    }),
};
