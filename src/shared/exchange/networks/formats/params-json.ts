import { isObject, utf8 } from '../../../formats/strict-json';
import { toOrder } from '../flatten-order';
import { parseParamsJson, serializeParamsJson } from '../params-json';
import { withUnitInputs } from '../unit-inputs';
import type { ParameterFormat } from './format';

/** The first app's and the book's: W1, b1, W2, … as nested lists, for inputs 0 to 1, and no word of the layers between. */
export const paramsJson: ParameterFormat = {
  type: 'params-json',
  label: 'params.json',
  help: 'The first app’s: W1, b1, W2, b2, … as nested lists of numbers, y = x·W + b. Read anywhere, says nothing of activations.',
  extensions: ['json'],
  recognises: isObject,
  write: ({ network, tensors, scaling }) =>
    new TextEncoder().encode(serializeParamsJson(toOrder(network, withUnitInputs(tensors, scaling), 'channels'))),
  read(bytes, file) {
    const tensors = parseParamsJson(utf8(bytes, file), file);
    // By the names of the first app it is of inputs 0 to 1; by others it may be of any.
    return { tensors, order: 'channels', fixed: tensors.some(({ name }) => name === 'W1'), told: null };
  },
};
