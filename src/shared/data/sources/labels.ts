/** From the numbers or names that files label images by to the classes of an image set. */
import { phrase } from '../../phrase';
import { numbered } from '../class-names';
import { MOST_CLASSES } from '../image-set';
import { DatasetError } from './dataset-error';

export interface Classes {
  readonly names: readonly string[];
  /** The class of a label as the file has it. */
  place(label: number): number;
}

/**
 * The whole numbers that occur are the classes, in their order; where they have names, all that do. `names`: by the number a file
 * has. Throws a DatasetError that begins with `file`.
 */
export function classesOf(labels: readonly ArrayLike<number>[], file: string, names?: ReadonlyMap<number, string>): Classes {
  const seen = new Set<number>();
  for (const part of labels) {
    for (let index = 0; index < part.length; index++) {
      const label = part[index] as number;
      if (seen.has(label)) continue;
      if (!Number.isInteger(label) || label < 0 || label > 65_535)
        throw new DatasetError(
          file,
          phrase`label ${label} of image ${index}, expected whole numbers from 0 to 65535; leave such images out`,
        );
      seen.add(label);
      if (seen.size > MOST_CLASSES) throw new DatasetError(file, phrase`labels of more than ${MOST_CLASSES} classes; use fewer`);
    }
  }
  const found = [...seen].toSorted((a, b) => a - b);
  // All that have names, whether they occur or not; else those that occur.
  const isNamed = names !== undefined && names.size > 0 && found.every((label) => names.has(label));
  const values = isNamed ? [...names.keys()].toSorted((x, y) => x - y) : found;
  if (values.length < 2) throw new DatasetError(file, phrase`labels of ${values.length} class; expected at least 2 to tell apart`);
  const places = new Map(values.map((label, index) => [label, index]));
  const isPlain = values.every((label, index) => label === index);
  return {
    names: isNamed ? values.map((label) => names.get(label) ?? '') : isPlain ? numbered(values.length) : values.map(String),
    place: (label) => places.get(label) ?? 0,
  };
}

/** Labels of bytes or other numbers, counted as the classes are. */
export function placed(labels: ArrayLike<number>, { place }: Classes): Uint8Array {
  const counted = new Uint8Array(labels.length);
  for (let index = 0; index < labels.length; index++) counted[index] = place(labels[index] as number);
  return counted;
}

/** Names that nobody gave twice: a second “cat” becomes “cat (2)”. */
export function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const wanted = name.trim() || '?';
    let given = wanted;
    for (let count = 2; taken.has(given); count++) given = `${wanted} (${count})`;
    taken.add(given);
    return given;
  });
}

/** The text, as names order: numbers by their value, anything else by its letters. */
export const byName = (a: string, b: string): number => {
  const [first, second] = [Number(a), Number(b)];
  return Number.isFinite(first) && Number.isFinite(second) && first !== second ? first - second : a < b ? -1 : a > b ? 1 : 0;
};
