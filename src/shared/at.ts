/**
 * Array reads that throw a RangeError where there is no such element, which is a defect. One function for each type of array,
 * so that V8 keeps each call as fast as a plain read (normalising 150 pictures: 3 % more CPU than with `?? 0`).
 */

export const numberAt = (list: readonly number[], index: number): number => list[index] ?? missing(index, list.length);

export const byteAt = (list: Uint8Array | Uint8ClampedArray, index: number): number => list[index] ?? missing(index, list.length);

export const floatAt = (list: Float32Array | Float64Array, index: number): number => list[index] ?? missing(index, list.length);

export const integerAt = (list: Int32Array | Uint32Array | Uint16Array, index: number): number =>
  list[index] ?? missing(index, list.length);

/** Of anything else, where speed does not matter. */
export const elementAt = <Element extends NonNullable<unknown>>(list: ArrayLike<Element>, index: number): Element =>
  list[index] ?? missing(index, list.length);

/** The last one; throws as well where there is none. */
export const lastOf = <Element extends NonNullable<unknown>>(list: ArrayLike<Element>): Element => elementAt(list, list.length - 1);

type TupleOf<Element, Count extends number, Found extends readonly Element[] = []> = Found['length'] extends Count
  ? Found
  : TupleOf<Element, Count, readonly [...Found, Element]>;

/** All of them, where there are so many; else it throws. */
export function exactly<Element, Count extends number>(count: Count, list: readonly Element[]): TupleOf<Element, Count> {
  if (list.length !== count) throw new RangeError(`there are ${list.length}, expected ${count}`);
  return list as unknown as TupleOf<Element, Count>;
}

function missing(index: number, length: number): never {
  throw new RangeError(`there is no place ${index} among ${length}`);
}
