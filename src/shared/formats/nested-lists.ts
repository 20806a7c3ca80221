/** Tensors as nested lists of plain numbers, the way the first app and the book's readers look at them. */
import type { NamedTensor } from '../nn/parameter';
import { phrase } from '../phrase';
import { ParametersError } from './parameters-error';

const MOST_DIMENSIONS = 4;

/** Numbers are written with as many digits as a float32 needs to come back the same. Throws a ParametersError where one is not finite. */
export function nested({ name, values, shape }: NamedTensor): unknown {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new ParametersError(`${name}[${wrong}]`, phrase`${values[wrong]} cannot be written; train again with a smaller learning rate`);
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

/** Every entry of an object as a tensor. Throws a ParametersError that names the place, the value and what was expected. */
export function readNested(content: unknown, place: string): NamedTensor[] {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new ParametersError(place, phrase`is no object of tensors`);
  return Object.entries(content).map(([name, lists]) => readTensor(name, lists));
}

/** Throws a ParametersError where lists are not as long as each other, or hold something else than numbers. */
export function readTensor(name: string, lists: unknown): NamedTensor {
  const shape: number[] = [];
  for (let list = lists; Array.isArray(list); list = list[0]) {
    if (list.length === 0) throw new ParametersError(name, phrase`holds an empty list; expected numbers`);
    if (shape.length === MOST_DIMENSIONS)
      throw new ParametersError(name, phrase`holds lists in lists; expected at most ${MOST_DIMENSIONS} deep`);
    shape.push(list.length);
  }
  if (shape.length === 0) throw new ParametersError(name, phrase`is ${lists === null ? 'null' : `a ${typeof lists}`}; expected a list`);
  const numbers: number[] = [];
  take(lists, 0, name);
  return { name, shape, values: Float32Array.from(numbers) };

  function take(found: unknown, depth: number, path: string): void {
    const side = shape[depth];
    if (side === undefined) {
      numbers.push(finite(found, path));
      return;
    }
    if (!Array.isArray(found)) throw new ParametersError(path, phrase`is no list of numbers; expected a row of weights`);
    if (found.length !== side) {
      const first = path.replace(/\[\d+\]$/, '[0]');
      throw new ParametersError(path, phrase`has ${found.length} numbers; expected ${side} as in ${first}`);
    }
    found.forEach((inner: unknown, index) => {
      take(inner, depth + 1, `${path}[${index}]`);
    });
  }
}

/** JSON knows no NaN or Infinity; some writers put null or text in their place. */
export function finite(value: unknown, path: string): number {
  const number = typeof value === 'number' ? Math.fround(value) : Number.NaN;
  if (Number.isFinite(number)) return number;
  throw new ParametersError(path, phrase`${JSON.stringify(value)?.slice(0, 40)} is no finite number; expected a float32`);
}
