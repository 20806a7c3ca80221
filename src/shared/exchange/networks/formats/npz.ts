import { zipSync } from 'fflate';
import { parseNpy, readNpy, serializeNpy } from '../../../formats/npy';
import { inFile, ParametersError } from '../../../formats/parameters-error';
import { unpackEntries, ZIP_EPOCH, zipNames } from '../../../formats/zip';
import { phrase } from '../../../phrase';
import type { ParameterFormat } from './format';
import { readToldText, toldOf } from './told';

const TOLD = 'kasane.json';
const ARRAY = '.npy';

/** Counters and settings beside the floats are left alone. */
const holdsFloats = (content: Uint8Array, name: string) => !/^[<>|=]?[biuSUO]/.test(readNpy(content, name).descr);

/** NumPy's zip of arrays; what Kasane tells is one more entry, which NumPy gives as bytes. */
export const npz: ParameterFormat = {
  type: 'npz',
  label: 'NumPy (npz)',
  help: 'numpy.load(file) gives the arrays by name: W1, b1, …',
  extensions: ['npz'],
  recognises: (bytes) => {
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
      const entries = unpackEntries(bytes, file, (name) => name.endsWith(ARRAY) || name === TOLD);
      const tensors = Object.entries(entries)
        .filter(([name, content]) => name !== TOLD && holdsFloats(content, name))
        .map(([name, content]) => ({ name: name.slice(0, -ARRAY.length), ...parseNpy(content, name) }));
      if (tensors.length === 0) throw new ParametersError(file, phrase`holds no array; expected W1.npy, b1.npy, …`);
      const text = entries[TOLD];
      const told = readToldText(text && new TextDecoder().decode(text), file);
      return { tensors, order: told?.flattened ?? 'channels', told };
    }),
};
