/**
 * params.json, the first app's file: {"W1":[784][50],"b1":[50],"W2":[50][10],"b2":[10]}, y = xW + b, inputs 0–1, plain
 * numbers. Filters are written as [filters][inputs][height][width]. It names no activation: whoever reads it has to find out (training/activation.ts).
 */

import { KasaneError } from '../kasane-error';
import type { NamedTensor } from '../nn/parameter';
import type { Shape } from '../nn/shape';
import { type Phrase, phrase } from '../phrase';

/** A parameters file that cannot be used: `path` is the place in it. */
export class ParametersError extends KasaneError {
  override name = 'ParametersError';
  constructor(path: string, problem: Phrase | string) {
    super(path ? phrase`${path}: ${problem}` : problem, path);
  }
}

/** Larger files are no parameters of a network that Kasane could train. */
const LARGEST_LAYERS = 100;

/** Throws a ParametersError where a number is not finite, which JSON cannot write. */
export function serializeParamsJson(tensors: readonly NamedTensor[]): string {
  for (const { name, values } of tensors) {
    const wrong = values.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0)
      throw new ParametersError(`${name}[${wrong}]`, phrase`${values[wrong]} cannot be written; train again with a smaller learning rate`);
  }
  return JSON.stringify(Object.fromEntries(tensors.map((tensor) => [tensor.name, nested(tensor)])));
}

/** Numbers are written with as many digits as a float32 needs to come back the same. */
function nested({ values, shape }: NamedTensor): unknown {
  const numbers: unknown[] = Array.from(values, shortest);
  // From the innermost side outwards, each step makes lists of what is there.
  return shape
    .slice(1)
    .reduceRight<unknown[]>(
      (inner, side) => Array.from({ length: inner.length / side }, (_, list) => inner.slice(list * side, (list + 1) * side)),
      numbers,
    );
}

/** The shortest decimal that rounds to the same float32: at most 9 significant digits. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate;
  }
  return Number(value.toPrecision(9));
}

/** Reads W1, b1, W2, b2, … of dense layers. Throws a ParametersError that names `file`, the place, the value and what was expected. */
export function parseParamsJson(text: string, file: string): NamedTensor[] {
  try {
    return tensorsOf(parseJson(text));
  } catch (error) {
    throw error instanceof ParametersError ? new ParametersError(file, error.message) : error;
  }
}

function tensorsOf(content: Record<string, unknown>): NamedTensor[] {
  const last = Object.keys(content).reduce((most, name) => Math.max(most, Number(/^[Wb](\d{1,3})$/.exec(name)?.[1] ?? 0)), 0);
  if (last > LARGEST_LAYERS)
    throw new ParametersError('', phrase`${last} layers are more than Kasane reads; expected at most ${LARGEST_LAYERS}`);
  const tensors: NamedTensor[] = [];
  let features: number | undefined;
  for (let layer = 1; layer <= Math.max(last, 1); layer++) {
    const weights = matrix(content, `W${layer}`, features);
    const [, units = 0] = weights.shape;
    tensors.push(weights, vector(content, `b${layer}`, units));
    features = units;
  }
  return tensors;
}

/** The sizes between the layers of what parseParamsJson read: 784, 50, 10. */
export function layerSizes(tensors: readonly NamedTensor[]): Shape {
  const matrices = tensors.filter((tensor) => tensor.shape.length === 2);
  return [matrices[0]?.shape[0] ?? 0, ...matrices.map((tensor) => tensor.shape[1] ?? 0)];
}

function parseJson(text: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new ParametersError('', phrase`not JSON: ${error instanceof Error ? error.message.replaceAll('\n', ' ') : error}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new ParametersError('', phrase`the file holds no object; expected {"W1": …, "b1": …, "W2": …, "b2": …}`);
  }
  return { ...content };
}

function matrix(content: Record<string, unknown>, name: string, rowsWanted: number | undefined): NamedTensor {
  const rows = list(content, name);
  if (rows.length === 0) throw new ParametersError(name, phrase`is empty; expected a row of weights for each input`);
  if (rowsWanted !== undefined && rows.length !== rowsWanted) {
    throw new ParametersError(name, phrase`has ${rows.length} rows; expected ${rowsWanted}, one for each unit of the layer before`);
  }
  const columns = Array.isArray(rows[0]) ? rows[0].length : 0;
  if (Array.isArray(rows[0]) && Array.isArray(rows[0][0])) {
    throw new ParametersError(name, phrase`holds the filters of a convolution; only dense networks are read from params.json so far`);
  }
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
    // JSON knows no NaN or Infinity; some writers put null or text in their place.
    const number = typeof value === 'number' ? Math.fround(value) : Number.NaN;
    if (!Number.isFinite(number)) {
      throw new ParametersError(
        `${path}[${index}]`,
        phrase`${JSON.stringify(value)?.slice(0, 40)} is no finite number; expected a float32`,
      );
    }
    values[start + index] = number;
  });
}
