import type { KernelMemory } from '../kernels';

/** Checked reading: reads past the end are a planning error, not a zero. */
export interface Access {
  readonly values: Float32Array | Float64Array;
  readonly bytes: Uint8Array;
  value(offset: number): number;
  byte(offset: number): number;
}

export function access({ values, bytes }: KernelMemory): Access {
  return {
    values,
    bytes,
    value(offset) {
      const found = values[offset];
      if (found === undefined) throw new RangeError(`offset ${offset} is outside the ${values.length} values of this memory`);
      return found;
    },
    byte(offset) {
      const found = bytes[offset];
      if (found === undefined) throw new RangeError(`offset ${offset} is outside the ${bytes.length} bytes of this memory`);
      return found;
    },
  };
}
