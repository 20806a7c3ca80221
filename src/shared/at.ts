/**
 * Elements that there must be: reading past an end is a defect, and fails instead of counting as 0 or undefined. One function
 * a kind of array, so that each stays as fast as a plain read.
 */

export const numberAt = (list: readonly number[], index: number): number => list[index] ?? missing(index, list.length);

export const byteAt = (list: Uint8Array | Uint8ClampedArray, index: number): number => list[index] ?? missing(index, list.length);

export const floatAt = (list: Float32Array | Float64Array, index: number): number => list[index] ?? missing(index, list.length);

export const integerAt = (list: Int32Array | Uint32Array | Uint16Array, index: number): number =>
  list[index] ?? missing(index, list.length);

function missing(index: number, length: number): never {
  throw new RangeError(`there is no place ${index} among ${length}`);
}
