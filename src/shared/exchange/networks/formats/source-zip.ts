/** What formats share that are source and weights in one zip: they are recognised by the weights beside model.py, and read from those. */
import { zipSync } from 'fflate';
import { inFile, ParametersError } from '../../../formats/parameters-error';
import { unpackEntries, ZIP_EPOCH, zipNames } from '../../../formats/zip';
import { phrase } from '../../../phrase';
import type { ParameterFormat, TrainedNetwork } from './format';

const SOURCE = 'model.py';
export const WEIGHTS = 'weights';

/** `weights`: the name of the file of weights, which is one of `format`; `sourceOf`: the program beside it. */
export const sourceZip = (
  weights: string,
  format: ParameterFormat,
  sourceOf: (trained: TrainedNetwork) => string,
): Pick<ParameterFormat, 'recognises' | 'read' | 'write'> => ({
  recognises(bytes) {
    const names = zipNames(bytes);
    return names.includes(SOURCE) && names.includes(weights);
  },
  read: (bytes, file) =>
    inFile(file, () => {
      const content = unpackEntries(bytes, file, (name) => name === weights)[weights];
      if (!content) throw new ParametersError(file, phrase`holds no ${weights}; export the network again`);
      return format.read(content, file, {});
    }),
  write(trained) {
    const source = new TextEncoder().encode(sourceOf(trained));
    const tensors = format.write?.(trained) ?? new Uint8Array();
    // Weights hardly shrink.
    return new Uint8Array(zipSync({ [SOURCE]: source, [weights]: [tensors, { level: 0 }] }, { mtime: ZIP_EPOCH }));
  },
});
