/**
 * params.json, the first app's file: {"W1":[784][50],"b1":[50],"W2":[50][10],"b2":[10]}, y = xW + b, inputs 0–1, plain
 * numbers, a row each input. Its natural extension: filters as [filters][inputs][height][width], images laid out for a dense layer
 * channel by channel, both like the book's; normalisation as gamma, beta, mean, variance. It names no activation and no layer
 * without parameters: whoever reads it has to find out (training/import-parameters.ts).
 */

import { elementAt, exactly, numberAt } from '../../at';
import { finite, nested, readNested } from '../../formats/nested-lists';
import { inFile, ParametersError } from '../../formats/parameters-error';
import { parseStrictJson } from '../../formats/strict-json';
import type { NamedTensor } from '../../nn/parameter';
import type { Shape } from '../../nn/shape';
import { phrase } from '../../phrase';

/** Larger files are no parameters of a network that Kasane could train. */
const LARGEST_LAYERS = 100;

/** Throws a ParametersError where a number is not finite, which JSON cannot write. */
export const serializeParamsJson = (tensors: readonly NamedTensor[]): string =>
  JSON.stringify(Object.fromEntries(tensors.map((tensor) => [tensor.name, nested(tensor)])));

/**
 * Reads W1, b1, W2, b2, …; of dense layers without a gap, of others whatever there is. Throws a
 * ParametersError that names `file`, the place, the value and what was expected.
 */
export const parseParamsJson = (text: string, file: string): NamedTensor[] =>
  inFile(file, () => {
    const content = parseStrictJson(text);
    if (Object.keys(parametersIn(content)).length === 0) return otherTensors(content);
    return isDense(content) ? tensorsOf(content) : readNested(parametersIn(content), '');
  });

/**
 * Lists of numbers by any names, those of lists of layers by the names they stand under: `weights.0`, as in Michael Nielsen's
 * {"sizes", "weights", "biases"}. Throws a ParametersError where there are none.
 */
function otherTensors(content: unknown): NamedTensor[] {
  const found = tensorsUnder(content, '');
  if (found.length > 0) return found;
  throw new ParametersError('W1', phrase`is missing; expected W1, b1, W2, b2, … without a gap`);
}

function tensorsUnder(value: unknown, name: string): NamedTensor[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value))
    return Object.entries(value).flatMap(([key, each]) => tensorsUnder(each, name === '' ? key : `${name}.${key}`));
  try {
    return readNested({ [name]: value }, '');
  } catch {
    // Of layers of several sizes, each on its own.
    return value.flatMap((each, index) => tensorsUnder(each, `${name}.${index}`));
  }
}

/** What is no parameter by its name is left alone. */
const parametersIn = (content: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(content).filter(([name]) => /^(W|b|gamma|beta|mean|variance)\d{1,3}$/.test(name)));

/** Whether it has no filters and no normalisation. */
const isDense = (content: Record<string, unknown>) =>
  !Object.entries(content).some(([name, lists]) => /^gamma\d/.test(name) || (/^W\d/.test(name) && depthOf(lists) > 2));

const depthOf = (lists: unknown): number => (Array.isArray(lists) ? 1 + depthOf(lists[0]) : 0); // JSON is nested no deeper than parseJson lets it

function tensorsOf(content: Record<string, unknown>): NamedTensor[] {
  const last = Object.keys(content).reduce((most, name) => Math.max(most, Number(/^[Wb](\d{1,3})$/.exec(name)?.[1] ?? 0)), 0);
  if (last > LARGEST_LAYERS)
    throw new ParametersError('', phrase`${last} layers are more than Kasane reads; expected at most ${LARGEST_LAYERS}`);
  const tensors: NamedTensor[] = [];
  for (let layer = 1; layer <= Math.max(last, 1); layer++) {
    const weights = matrix(content, `W${layer}`);
    const [, units] = exactly(2, weights.shape);
    tensors.push(weights, vector(content, `b${layer}`, units));
  }
  return tensors;
}

/** The sizes between the layers of what parseParamsJson read: 784, 50, 10. */
export function layerSizes(tensors: readonly NamedTensor[]): Shape {
  const matrices = tensors.filter((tensor) => tensor.shape.length === 2);
  return [numberAt(elementAt(matrices, 0).shape, 0), ...matrices.map((tensor) => numberAt(tensor.shape, 1))];
}

function matrix(content: Record<string, unknown>, name: string): NamedTensor {
  const rows = list(content, name);
  if (rows.length === 0) throw new ParametersError(name, phrase`is empty; expected a row of weights for each input`);
  const columns = Array.isArray(rows[0]) ? rows[0].length : 0;
  if (columns === 0) throw new ParametersError(`${name}[0]`, phrase`is no list of numbers; expected a row of weights`);
  const values = new Float32Array(rows.length * columns);
  rows.forEach((row: unknown, index) => {
    if (!Array.isArray(row)) throw new ParametersError(`${name}[${index}]`, phrase`is no list of numbers; expected a row of weights`);
    if (row.length !== columns) {
      throw new ParametersError(`${name}[${index}]`, phrase`has ${row.length} numbers; expected ${columns} as in ${name}[0]`);
    }
    fill(values, index * columns, row, `${name}[${index}]`);
  });
  return { name, shape: [rows.length, columns], values };
}

function vector(content: Record<string, unknown>, name: string, lengthWanted: number): NamedTensor {
  const numbers = list(content, name);
  if (numbers.length !== lengthWanted) {
    throw new ParametersError(name, phrase`has ${numbers.length} numbers; expected ${lengthWanted}, one for each unit`);
  }
  const values = new Float32Array(numbers.length);
  fill(values, 0, numbers, name);
  return { name, shape: [numbers.length], values };
}

function list(content: Record<string, unknown>, name: string): unknown[] {
  const found = content[name];
  if (found === undefined) throw new ParametersError(name, phrase`is missing; expected W1, b1, W2, b2, … without a gap`);
  if (!Array.isArray(found)) throw new ParametersError(name, phrase`is ${found === null ? 'null' : `a ${typeof found}`}; expected a list`);
  return found;
}

function fill(values: Float32Array, start: number, numbers: readonly unknown[], path: string): void {
  numbers.forEach((value, index) => {
    values[start + index] = finite(value, `${path}[${index}]`);
  });
}
