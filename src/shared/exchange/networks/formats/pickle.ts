import { inFile } from '../../../formats/parameters-error';
import { parsePickle } from '../../../formats/pickle';
import { isPickle } from '../../../formats/pickle-machine';
import type { ParameterFormat } from './format';

/** The book's files such as sample_weight.pkl, read by a machine that can run nothing. */
export const pickle: ParameterFormat = {
  type: 'pickle',
  label: 'The book’s .pkl',
  help: 'Dicts of NumPy arrays as the book’s programs write them; nothing in the file is run.',
  extensions: ['pkl', 'pickle'],
  recognises: isPickle,
  write: null,
  read: (bytes, file) => ({
    ...{ tensors: inFile(file, () => parsePickle(bytes)), order: 'channels', told: null },
    scalesByDropout: true,
  }),
};
