import { phrase } from '../../phrase';
import { toOrder } from '../flatten-order';
import { ParametersError } from '../parameters-error';
import { parseParamsJson, serializeParamsJson } from '../params-json';
import { withUnitInputs } from '../unit-inputs';
import type { ParameterFormat } from './format';

const BRACE = 0x7b;
const SPACES = [0x20, 0x09, 0x0a, 0x0d];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** The first app's and the book's: W1, b1, W2, … as nested lists, for inputs 0 to 1, and no word of the layers between. */
export const paramsJson: ParameterFormat = {
  type: 'params-json',
  label: 'params.json',
  help: 'The first app’s: W1, b1, W2, b2, … as nested lists of numbers, y = x·W + b. Read anywhere, says nothing of activations.',
  extensions: ['json'],
  recognises: (bytes) => bytes.find((byte) => ![...SPACES, ...BYTE_ORDER_MARK].includes(byte)) === BRACE,
  write: ({ network, tensors, scaling }) =>
    new TextEncoder().encode(serializeParamsJson(toOrder(network, withUnitInputs(tensors, scaling), 'channels'))),
  read: (bytes, file) => ({ tensors: parseParamsJson(utf8(bytes, file), file), order: 'channels', told: null }),
};

/** Throws a ParametersError where the bytes are no text. */
export function utf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ParametersError(file, phrase`is no text; the file is damaged, or too large to be one`);
  }
}
