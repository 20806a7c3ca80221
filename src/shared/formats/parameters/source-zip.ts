/** What formats share that are source and weights in one zip: they are recognised by the weights beside model.py, and read from those. */
import { phrase } from '../../phrase';
import { inFile, ParametersError } from '../parameters-error';
import { unpackEntries, zipNames } from '../zip';
import type { ParameterFormat } from './format';

export const SOURCE = 'model.py';
export const WEIGHTS = 'weights';

export const readSourceZip = (weights: string, format: ParameterFormat): Pick<ParameterFormat, 'recognises' | 'read'> => ({
  recognises(bytes) {
    const names = zipNames(bytes);
    return names.includes(SOURCE) && names.includes(weights);
  },
  read: (bytes, file) =>
    inFile(file, () => {
      const content = unpackEntries(bytes, file, (name) => name === weights)[weights];
      if (!content) throw new ParametersError(file, phrase`holds no ${weights}; export the network again`);
      return format.read(content, file);
    }),
});
